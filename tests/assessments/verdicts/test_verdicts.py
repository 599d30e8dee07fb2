"""K and BK: saved in parts, never over somebody else's, frozen by the signature."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessments.assessments.operations import enrolment
from assessments.models import Assessment, Candidate, Event, Verdict
from assessments.sessions.operations import sessions
from assessments.verdicts.operations import Entry, record_verdicts, sign_verdicts
from tests.assessments.sessions.test_planning import refused
from tests.world import BK, PENDING, K


def record(world, *entries, revision=0, **fields):
    defaults = {"by": world.bima, "on": world.today, "assessment": world.assessment, "revision": revision}
    return record_verdicts(entries=entries, **defaults | fields)


def sign(world, revision=0, **fields):
    defaults = {"by": world.bima, "on": world.today, "assessment": world.assessment, "revision": revision}
    return sign_verdicts(**defaults | fields)


def units(assessment):
    return list(assessment.verdicts.values_list("unit_id", flat=True))


def outcomes(assessment):
    return list(assessment.verdicts.values_list("outcome", flat=True))


# --- Recording --------------------------------------------------------------------------------------
def test_half_may_be_saved_and_the_rest_stays(world):
    first, second, _third = units(world.assessment)
    record(world, Entry(first, K, ["written", "observation"]))
    record(world, Entry(second, BK, ["oral"], " Latihan lagi.\r\n"), revision=1)
    assert outcomes(world.assessment) == [K, BK, PENDING]
    assert world.assessment.verdicts.get(unit=first).methods == ["observation", "written"]
    assert world.assessment.verdicts.get(unit=second).follow_up == "Latihan lagi."
    assert Event.objects.about(world.assessment).last().data == {"verdicts": {"J.620100.002.02": "BK"}}


def test_who_recorded_is_kept_for_each_unit(world):
    record(world, Entry(units(world.assessment)[0], K))
    assert list(world.assessment.verdicts.values_list("recorded_by", flat=True)) == [world.bima.pk, None, None]


def test_a_follow_up_belongs_to_bk_only(world):
    record(world, Entry(units(world.assessment)[0], K, follow_up="Salah tulis"))
    assert not world.assessment.verdicts.exclude(follow_up="").exists()


def test_the_comment_stays_when_none_is_given(world):
    record(world, comment="Tenang dan teliti.")
    record(world, Entry(units(world.assessment)[0], K), revision=1)
    assert Assessment.objects.get().comment == "Tenang dan teliti."


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (lambda unit: Entry(unit + 999, K), "unknown_unit"),
        (lambda unit: Entry(unit, "X"), "unknown_outcome"),
        (lambda unit: Entry(unit, K, ["telepathy"]), "unknown_method"),
        (lambda unit: Entry(unit, BK, ["oral"], "  "), "follow_up_required"),
        (lambda unit: Entry(unit, BK, ["oral"], "a" * 2001), "note_too_long"),
    ],
)
def test_one_bad_entry_saves_nothing(world, entry, code):
    first, second, _third = units(world.assessment)
    assert refused(record, world, Entry(first, K), entry(second)) == code
    assert outcomes(world.assessment) == [PENDING] * 3


def test_every_method_may_have_been_used(world):
    every = [str(method) for method in Verdict.Method.values]
    record(world, Entry(units(world.assessment)[0], K, every))
    assert sorted(world.assessment.verdicts.get(outcome=K).methods) == sorted(every)


def test_a_comment_has_an_end(world):
    assert refused(record, world, comment="a" * 2001) == "note_too_long"
    assert record(world, comment="a" * 2000).comment == "a" * 2000


def test_a_stale_revision_overwrites_nothing(world):
    unit = units(world.assessment)[0]
    record(world, Entry(unit, K))
    assert refused(record, world, Entry(unit, BK, [], "Ulangi.")) == "stale"
    assert outcomes(world.assessment)[0] == K


def test_saying_the_same_again_is_no_change_and_no_refusal(world):
    entry = Entry(units(world.assessment)[0], K)
    record(world, entry)
    assert record(world, entry).revision == 1
    assert Event.objects.about(world.assessment).filter(verb="recorded").count() == 1


def test_only_the_assessor_of_this_candidate_records(world):
    sessions.assign(by=world.ratna, on=world.today, session=world.session, assessor=world.sekar_assessor)
    for other in (world.sekar, world.ratna, world.komang, world.siti):
        with pytest.raises(PermissionDenied):
            record(world, Entry(units(world.assessment)[0], K), by=other)


def test_an_assessor_taken_off_duty_records_no_more(world):
    assert world.assessment
    type(world.bima_assessor).objects.update(is_active=False)
    with pytest.raises(PermissionDenied):
        record(world)


def test_nobody_judges_himself_whatever_was_enrolled(world):
    assert world.enrol()
    world.start()
    world.assessment = Assessment.objects.create(
        session=world.session,
        candidate=Candidate.objects.create(person=world.bima_assessor.person),
        assessor=world.bima_assessor,
    )
    with pytest.raises(PermissionDenied):
        record(world)


def test_not_before_the_session_runs(world):
    world.assessment = world.enrol()
    assert refused(record, world, Entry(units(world.assessment)[0], K)) == "session_not_running"


# --- Signing ----------------------------------------------------------------------------------------
def test_a_signature_is_a_change_of_its_own(world):
    """A page that was opened before it is old."""
    before = world.record(world.assessment, K, K, K).revision
    assert (before, sign(world, revision=before).revision, Assessment.objects.get().revision) == (1, 2, 2)


def test_all_k_goes_to_the_decision_maker(world):
    world.record(world.assessment, K, K, K)
    assert sign(world, revision=1).status == "signed"


def test_one_bk_ends_the_assessment(world):
    world.record(world.assessment, K, BK, K)
    assert sign(world, revision=1).status == "not_competent"
    assert Event.objects.about(world.assessment).last().verb == "not_competent"


def test_every_unit_must_be_set(world):
    world.record(world.assessment, K, K)
    assert refused(sign, world, revision=1) == "units_pending"


def test_every_unit_names_its_evidence(world):
    record(world, *(Entry(unit, K, ["oral"][: n != 1]) for n, unit in enumerate(units(world.assessment))))
    assert refused(sign, world, revision=1) == "method_required"


def test_what_is_signed_was_read(world):
    world.record(world.assessment, K, K, K)
    assert refused(sign, world, revision=0) == "stale"


def test_signed_is_frozen(world):
    world.judged()
    assert refused(sign, world, revision=2) == "already_signed"
    assert refused(record, world, Entry(units(world.assessment)[0], BK, [], "x"), revision=2) == "already_signed"


# --- The page ---------------------------------------------------------------------------------------
@pytest.fixture
def sheet_page(world, client):
    """Bima before the verdict form of Siti."""
    address = reverse("assessment_record", args=[world.assessment.pk])
    client.force_login(world.bima)

    class Page:
        def get(self, **headers):
            return client.get(address, headers=headers)

        def fields(self, *said, revision=0, comment="", **more):
            """A whole form as a browser sends it: `said` is one (outcome, methods, follow-up) for each unit."""
            data = {"revision": revision, "comment": comment, "comment-was": ""}
            for verdict, (outcome, methods, note) in zip(world.assessment.verdicts.all(), said, strict=False):
                name = f"u{verdict.unit_id}"
                data |= {f"{name}-outcome": outcome, f"{name}-methods": methods, f"{name}-follow_up": note}
                data[f"{name}-was"] = "pending||"
            return data | more

        def post(self, *said, headers=None, **more):
            return client.post(address, self.fields(*said, **more), headers=headers or {})

        def name(self, position, field):
            return f"u{units(world.assessment)[position]}-{field}"

    return Page()


SET = (K, ["observation"], "")
UNSET = ("pending", [], "")


def test_the_page_shows_every_unit_with_its_criteria(world, sheet_page):
    unit = world.unit(1)
    unit.elements.create(position=1, title="Menyiapkan alat").criteria.create(position=2, text="Alat diperiksa.")
    shown = sheet_page.get().content.decode()
    assert "Menyiapkan alat" in shown
    assert "1.2</span> Alat diperiksa." in shown
    assert shown.count('type="radio"') == 9
    assert shown.count('type="checkbox"') == 24


def test_saving_leads_back_with_the_count(world, sheet_page, client):
    answer = sheet_page.post(SET, (BK, ["oral"], "Ulangi unit ini."), UNSET, comment="Baik.")
    assert answer.headers["Location"] == reverse("assessment_record", args=[world.assessment.pk])
    assert "2 dari 3 unit" in sheet_page.get().content.decode()
    assert outcomes(world.assessment) == [K, BK, PENDING]


def test_script_is_told_where_to_go(world, sheet_page):
    answer = sheet_page.post(SET, headers={"X-Requested-With": "fetch"}, next="sign")
    address = reverse("assessment_sign", args=[world.assessment.pk])
    assert answer.json() == {"next": address, "revision": 1, "said": "Tersimpan: 1 dari 3 unit sudah dinilai."}


def test_a_verdict_may_be_taken_back(world, sheet_page):
    sheet_page.post(SET, SET, SET)
    sheet_page.post(UNSET, SET, SET, revision=1)
    assert outcomes(world.assessment) == [PENDING, K, K]


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("outcome", "X", "Pilih K atau BK."),
        ("methods", ["telepathy"], "Pilih bukti dari daftar."),
        ("outcome", BK, "Tulis apa yang perlu dilakukan asesi"),
    ],
)
def test_bad_input_is_told_at_its_field_and_the_rest_is_kept(world, sheet_page, field, value, says):
    answer = sheet_page.post(
        (K, ["portfolio"], ""), UNSET, UNSET, comment="Tetap ada", **{sheet_page.name(1, field): value}
    )
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{sheet_page.name(1, "follow_up" if value == BK else field)}"' in shown
    assert shown.count(says) == 2  # in the summary and at the field
    assert f'{sheet_page.name(0, "methods")}" value="portfolio" checked' in shown
    assert "Tetap ada" in shown
    assert outcomes(world.assessment) == [PENDING] * 3


def test_a_follow_up_of_2000_letters_is_the_longest(world, sheet_page):
    lines = "a\r\n" * 1000  # 2,000 as the writer counts, 3,000 as the browser sends
    assert sheet_page.post((BK, [], lines), UNSET, UNSET).status_code == 302
    assert sheet_page.post((BK, [], "a" * 2001), UNSET, UNSET, revision=1).status_code == 422


@pytest.mark.parametrize(
    "more",
    [{"u999999-outcome": K}, {"revision": ""}, {"revision": "x"}, {"revision": "-1"}, {"comment": "a" * 2001},
     {"comment": "a\x00b"}, {"revision": "9" * 30}],
)  # fmt: skip
def test_nonsense_is_refused_and_nothing_saved(world, sheet_page, more):
    answer = sheet_page.post(SET, SET, SET, **more)
    assert answer.status_code == 422
    assert outcomes(world.assessment) == [PENDING] * 3


def test_a_flood_is_refused(world, sheet_page):
    assert sheet_page.post(SET, **{f"x{n}": "" for n in range(5001)}).status_code == 413
    assert sheet_page.post(SET, comment="a" * 6_000_000).status_code == 413


def test_a_stale_page_keeps_what_was_typed_and_shows_what_is_stored(world, sheet_page):
    world.record(world.assessment, K, K)
    answer = sheet_page.post((BK, [], "Ulangi unit satu."), UNSET, SET)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Ulangi unit satu." in shown
    assert "Tersimpan: <strong>K</strong> (Kompeten) oleh bima" in shown
    assert outcomes(world.assessment) == [K, K, PENDING]


def test_units_left_alone_follow_the_stored_state(world, sheet_page):
    world.record(world.assessment, K, K)
    sheet = sheet_page.post((BK, [], "Ulangi."), UNSET, SET).context["sheet"]
    assert [unit.chosen for unit in sheet.units] == [BK, K, K]
    assert [unit.in_conflict for unit in sheet.units] == [True, False, False]
    assert [unit.took_over for unit in sheet.units] == [False, True, False]
    assert sheet.revision_shown == 1


def test_mine_can_be_saved_on_the_new_revision(world, sheet_page):
    world.record(world.assessment, K, K)
    assert sheet_page.post((BK, [], "Ulangi."), SET, SET, revision=1).status_code == 302
    assert outcomes(world.assessment) == [BK, K, K]


def test_a_stale_comment_is_shown_beside_mine(world, sheet_page):
    record(world, comment="Yang tersimpan")
    answer = sheet_page.post(comment="Punyaku")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "<p>Yang tersimpan</p>" in shown
    assert "Punyaku</textarea>" in shown


def test_signed_meanwhile_the_page_is_read_only(world, sheet_page):
    world.judged()
    answer = sheet_page.post((BK, [], "Terlambat."), SET, SET, revision=2)
    assert answer.status_code == 422
    assert "sudah ditandatangani" in answer.content.decode()
    assert "<textarea" not in answer.content.decode()
    assert outcomes(world.assessment) == [K, K, K]


def test_before_the_session_runs_the_page_only_shows(world, client):
    assessment = world.enrol()
    client.force_login(world.bima)
    address = reverse("assessment_record", args=[assessment.pk])
    assert "setelah jadwal uji dimulai" in client.get(address).content.decode()
    assert client.post(address, {"revision": 0, "comment": "x"}).status_code == 422


def test_signing_from_the_page(world, sheet_page, client):
    sheet_page.post(SET, (BK, ["oral"], "Ulangi."), SET)
    address = reverse("assessment_sign", args=[world.assessment.pk])
    shown = client.get(address).content.decode()
    assert "2 unit K, 1 unit BK." in shown
    assert "berakhir dengan hasil belum kompeten" in shown
    assert client.post(address, {"revision": 1}).status_code == 302
    assert client.post(address, {"revision": 1}).status_code == 422
    assert "FR.AK-02" in sheet_page.get().content.decode()


def test_what_is_missing_is_named_before_the_signature(world, sheet_page, client):
    sheet_page.post((K, [], ""), UNSET, SET)
    address = reverse("assessment_sign", args=[world.assessment.pk])
    shown = client.get(address).content.decode()
    assert "Unit 1: belum ada bukti" in shown
    assert "Unit 2: belum dinilai" in shown
    assert client.post(address, {"revision": 1}).status_code == 422
    assert Assessment.objects.get().is_open


@pytest.mark.parametrize("revision", ["", "x", "0"])
def test_a_signature_on_something_unread_is_refused(world, sheet_page, client, revision):
    sheet_page.post(SET, SET, SET)
    assert (
        client.post(reverse("assessment_sign", args=[world.assessment.pk]), {"revision": revision}).status_code == 422
    )
    assert Assessment.objects.get().is_open


@pytest.mark.parametrize("name", ["assessment_record", "assessment_sign"])
def test_who_may_see_it(world, client, name):
    address = reverse(name, args=[world.assessment.pk])
    expected = {"anonymous": 302, "bima": 200, "sekar": 404}
    for who, account in world.everybody():
        client.force_login(account) if account else client.logout()
        assert client.get(address).status_code == expected.get(who, 403), who
        if who != "bima":
            assert client.post(address, {"revision": 0, "comment": "x"}).status_code == expected.get(who, 403), who
    assert Assessment.objects.get().revision == 0


@pytest.mark.parametrize("name", ["assessment_record", "assessment_sign"])
def test_wrong_methods_and_ids(world, client, name):
    client.force_login(world.bima)
    assert client.put(reverse(name, args=[world.assessment.pk])).status_code == 405
    assert client.get(reverse(name, args=[world.assessment.pk + 1])).status_code == 404
    assert client.get(reverse(name, args=[9**30])).status_code == 404


def test_another_assessors_candidate_in_the_same_session_does_not_exist(world, client):
    sessions.assign(by=world.ratna, on=world.today, session=world.session, assessor=world.sekar_assessor)
    theirs = world.enrol(world.yohanes_candidate, assessor=world.sekar_assessor)
    client.force_login(world.bima)
    assert client.get(reverse("assessment_record", args=[theirs.pk])).status_code == 404


def test_a_candidate_handed_to_somebody_else_is_gone(world, sheet_page):
    sessions.assign(by=world.ratna, on=world.today, session=world.session, assessor=world.sekar_assessor)
    enrolment.reassign(by=world.ratna, on=world.today, assessment=world.assessment, assessor=world.sekar_assessor)
    assert sheet_page.get().status_code == 404


@pytest.mark.parametrize("many", [1, 30])
def test_the_cost_does_not_grow_with_the_units(world, client, django_assert_num_queries, many):
    world.version = world.in_force(world.draft(units=many))
    for unit in range(1, many + 1):
        world.unit(unit).elements.create(position=1, title="E").criteria.create(position=1, text="K")
    address = reverse("assessment_record", args=[world.assessment.pk])
    client.force_login(world.bima)
    client.get(address)
    with django_assert_num_queries(13):
        client.get(address)
    data = {"revision": 0}
    data |= {
        f"u{unit}-{name}": said
        for unit in units(world.assessment)
        for name, said in (("outcome", K), ("methods", "oral"))
    }
    with django_assert_num_queries(19):
        assert client.post(address, data).status_code == 302
    assert set(outcomes(world.assessment)) == {K}


def test_a_draft_is_kept_under_numbers(world, sheet_page):
    """What the script keeps on the device is named by account and assessment, never by a person."""
    assert (
        f'id="sheet" data-account="{world.bima.pk}" data-assessment="{world.assessment.pk}">'
        in sheet_page.get().content.decode()
    )
