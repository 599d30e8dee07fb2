"""Whoever is suspended as an assessor decides nothing and officiates nothing; what he read he may read on."""

import re
from datetime import date, timedelta
from inspect import signature

import pytest
from django.urls import reverse

from assessments.bars.operations import lift_bar
from assessments.confidentiality.operations import record_export
from assessments.decisions.operations import grant, refuse
from assessments.models import Event, Export
from certificates.acts.operations import reduce_scope, reinstate, withdraw
from certificates.acts.operations import suspend as suspend_certificate
from ethics.cases.operations import appeals, cases, panels
from ethics.cases.operations.measures import confirm, decline
from ethics.cases.views.steps import STEPS
from ethics.code import operations as code
from ethics.confidentiality import operations as consents
from ethics.confidentiality import operations as readings
from ethics.evaluations.operations import evaluations, inspections
from ethics.evaluations.operations.reviews import ask_review, fill_review, reviewers
from ethics.evaluations.operations.witnessings import plan_witnessing
from ethics.gifts import operations as gifts
from ethics.impartiality.operations.conflicts import decide_conflict
from ethics.models import Gift, Leave
from ethics.peers import operations as peers
from kit.errors import RuleError
from lsp_portal.work.queues import sections
from tests.architecture.access_matrix.ethics import code_draft, disclosure_consent, gift, peer_remark, unusual
from tests.architecture.source import is_of, modules
from tests.suspending import suspend
from tests.world import K

from .cases import way
from .evaluations import evaluating
from .impartiality.declaring import conflict_of

OFFICES = {"decision_maker", "ethics_officer"}
FORM = {"csrfmiddlewaretoken": "sent by every form"}
OTHER_CODE = "ZZZZZ-FGHJK-23456-MNPQR"
SAYS_WHY = "Sampai pembekuan itu berakhir, Anda tidak dapat memutuskan"


def refused(act, *args, **kwargs):
    with pytest.raises(RuleError) as caught:
        act(*args, **kwargs)
    return caught.value.code


def waiting(world, account):
    return [task.url for part in sections(account, world.today) for each in part.waiting for task in each.tasks]


def proposing(world, certificate):
    """A panel that asks for the certificate to be suspended."""
    panel = way.judged(world, assessment=certificate.assessment)
    return way.decided(world, panel=panel, touches_certificate=True)


# --- every act, called directly -------------------------------------------------------------------------
def decider_acts(world):
    """An assessment to decide, a certificate in force and one that is suspended, a panel's proposal."""
    places = [world.enrol(candidate) for candidate in (world.yohanes_candidate, world.candidate("Dewi"))]
    certificate = world.certificate()
    to_grant, to_refuse = [world.sign(world.record(place, K, K, K)) for place in places]
    codes = [unit["code"] for unit in certificate.snapshot["units"]]
    reason = {"certificate": certificate, "reason": "Alasan."}
    yield grant, {"assessment": to_grant}
    yield refuse, {"assessment": to_refuse, "reason": "Alasan."}
    yield suspend_certificate, reason
    yield reinstate, reason
    yield withdraw, reason
    yield reduce_scope, reason | {"keep": codes[:1]}
    decision = proposing(world, certificate)
    for act, more in ((confirm, {}), (decline, {"reason": "Alasan."})):
        yield act, {"measure": decision.measures.get(), **more}


def officer_acts(world):
    """One of everything that waits for an officer."""
    answered = way.answered(world, code=OTHER_CODE)
    case = way.report(world)  # of a case without a respondent an officer who assesses is told nothing
    cases.identify(by=world.wulan, on=world.today, case=case, respondent=world.bima_assessor)
    said = {
        "respondent": world.bima_assessor, "reason": "Alasan.", "talk": "reporter", "body": "Halo.",
        "clauses": way.clauses(8), "notice": "Ada laporan.", "members": way.bench(world),
    }  # fmt: skip
    for step in STEPS:
        asked = said.keys() & signature(step.act).parameters.keys()
        yield step.act, {"case": answered if step.verb == "appoint" else case} | {name: said[name] for name in asked}
    (pk,) = gift(world)
    yield gifts.examine_gift, {"gift": Gift.objects.get(pk=pk), "note": "Cukup."}
    _reader, day = unusual(world)
    yield readings.explain_reading, {"reader": world.ratna, "day": date.fromisoformat(day), "reason": "Alasan."}
    asked = {"consent": Leave.objects.get(pk=disclosure_consent(world)[0])}
    yield consents.answer_for_body, asked | {"answer": "yes"}
    yield consents.withdraw_disclosure_consent, asked
    later = world.today + timedelta(days=40)
    yield code.draft_code, {"title": "Baru", "decree": "Kep. 3", "in_force_from": later}
    draft = code.Code.objects.get(pk=code_draft(world)[0])
    words = [code.Words("Jujur.")]
    yield code.edit_code, {"code": draft, "title": "A", "decree": "B", "in_force_from": later, "clauses": words}
    yield code.publish_code, {"code": draft}
    yield code.discard_code, {"code": draft}
    yield record_export, {"subject": Export.Subject.EVIDENCE, "purpose": "Audit tahunan BNSP", "rows": 3}


def evaluation_acts(world):
    task = {"session": world.session, "assessor": world.bima_assessor}
    yield plan_witnessing, task | {"witness": world.sekar}
    evaluating.over(world)
    yield ask_review, task | {"reviewer": world.sekar}
    yield evaluations.call_off, {"evaluation": evaluating.asked(world), "reason": "Alasan."}
    said = evaluating.FINDING | {"happened_on": world.today, "evidence": way.file()}
    yield inspections.record_inspection, {"assessor": world.bima_assessor, **said}
    yield inspections.retract_inspection, {"inspection": evaluating.inspected(world), "reason": "Alasan."}


def conflict_acts(world):
    yield decide_conflict, {"conflict": conflict_of(world), "outcome": "dismiss", "reason": "Tidak ada."}


def peer_acts(world):
    (pk,) = peer_remark(world)
    said = {"outcome": "talked", "reason": "Sudah dibicarakan."}
    yield peers.record_outcome, {"peer_remark": peers.PeerRemark.objects.get(pk=pk), **said}


@pytest.mark.parametrize(
    ("acts", "who"),
    [
        (decider_acts, "komang"), (officer_acts, "wulan"), (evaluation_acts, "wulan"), (conflict_acts, "wulan"),
        (peer_acts, "wulan"),
    ],
)  # fmt: skip
def test_every_act_is_refused_and_changes_nothing(world, acts, who):
    account = getattr(world, who)
    bars = []
    for act, said in acts(world):
        bars = bars or [suspend(world, account)]
        before = Event.objects.count()
        assert refused(act, by=account, on=world.today, **said) == "suspended", act.__name__
        assert Event.objects.count() == before, act.__name__
        lift_bar(by=None, on=world.today, bar=bars.pop(), reason="Selesai.")  # what comes next needs him
    assert waiting(world, account)  # the office is his again


def test_no_operation_asks_the_role_alone():
    """Those who act are asked by `check_…`; the role alone says only who may be offered something."""
    offering = {"may_ask", "may_have_evaluated", "may_examine", "may_answer_for_body", "may_withdraw"}
    found = set()
    for path in (each for each in modules() if is_of("operations", each)):
        for function in re.split(r"^(?=def )", path.read_text(), flags=re.M):
            if re.search(r"\bis_(decision_maker|ethics_officer)\(", function):
                found.add(function.split("(")[0].removeprefix("def "))
    assert found == offering


# --- who is asked, and who sits --------------------------------------------------------------------------------
def test_nobody_suspended_evaluates_whatever_his_role(world):
    review = evaluating.asked(world, reviewer=world.wulan)
    suspend(world, world.wulan)
    said = {"marks": evaluating.ALL_FIT, "process_advice": "", "decision_advice": ""}
    assert refused(fill_review, by=world.wulan, on=world.today, review=review, **said) == "suspended"
    assert world.wulan not in reviewers(world.session, world.bima_assessor)
    assert reverse("review_fill", args=[review.pk]) not in waiting(world, world.wulan)


def test_nobody_suspended_is_appointed(world):
    case, members = way.answered(world), way.bench(world)
    suspend(world, members[1])
    said = {"by": world.wulan, "on": world.today, "case": case, "members": members}
    assert refused(panels.appoint, **said) == "member_unfit"


@pytest.mark.parametrize(("seat", "code"), [(0, "suspended"), (2, "member_suspended")])
def test_no_panel_decides_with_somebody_suspended(client, world, seat, code):
    panel = way.judged(world)
    account = list(panel.seats.order_by("pk"))[seat].member
    bar = suspend(world, account)
    assert refused(way.decided, world, panel=panel) == code
    client.force_login(way.chair_of(panel))
    assert ("form-actions" in client.get(reverse("ethics_case_judge", args=[panel.case_id])).text) is (seat != 0)
    assert reverse("ethics_case_judge", args=[panel.case_id]) not in waiting(world, account)
    lift_bar(by=None, on=world.today, bar=bar, reason="Selesai.")
    assert way.decided(world, panel=panel).pk


def test_the_panel_of_an_appeal_is_asked_the_same(world):
    panel = way.appealed(world)
    suspend(world, way.chair_of(panel))
    said = {"by": way.chair_of(panel), "on": world.today, "panel": panel, "outcome": "upheld", "reasons": "Tetap."}
    assert refused(appeals.decide_appeal, **said) == "suspended"
