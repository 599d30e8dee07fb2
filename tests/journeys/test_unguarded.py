"""One guard of the database is gone: nothing is signed, decided or issued, staff see why, and reading goes on."""

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from assessments.bars import operations as bars
from assessments.decisions import operations as decisions
from assessments.models import Assessor
from assessments.schemes.operations import schemes
from assessments.sessions.operations import sessions
from certificates.acts.operations import reduce_scope, reinstate, replace, suspend, withdraw
from certificates.blanks.operations import receive, send_back, spoil
from certificates.issuing.operations.issuing import issue
from certificates.models import IssuingRun
from certificates.numbers.operations import void_serials
from certificates.runs.operations import resume, start_run, work_on
from ethics.cases.operations import cases, reports
from ethics.models import Code
from ethics.pledges.operations import sign_pledge
from kit.errors import RuleError
from kit.guards import put_back, registered
from tests.ethics.cases import way
from tests.ethics.impartiality import declaring
from tests.world import BK, K

pytestmark = pytest.mark.both

OURS = ("assessments", "certificates", "ethics")
GONE = "pledge_of_the_assessor"  # of ethics, though most acts are of other apps


def take_away(name=GONE):
    guard = next(guard for guard in registered() if guard.name == name)
    with connection.cursor() as cursor:
        cursor.execute(guard.drop(connection.vendor))


def everything():
    """Every row of every table of ours, so that "unchanged" is not a matter of what the test thought of."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for app in OURS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    }


def case_about_bima(world):
    case = way.report(world)
    cases.identify(by=world.wulan, on=world.today, case=case, respondent=world.bima_assessor)
    return case


def of_certificate(act, **more):
    def prepared(world):
        certificate = world.certificate()
        return lambda: act(certificate=certificate, by=world.komang, on=world.today, reason="Alasan.", **more)

    return prepared


def of_suspended(act):
    def prepared(world):
        certificate = suspend(certificate=world.certificate(), by=world.komang, on=world.today, reason="Alasan.")
        return lambda: act(certificate=certificate, by=world.komang, on=world.today, reason="Alasan.")

    return prepared


def signing(world):
    place = world.record(world.assessment, K, K, K)
    return lambda: world.sign(place)


def signing_a_bk(world):
    place = world.record(world.assessment, K, BK, K)
    return lambda: world.sign(place)


def deciding(act):
    def prepared(world):
        place = world.judged()
        return lambda: act(assessment=place, by=world.komang, on=world.today, reason="Alasan.")

    return prepared


def issuing(world):
    place = world.granted()
    assert world.body
    return lambda: issue(assessment=place, by=world.ratna, on=world.today)


def replacing(world):
    certificate = world.certificate()
    return lambda: replace(certificate=certificate, occasion="damage", by=world.ratna, on=world.today, reason="Rusak.")


def reducing(world):
    certificate = world.certificate()
    keep = [unit["code"] for unit in certificate.snapshot["units"][:2]]
    return lambda: reduce_scope(certificate=certificate, keep=keep, by=world.komang, on=world.today, reason="Alasan.")


def stocked(world):
    return receive(first="0001235", last="0001244", received_on=world.today, by=world.ratna, on=world.today)


def blanks(act, **said):
    def prepared(world):
        stocked(world)
        return lambda: act(first="0001235", by=world.ratna, on=world.today, **said)

    return prepared


def ordering(world):
    place = world.granted()
    return lambda: start_run(assessments=[place], by=world.ratna, on=world.today)


def voiding(world):
    assert world.body
    return lambda: void_serials(series="certificate", upto=9, reason="Kertas.", by=world.ratna, on=world.today)


def declaring_institutions(world):
    place = declaring.undeclared_place(world)
    return lambda: declaring.declare(world, place)


def deciding_a_conflict(world):
    conflict = declaring.conflict_of(world)
    return lambda: declaring.decide(world, conflict)


def judging(world):
    panel = way.judged(world)
    return lambda: way.decided(world, panel=panel)


def appealing(world):
    decision = way.decided(world)
    return lambda: way.appealed(world, decision)


def pledging(world):
    Assessor.objects.filter(pk=world.bima_assessor.pk).update(pledged_until=None)
    code = Code.objects.current()
    return lambda: sign_pledge(
        by=world.bima, on=world.today, assessor=world.bima_assessor, code=code, seen=code.trace,
        confirmed=range(1, 17), address="192.0.2.1",
    )  # fmt: skip


def barring(world):
    assert world.bima_assessor
    return lambda: bars.bar_assessor(
        by=world.wulan, on=world.today, assessor=world.bima_assessor, starts_on=world.today, ends_on=None, reason="X."
    )


def publishing_a_scheme(world):
    version = world.draft()
    return lambda: schemes.publish(by=world.ratna, on=world.today, version=version)


def finishing_a_session(world):
    assert world.judged()
    return lambda: sessions.finish_session(by=world.ratna, on=world.today, session=world.session)


ACTS = {
    "sign": signing, "sign a BK": signing_a_bk,
    "grant": deciding(decisions.grant), "refuse": deciding(decisions.refuse),
    "issue": issuing, "suspend": of_certificate(suspend), "withdraw": of_certificate(withdraw),
    "reinstate": of_suspended(reinstate), "replace": replacing, "reduce the scope": reducing,
    "order a run": ordering, "void serials": voiding,
    "spoil a blank": blanks(spoil, reason="Sobek."), "send a blank back": blanks(send_back, letter_number="B/1"),
    "declare": declaring_institutions, "decide on a conflict": deciding_a_conflict,
    "decide a case": judging, "appeal": appealing, "pledge": pledging, "suspend an assessor": barring,
    "publish a scheme": publishing_a_scheme, "finish a session": finishing_a_session,
}  # fmt: skip


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_an_act_is_refused_and_nothing_changes_until_the_guard_is_back(world, act):
    take = act(world)
    for name in ("ratna", "komang", "wulan", "bima"):
        assert getattr(world, name)
    before = everything()
    take_away()
    with pytest.raises(RuleError) as refusal:
        take()
    assert refusal.value.code == "guards_missing"
    assert everything() == before
    put_back(connection)
    take()
    assert everything() != before


def test_what_is_not_yet_said_for_good_goes_on(world):
    place = world.assessment
    take_away()
    world.record(place, K, K, K)
    assert set(place.verdicts.values_list("outcome", flat=True)) == {K}
    assert way.report(world).status == "received"
    reports.tell(on=world.today, case=way.EthicsCase.objects.get(), body="Ada lagi.")


def test_a_run_stops_and_goes_on_when_the_guards_are_back(world):
    place = world.granted()
    assert world.body
    run = start_run(assessments=[place], by=world.ratna, on=world.today)
    take_away()
    work_on(run)
    run = IssuingRun.objects.get()
    assert "pengaman basis data" in run.halted and run.counts()["waiting"] == 1
    put_back(connection)
    assert resume(run)
    work_on(run)
    assert run.counts()["issued"] == 1


# --- what people see ------------------------------------------------------------------------------
BANNER, SHORT = "Pengaman basis data tidak lengkap", "Hanya dapat dibaca untuk sementara"


@pytest.fixture
def unguarded(world):
    certificate = world.certificate()
    take_away()
    return certificate


def test_the_public_check_and_the_lists_go_on(world, unguarded, client):
    addresses = [
        reverse("verify_show", args=[unguarded.token]),
        f"/api/v1/verify/token/{unguarded.token}",
        *(reverse(name) for name in ("home", "holder_list", "root_list", "catalogue_list", "statistics_show")),
    ]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert BANNER not in answer.text and SHORT not in answer.text
    client.force_login(world.ratna)
    for name in ("work", "certificate_list", "candidate_list", "session_list", "decision_list", "blank_list"):
        assert client.get(reverse(name)).status_code in (200, 403), name


def test_an_admin_sees_it_on_every_page_after_his_first_and_no_more_when_it_is_mended(world, unguarded, client):
    client.force_login(world.ratna)
    pages = [reverse("candidate_list"), reverse("certificate_list")]
    assert BANNER not in client.get(pages[0]).text  # nobody has asked yet: such a page asks nothing
    home = client.get(reverse("work")).text
    assert BANNER in home and "manage.py migrate" in home and f"guard {GONE} is missing" in home
    for page in pages:
        assert BANNER in client.get(page).text
    put_back(connection)
    for page in pages:
        assert BANNER not in client.get(page).text


def test_an_assessor_is_told_at_the_act_and_what_he_recorded_stays(world, client):
    place = world.record(world.assessment, K, K, K)
    take_away()
    client.force_login(world.bima)
    sent = client.post(reverse("assessment_sign", args=[place.pk]), {"revision": place.revision})
    assert sent.status_code == 422
    assert "tidak dapat menerima tanda tangan" in sent.text and "Hubungi admin LSP" in sent.text
    place.refresh_from_db()
    assert place.status == "enrolled"
    page = client.get(reverse("work")).text
    assert SHORT in page and BANNER not in page and GONE not in page


def test_a_candidate_reads_as_ever(world, unguarded, client):
    client.force_login(world.ratna)
    assert BANNER in client.get(reverse("work")).text
    client.force_login(world.siti)
    page = client.get(reverse("own_assessment_list"))
    assert page.status_code == 200 and SHORT not in page.text
