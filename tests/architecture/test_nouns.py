"""Nouns form layers: their models and operations need each other in no circle."""

from tests.architecture.nouns import circles, needs


def test_no_nouns_need_each_other_in_a_circle():
    assert not circles(needs())


def test_a_planted_circle_is_found():
    planted = {"assessments.people.models": "\nfrom ..sessions.models import AssessmentSession\n"}
    assert any("assessments.people" in circle for circle in circles(needs(planted)))


def test_the_door_of_the_models_hides_no_circle():
    planted = {"assessments.people.models": "\nfrom ..models import AssessmentSession\n"}
    assert any("assessments.people" in circle for circle in circles(needs(planted)))
