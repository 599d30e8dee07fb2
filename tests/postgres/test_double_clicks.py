"""Two clicks that arrive at once write one record: the second waits for the first and is refused."""

import pytest

from assessments.models import Event
from ethics.cases.operations import reports
from ethics.models import CaseMessage, Development, Gift, Inspection, Leave
from tests.ethics.cases import way
from tests.ethics.confidentiality import test_disclosure_consent
from tests.ethics.development import test_development
from tests.ethics.evaluations.evaluating import inspected
from tests.ethics.gifts import test_gifts

pytestmark = pytest.mark.django_db(transaction=True)

WRITTEN = [
    (inspected, Inspection),
    (test_development.record, Development),
    (test_gifts.record, Gift),
    (test_disclosure_consent.ask, Leave),
]


def refusals(answers):
    return [getattr(answer, "code", repr(answer)) for answer in answers if isinstance(answer, Exception)]


@pytest.mark.parametrize(("write", "model"), WRITTEN)
def test_a_record_is_written_once(world, at_once, settings, write, model):
    settings.UPLOAD_READERS = 4  # each click finds a place where its file is read
    assert world.bima_assessor and world.siti_candidate and world.session and world.ratna and world.wulan
    answers = at_once(*[lambda: write(world)] * 4)
    assert refusals(answers) == ["sent_twice"] * 3
    assert model.objects.count() == 1 == Event.objects.filter(subject_type=model._meta.label_lower).count()


def test_a_message_is_sent_once(world, at_once):
    case = way.report(world)
    answers = at_once(*[lambda: reports.tell(on=world.today, case=case, body="Ada saksi.")] * 4)
    assert refusals(answers) == ["sent_twice"] * 3
    assert CaseMessage.objects.count() == 1
