"""Random ways through the portal, legal and not, by operations and by raw SQL: no certificate is ever untrue.

The oracle counts plain rows itself; it does not ask the code under test whether somebody is competent.
"""

from collections import Counter
from copy import deepcopy

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from assessments.assessments.operations import enrolment
from assessments.decisions import operations as decisions
from assessments.models import Decision, Training, Verdict
from assessments.sessions.operations import sessions
from certificates.auditing import audit, of_certificates, of_rows
from certificates.issuing.operations.issuing import issue
from certificates.models import Certificate
from kit.errors import RuleError
from tests.chance import st, stateful, walk
from tests.world import AS_ASSESSED, BK, PENDING, K, World

pytestmark = pytest.mark.both

REFUSALS = (RuleError, PermissionDenied, DatabaseError)
RAW = [
    "UPDATE assessments_verdict SET outcome = 'K' WHERE assessment_id = {pk}",
    "UPDATE assessments_verdict SET outcome = 'BK', follow_up = 'x' WHERE assessment_id = {pk}",
    "UPDATE assessments_verdict SET outcome = 'pending' WHERE assessment_id = {pk}",
    "DELETE FROM assessments_verdict WHERE assessment_id = {pk} AND position = 1",
    "UPDATE assessments_assessment SET status = 'enrolled', signed_at = NULL, signed_by_id = NULL WHERE id = {pk}",
    "UPDATE assessments_assessment SET status = 'granted' WHERE id = {pk}",
    "UPDATE assessments_assessment SET status = 'signed', signed_at = '2026-01-01', signed_by_id = {who},"
    f" {AS_ASSESSED} WHERE id = {{pk}}",
    "UPDATE assessments_decision SET outcome = 'granted' WHERE assessment_id = {pk}",
    "DELETE FROM assessments_decision WHERE assessment_id = {pk}",
    "INSERT INTO assessments_decision (assessment_id, outcome, reason, decided_by_id, decided_on, decided_at)"
    " VALUES ({pk}, 'granted', '', {who}, '2026-01-01', '2026-01-01')",
    "DELETE FROM assessments_schemeunit",
    "DELETE FROM certificates_certificate WHERE assessment_id = {pk}",
]
OUTCOMES = st.lists(st.sampled_from([K, K, K, BK, PENDING]), min_size=1, max_size=2)


class Portal(stateful.RuleBasedStateMachine):
    """One LSP, one scheme of two units, as many attempts as hypothesis likes."""

    attempts = stateful.Bundle("attempts")
    reached: Counter[str] = Counter()
    beginning: World  # made once; every run has a copy of it

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.has_changed = False
        world = self.world = deepcopy(self.beginning)
        self.accounts = [world.komang, world.wayan, world.bima, world.siti, world.ratna]

    def teardown(self) -> None:
        """All that the audit asks of rows, once a walk."""
        try:
            assert untrue(of_rows()) == []
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def attempt(self, act, *args, **kwargs):
        """Do it if it is allowed; a refusal must leave nothing behind."""
        try:
            with transaction.atomic():
                done = act(*args, **kwargs)
        except REFUSALS:
            return None
        self.has_changed = True
        return done

    @stateful.rule(target=attempts, who=st.sampled_from(["siti_candidate", "yohanes_candidate"]))
    def enrol(self, who):
        session = self.attempt(self.world.plan, quota=5)
        if session is None:
            return stateful.multiple()
        common = {"by": self.world.ratna, "on": self.world.today, "session": session}
        self.attempt(sessions.assign, assessor=self.world.bima_assessor, **common)
        assessment = self.attempt(
            enrolment.enrol, candidate=getattr(self.world, who), assessor=self.world.bima_assessor, **common
        )
        self.attempt(sessions.start_session, **common)
        return stateful.multiple() if assessment is None else assessment

    @stateful.initialize(target=attempts, steps=st.sampled_from([0, 0, 0, 1, 2, 3, 4, 5]))
    def begin(self, steps):
        """Luck alone leads few walks to a certificate: one in eight begins with one, some others on its way."""
        assessment = self.enrol("siti_candidate")
        self.straight_on(assessment, steps)
        return assessment

    @stateful.rule(assessment=attempts)
    def declare(self, assessment):
        self.attempt(self.world.declare, assessment)

    @stateful.rule(
        assessment=attempts, outcomes=st.lists(st.sampled_from([K, K, K, BK, PENDING]), min_size=1, max_size=2)
    )
    def record(self, assessment, outcomes):
        self.attempt(self.world.record, assessment, *outcomes)

    @stateful.rule(assessment=attempts)
    def sign(self, assessment):
        self.attempt(self.world.sign, assessment)

    @stateful.rule(assessment=attempts, who=st.integers(0, 4))
    def grant(self, assessment, who):
        self.attempt(decisions.grant, by=self.accounts[who], on=self.world.today, assessment=assessment)

    @stateful.rule(assessment=attempts, steps=st.integers(1, 5))
    def straight_on(self, assessment, steps):
        """The first steps of the right way, so that many runs come near its end."""
        today, world = self.world.today, self.world
        way = [
            lambda: self.attempt(world.declare, assessment),
            lambda: self.attempt(world.record, assessment, K, K),
            lambda: self.attempt(world.sign, assessment),
            lambda: self.attempt(decisions.grant, by=world.wayan, on=today, assessment=assessment),
            lambda: self.issue(assessment, 4),
        ]
        for step in way[:steps]:
            step()

    @stateful.rule(assessment=attempts)
    def refuse(self, assessment):
        self.attempt(
            decisions.refuse, by=self.world.komang, on=self.world.today, assessment=assessment, reason="Bukti kurang."
        )

    @stateful.rule(assessment=attempts)
    def finish(self, assessment):
        self.attempt(sessions.finish_session, by=self.world.ratna, on=self.world.today, session=assessment.session)

    @stateful.rule(who=st.sampled_from(["siti_candidate", "yohanes_candidate"]))
    def train(self, who):
        Training.objects.get_or_create(
            trainer=self.world.komang.person, candidate=getattr(self.world, who), subject="Kursus"
        )
        self.has_changed = True

    @stateful.rule(assessment=attempts, who=st.sampled_from([4, 4, 4, 0, 2, 3]))
    def issue_by(self, assessment, who):
        self.issue(assessment, who)

    def issue(self, assessment, who):
        if self.attempt(issue, by=self.accounts[who], on=self.world.today, assessment=assessment):
            self.reached["certificate"] += 1

    @stateful.rule(assessment=attempts, sql=st.sampled_from(RAW), who=st.integers(0, 4))
    def attack(self, assessment, sql, who):
        with connection.cursor() as cursor:
            self.attempt(cursor.execute, sql.format(pk=assessment.pk, who=self.accounts[who].pk))

    @stateful.rule(assessment=attempts)
    def forge(self, assessment):
        with connection.cursor() as cursor:
            self.attempt(
                cursor.execute,
                "INSERT INTO certificates_certificate (assessment_id, number, registration_number, token, holder_name,"
                " scheme_title, issued_on, expires_on, snapshot, issued_by_id, issued_at) SELECT id, 'F' || id,"
                " 'F' || id, 'F' || id, 'X', 'Y', '2026-01-01', '2029-01-01', '{}', 1, '2026-01-01'"
                f" FROM assessments_assessment WHERE id = {assessment.pk} AND status <> 'granted'",
            )

    @stateful.invariant()
    def every_certificate_is_true(self):
        certificates = list(Certificate.objects.all())
        for certificate in certificates:
            outcomes = list(
                Verdict.objects.filter(assessment=certificate.assessment_id).values_list("outcome", flat=True)
            )
            decision = Decision.objects.get(assessment=certificate.assessment_id)
            assert outcomes == [K, K]
            assert decision.outcome == "granted" and decision.decided_by in self.accounts[:2]
            assert decision.decided_by_id != certificate.assessment.signed_by_id
        if certificates and self.has_changed:
            assert untrue(of_certificates()) == []  # the audit agrees; what was refused it need not see
            self.has_changed = False


def untrue(findings):
    """A training recorded later is told, and takes nothing from the decision of before."""
    return [finding for finding in findings if "trained" not in finding.problem]


def beginning():
    world = World()
    world.version = world.in_force(world.draft(units=2))
    world.wayan = world.account("wayan", is_decision_maker=True)
    assert world.body and world.tuk and world.yohanes and world.everybody()
    return world


@pytest.mark.slow
def test_no_sequence_of_acts_makes_an_untrue_certificate(db):
    Portal.beginning = beginning()
    walk(Portal, steps=25)
    assert Portal.reached["certificate"], "no run reached a certificate, so nothing was tested"
    assert untrue(audit()) == []  # no walk has changed a guard
