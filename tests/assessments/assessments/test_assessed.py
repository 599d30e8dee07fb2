"""From the signature on a person stays who was assessed, until certified or refused: by operation, page and SQL."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from assessments.assessments.operations.assessed import mark_certified
from assessments.assessors.operations import create_assessor, edit_assessor
from assessments.decisions import operations as decisions
from assessments.models import Assessment, Person
from assessments.people.operations import edit_candidate, edit_person
from kit.errors import RuleError
from kit.fields import fingerprint
from tests.pages import seen
from tests.world import AS_ASSESSED, BK, K

NIK, OTHER_NIK = "3173055205000001", "3173051205000002"
BORN = date(2000, 5, 12)
OTHERS = {
    "name": "Orang Lain Sekali",
    "birth_date": date(1999, 1, 1),
    "identity_number": OTHER_NIK,
    "identity_kind": "passport",
}
ON_SQLITE = connection.vendor == "sqlite"


@pytest.fixture
def siti(world):
    """Siti with a NIK and a birth date, enrolled, not yet signed."""
    candidate = world.siti_candidate
    edit_candidate(by=world.ratna, on=world.today, candidate=candidate, identity_number=NIK, birth_date=BORN, sex="P")
    candidate.person.refresh_from_db()
    assert world.assessment
    return candidate


@pytest.fixture
def signed(world, siti):
    return world.judged(K, K, K)


@pytest.fixture
def granted(world, siti):
    return world.granted()


def edit(world, person, **fields):
    return edit_person(by=world.ratna, on=world.today, person=person, **fields)


def edit_refused(world, person, **fields):
    before = Person.objects.filter(pk=person.pk).values().get()
    with pytest.raises(RuleError) as refused:
        edit(world, person, **fields)
    assert Person.objects.filter(pk=person.pk).values().get() == before
    return refused.value


def sql_refused(sql, *values, match):
    with pytest.raises(IntegrityError, match=match), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def kept(assessment):
    assessment.refresh_from_db()
    who = assessment.assessed_name, assessment.assessed_identity_kind, assessment.assessed_identity
    return *who, assessment.assessed_birth_date


# --- what the signature writes ------------------------------------------------------------------------
@pytest.mark.parametrize("outcomes", [(K, K, K), (K, BK, K)])
def test_the_signature_keeps_who_was_assessed(world, siti, outcomes):
    assert kept(world.assessment) == ("", "", "", None)
    assert kept(world.judged(*outcomes)) == ("Siti Rahma Wulandari", "nik", fingerprint(NIK), BORN)


def test_before_the_signature_a_name_may_be_put_right(world, siti):
    edit(world, siti.person, name="Siti Rahma")
    assert kept(world.judged(K, K, K))[0] == "Siti Rahma"


def test_nobody_signs_for_a_number_that_is_not_its_fingerprints(world, siti):
    """The ciphertext of another row, copied over: the database cannot tell, the operation can."""
    other = world.candidate("Dewi Lestari", identity_number=OTHER_NIK).person
    Person.objects.filter(pk=siti.person_id).update(identity_number=Person.objects.get(pk=other.pk).identity_number)
    with pytest.raises(RuleError) as refused:
        world.judged(K, K, K)
    assert refused.value.code == "identity_broken"


@pytest.mark.parametrize(
    "who",
    [
        "assessed_name = ''",
        "assessed_name = 'Siti Rahma Wulandari'",
        AS_ASSESSED.replace("p.name,", "'Orang Lain',"),
        AS_ASSESSED.replace("p.identity_kind,", "'passport',"),
        AS_ASSESSED.replace("p.identity_fingerprint,", "'0',"),
        AS_ASSESSED.replace("p.birth_date", "CAST(NULL AS date)"),
    ],
)
def test_the_database_refuses_a_signature_that_says_another(world, siti, who):
    world.record(world.assessment, K, K, K)
    sql_refused(
        "UPDATE assessments_assessment SET status = 'signed', signed_at = '2026-01-01', signed_by_id = %s,"
        f" {who} WHERE id = %s",
        world.bima.pk, world.assessment.pk, match="who was assessed",
    )  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        "assessed_name = 'Orang Lain'", "assessed_identity = '0'", "assessed_identity_kind = 'passport'",
        "assessed_birth_date = NULL",
    ],
)  # fmt: skip
@pytest.mark.parametrize("state", ["signed", "granted", "not_competent"])
def test_who_was_assessed_is_never_rewritten(world, siti, state, change):
    assert world.judged(K, BK, K) if state == "not_competent" else getattr(world, state.replace("signed", "judged"))()
    sql_refused(f"UPDATE assessments_assessment SET {change}", match="who was assessed")


def test_who_was_assessed_is_not_written_before_the_signature(world, siti):
    sql_refused(f"UPDATE assessments_assessment SET {AS_ASSESSED}", match="who was assessed")
    with pytest.raises(IntegrityError, match="who was assessed"), transaction.atomic():
        Assessment.objects.create(
            session=world.session, candidate=world.yohanes_candidate, assessor=world.bima_assessor,
            assessed_name="Yohanes Tarigan",
        )  # fmt: skip


# --- the person is held -------------------------------------------------------------------------------
@pytest.mark.parametrize("state", ["signed", "granted"])
@pytest.mark.parametrize("field", OTHERS)
def test_who_is_signed_for_stays_who_he_is(world, siti, state, field, request):
    request.getfixturevalue(state)
    value = {field: OTHERS[field]} | ({"identity_number": "X1234567"} if field == "identity_kind" else {})
    refusal = edit_refused(world, siti.person, **value)
    assert refusal.code == "person_assessed"
    assert str(Person._meta.get_field(field).verbose_name).casefold() in str(refusal.messages).casefold()


@pytest.mark.parametrize("state", ["signed", "granted"])
@pytest.mark.parametrize(
    "change",
    [
        "name = 'Orang Lain Sekali'", "name = 'SITI RAHMA WULANDARI'", "birth_date = NULL",
        "birth_date = '1999-01-01'", "identity_kind = 'passport'", "identity_fingerprint = ''",
        "identity_fingerprint = 'x'",
    ],
)  # fmt: skip
def test_the_database_says_the_same(world, siti, state, change, request):
    request.getfixturevalue(state)
    sql_refused(f"UPDATE assessments_person SET {change} WHERE id = %s", siti.person_id, match="signed for this person")


def test_an_assessor_who_is_a_candidate_is_held_as_well(world, signed, siti):
    later = world.today.replace(year=world.today.year + 1)
    assessor = create_assessor(
        by=world.ratna, on=world.today, person=siti.person, met_number="MET.000.009999 2024",
        licence_expires_on=later, technical_expires_on=later, technical_certificate="T 1",
    )  # fmt: skip
    with pytest.raises(RuleError) as refused, transaction.atomic():
        edit_assessor(by=world.ratna, on=world.today, assessor=assessor, name="Orang Lain", employer="PT Contoh")
    assert refused.value.code == "person_assessed"
    edit_assessor(by=world.ratna, on=world.today, assessor=assessor, employer="PT Contoh")


def test_what_was_empty_at_the_signature_is_not_filled_in_either(world):
    """A person without number and birth date becomes an assessor: the form knows more than the record."""
    world.judged(K, K, K)
    assert edit_refused(world, world.siti_candidate.person, birth_date=BORN).code == "person_assessed"
    assert edit_refused(world, world.siti_candidate.person, identity_number=NIK).code == "person_assessed"


def test_the_rest_of_his_data_stays_open(world, signed, siti):
    edit(world, siti.person, phone="0812 3456 7890", address="Jalan Lain 2", email="lain@example.org", birth_place="X")
    edit_candidate(by=world.ratna, on=world.today, candidate=siti, name=siti.person.name, birth_date=BORN, job="Guru")
    siti.person.refresh_from_db()
    assert siti.person.phone == "0812 3456 7890"


@pytest.mark.parametrize("end", ["refused", "not_competent"])
def test_after_a_refusal_and_after_bk_he_is_free_again(world, siti, end):
    assessment = world.judged(*((K, BK, K) if end == "not_competent" else (K, K, K)))
    if end == "refused":
        assert edit_refused(world, siti.person, name="Siti Rahma").code == "person_assessed"
        decisions.refuse(by=world.komang, on=world.today, assessment=assessment, reason="Nama salah.")
    edit(world, siti.person, name="Siti Rahma", identity_number=OTHER_NIK, birth_date=date(1999, 1, 1))
    assert kept(assessment)[0] == "Siti Rahma Wulandari"


def test_the_refusal_says_what_to_do(world, signed, siti):
    assert "keputusan menolak" in edit_refused(world, siti.person, name="Siti").messages[0]
    decisions.grant(by=world.komang, on=world.today, assessment=signed)
    assert "terbitkan ulang" in edit_refused(world, siti.person, name="Siti").messages[0]


@pytest.mark.skipif(not ON_SQLITE, reason="REPLACE is SQLite's own statement")
def test_nobody_vanishes_by_replace_and_comes_back_renamed(world, signed, siti):
    """The row that has the same identity would go without asking any delete trigger."""
    copy = (
        "identity_kind, identity_number, identity_fingerprint, birth_place, birth_date, sex, nationality, address,"
        " phone, email, created_at"
    )
    sql_refused(
        f"INSERT OR REPLACE INTO assessments_person (id, name, {copy})"
        f" SELECT 987654, 'Orang Lain', {copy} FROM assessments_person WHERE id = %s",
        siti.person_id, match="has this identity",
    )  # fmt: skip
    other = world.yohanes_candidate.person_id
    sql_refused(
        "UPDATE OR REPLACE assessments_person SET identity_fingerprint = %s WHERE id = %s",
        fingerprint(NIK), other, match="has this identity",
    )  # fmt: skip


# --- certified ----------------------------------------------------------------------------------------
def test_nothing_is_certified_that_has_no_certificate(world, granted):
    sql_refused("UPDATE assessments_assessment SET certified_at = '2026-01-01'", match="certified by its certificate")
    with pytest.raises(IntegrityError, match="certified by its certificate"), transaction.atomic():
        mark_certified(by=world.ratna, on=world.today, assessment=granted)


def test_only_what_is_granted_is_certified_and_only_once(world, signed):
    with pytest.raises(RuleError) as refused:
        mark_certified(by=world.ratna, on=world.today, assessment=signed)
    assert refused.value.code == "not_granted"
    sql_refused("UPDATE assessments_assessment SET certified_at = '2026-01-01'", match="certified")


def test_it_is_certified_once(world):
    certified = world.certificate().assessment
    with pytest.raises(RuleError) as refused:
        mark_certified(by=world.ratna, on=world.today, assessment=certified)
    assert refused.value.code == "already_certified"


# --- the page -----------------------------------------------------------------------------------------
def page_data(**changes):
    data = {"name": "Siti Rahma Wulandari", "identity_kind": "nik", "identity_number": NIK, "sex": "P"}
    return data | {"birth_date": str(BORN), "nationality": "Indonesia"} | changes


def test_the_page_shows_them_locked_and_says_why(client, world, signed, siti):
    client.force_login(world.ratna)
    address = reverse("candidate_edit", args=[siti.pk])
    form = client.get(address).context["form"]
    locked = {name for name, field in form.fields.items() if field.disabled}
    assert locked == {"name", "identity_kind", "identity_number", "birth_date"}
    assert "minta pengambil keputusan menolak" in client.get(address).text


@pytest.mark.parametrize(
    "forged",
    [{"name": "Orang Lain"}, {"identity_number": OTHER_NIK}, {"identity_kind": "passport"}, {"birth_date": "1999-1-1"}],
)
def test_a_forged_page_changes_nothing_and_is_told(client, world, signed, siti, forged):
    client.force_login(world.ratna)
    address = reverse("candidate_edit", args=[siti.pk])
    before = Person.objects.filter(pk=siti.person_id).values().get()
    page = client.post(address, page_data(**forged) | {"phone": "0812345678"} | seen(client, address))
    assert page.status_code == 422 and "tidak ikut diubah" in page.text
    assert Person.objects.filter(pk=siti.person_id).values().get() == before


def test_a_browser_leaves_locked_fields_out_and_the_rest_is_saved(client, world, signed, siti):
    client.force_login(world.ratna)
    address = reverse("candidate_edit", args=[siti.pk])
    sent = {"sex": "P", "nationality": "Indonesia", "phone": "0812345678", "job": "Guru"}
    assert client.post(address, sent | seen(client, address)).status_code == 302
    siti.person.refresh_from_db()
    assert (siti.person.phone, siti.person.name, siti.person.birth_date) == ("0812345678", "Siti Rahma Wulandari", BORN)


def test_a_page_opened_before_the_signature_is_told_and_one_that_changed_no_name_is_taken(client, world, siti):
    client.force_login(world.ratna)
    address = reverse("candidate_edit", args=[siti.pk])
    opened = seen(client, address)
    world.judged(K, K, K)
    assert client.post(address, page_data(name="Orang Lain") | opened).status_code == 422
    assert client.post(address, page_data(phone="0812345678") | opened).status_code == 302


def test_a_candidate_without_number_is_no_dead_end(client, world):
    """What was empty at the signature is not asked for either."""
    world.judged(K, K, K)
    client.force_login(world.ratna)
    address = reverse("candidate_edit", args=[world.siti_candidate.pk])
    sent = {"sex": "P", "nationality": "Indonesia", "phone": "0812345678"}
    assert client.post(address, sent | seen(client, address)).status_code == 302


def test_a_page_opened_while_locked_empties_nothing_after_a_refusal(client, world, signed, siti):
    client.force_login(world.ratna)
    address = reverse("candidate_edit", args=[siti.pk])
    opened = seen(client, address)
    decisions.refuse(by=world.komang, on=world.today, assessment=signed, reason="Nama salah.")
    sent = {"sex": "P", "nationality": "Indonesia", "phone": "0812345678"}
    assert client.post(address, sent | opened).status_code == 302
    siti.person.refresh_from_db()
    assert siti.person.name == "Siti Rahma Wulandari" and siti.person.identity_number == NIK
