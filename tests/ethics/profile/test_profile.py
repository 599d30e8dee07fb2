"""What counts in an assessor's profile: signed, in closed quarters, against peers on the same units, never by name."""

from datetime import date

import pytest

from assessments.assessments.operations import enrolment
from ethics.checklists.statements import CLAUSES
from ethics.profile.figures import differing, figures
from ethics.profile.pages import profile_of
from ethics.profile.statistics import HIGH, LOW, Quarter, Tally
from ethics.profile.window import Window
from tests.world import BK, K

from ..history import FAILED, NO, YES, assessed, newcomer, standing_on, told

Q1, Q2, Q3 = (Quarter(2026, number) for number in (1, 2, 3))
LOOKED = date(2026, 10, 5)
PASSED = (K, K, K)


@pytest.fixture
def history(world):
    """World with everybody there since January."""
    with standing_on("2026-01-05"):
        assert world.bima_assessor and world.sekar_assessor and world.version and world.ratna
    return world


def profile(world, *, on=LOOKED, assessor=None, exact=False):
    return profile_of(assessor or world.bima_assessor, on=on, exact=exact)


def test_the_window_is_three_years_of_closed_quarters():
    window = Window.before(LOOKED)
    assert (window.first, window.last, len(window.quarters)) == (Quarter(2023, 4), Q3, 12)


def test_only_what_is_signed_in_a_closed_quarter_counts(history):
    half, signed, gone = assessed(history, "2026-02-02", [(K,), PASSED, (K, K)])
    enrolment.cancel_enrolment(by=history.ratna, on=date(2026, 2, 2), assessment=gone, reason="Sakit.")
    assert profile(history).candidates == 1
    assert profile(history).verdicts.total == Tally(3, 3)
    assert profile(history, on=date(2026, 3, 30)).candidates == 0
    assert half.is_open and signed.signed_at


def test_what_is_older_than_three_years_is_left_out(history):
    assessed(history, "2026-02-02", [PASSED])
    assert profile(history, on=date(2029, 3, 1)).candidates == 1
    assert profile(history, on=date(2029, 4, 2)).candidates == 0


def test_the_share_of_k_stands_beside_what_peers_lead_to_expect(history):
    assessed(history, "2026-02-02", [FAILED] * 6)
    assessed(history, "2026-05-04", [PASSED] * 4 + [FAILED] * 2, assessor=history.sekar_assessor)
    rate = profile(history).rate
    assert (rate.candidates, rate.tally) == (6, Tally(12, 18))
    assert rate.expected == pytest.approx((1 + 4 / 6 + 1) / 3)
    assert rate.is_telling and not rate.differs  # six candidates are too few to be sure
    of_quarter = profile(history).verdicts.rate([Q1])
    assert of_quarter.tally == rate.tally and not profile(history).verdicts.rate([Q2]).candidates


def test_a_difference_that_chance_explains_badly_is_said(history):
    assessed(history, "2026-02-02", [(BK, BK, K)] * 15)
    assessed(history, "2026-05-04", [PASSED] * 15, assessor=history.sekar_assessor)
    rate = profile(history).rate
    assert rate.differs and not rate.is_higher
    assert profile(history, assessor=history.sekar_assessor).rate.is_higher
    known = figures(Window.before(LOOKED))
    assert differing(known, is_higher=False) == {history.bima_assessor.pk}
    assert differing(known, is_higher=True) == {history.sekar_assessor.pk}


def test_without_five_verdicts_of_others_nothing_is_compared(history):
    assessed(history, "2026-02-02", [FAILED] * 6)
    assessed(history, "2026-05-04", [PASSED] * 4, assessor=history.sekar_assessor)
    found = profile(history)
    assert found.rate.expected is None and not found.rate.candidates and found.verdicts.by_unit() == []
    assert found.verdicts.total == Tally(12, 18)


def test_units_of_both_are_shown_from_five_verdicts_on_the_most_different_first(history):
    assessed(history, "2026-02-02", [FAILED] * 5)
    assessed(history, "2026-05-04", [PASSED] * 5, assessor=history.sekar_assessor)
    first, *others = profile(history).units
    drawn = profile(history).unit_plot
    assert [row.number for row in (first, *others)] == [number for _x, number in drawn.ticks] and not drawn.years
    assert (drawn.shapes[0].value, drawn.shapes[0].reference) == (drawn.foot, drawn.lines[-1][0])
    assert (first.title, first.own, first.peers) == ("Unit 2", Tally(0, 5), Tally(5, 5))
    assert [row.own == row.peers for row in others] == [True, True]


def test_four_own_verdicts_on_a_unit_are_not_shown(history):
    assessed(history, "2026-02-02", [FAILED] * 4)
    assessed(history, "2026-05-04", [PASSED] * 5, assessor=history.sekar_assessor)
    assert profile(history).verdicts.by_unit() == []


@pytest.mark.parametrize(("people", "is_telling"), [(4, False), (5, True)])
def test_second_attempts_with_another_are_compared_from_five_candidates_on(history, people, is_telling):
    candidates = [newcomer(history) for _n in range(people)]
    assessed(history, "2026-02-02", [FAILED] * people, candidates=candidates)
    assessed(history, "2026-05-04", [PASSED] * people, candidates=candidates, assessor=history.sekar_assessor)
    found = profile(history).agreement
    assert (found.candidates, found.total, found.same) == (people, 3 * people, 2 * people)
    assert (found.only_other, found.only_he, found.is_telling) == (people, 0, is_telling)


def test_a_second_attempt_with_himself_is_no_agreement(history):
    candidate = newcomer(history)
    for day in ("2026-02-02", "2026-05-04"):
        assessed(history, day, [FAILED], candidates=[candidate])
    assert profile(history).agreement.total == 0


def test_days_pass_from_the_last_day_of_the_session_to_the_signature(history):
    assessed(history, "2026-02-02", [PASSED] * 3)
    assessed(history, "2026-02-03", [PASSED] * 2, signed_on="2026-02-07")
    assessed(history, "2026-02-05", [PASSED] * 5, signed_on="2026-02-06", assessor=history.sekar_assessor)
    pace = profile(history).pace
    own, peers = pace.of(Q1), pace.of_peers(Q1)
    assert (own.low, own.median, own.high, own.count) == (0, 0, 4, 5)
    assert (peers.median, peers.count) == (1, 5) and pace.of(Q2) is None
    assert (pace.total.median, pace.total_of_peers.median) == (0, 1)


def test_fewer_than_five_of_peers_are_not_told(history):
    assessed(history, "2026-02-02", [PASSED])
    assessed(history, "2026-02-05", [PASSED] * 4, assessor=history.sekar_assessor)
    assert profile(history).pace.of_peers(Q1) is None and profile(history).pace.total_of_peers is None


# --- FR.AK-03 ---------------------------------------------------------------------------------------
def shown(world, on=LOOKED):
    return {
        each.clause: [(batch.first, batch.last, batch.raters, batch.third) for batch in each.batches]
        for each in profile(world, on=on).opinions
    }


def test_the_fifth_rater_opens_every_clause(history):
    places = assessed(history, "2026-02-02", [FAILED] * 5)
    told(places[:4], "2026-02-10")
    assert shown(history) == {}
    told(places[4:], "2026-02-11", NO)
    assert shown(history) == {clause: [(Q1, Q1, 5, HIGH)] for clause in CLAUSES}


def test_a_thin_quarter_waits_for_the_next(history):
    places = assessed(history, "2026-02-02", [FAILED] * 11)
    told(places[:5], "2026-02-10")
    told(places[5:6], "2026-04-10", NO)
    assert shown(history, on=date(2026, 7, 20))[14] == [(Q1, Q1, 5, HIGH)]
    told(places[6:], "2026-07-10", NO)
    assert shown(history)[14] == [(Q1, Q1, 5, HIGH), (Q2, Q3, 6, LOW)]


def test_a_candidate_who_rates_twice_is_one_rater(history):
    four = [newcomer(history) for _n in range(4)]
    for day in ("2026-02-02", "2026-02-16"):
        told(assessed(history, day, [FAILED] * 4, candidates=four), "2026-02-20")
    assert shown(history) == {}


def test_a_window_that_moves_parts_no_batch(history):
    places = assessed(history, "2026-02-02", [FAILED] * 8)
    told(places[:3], "2026-02-10")
    told(places[3:], "2026-04-10")
    last_reading, after = date(2029, 4, 2), date(2029, 7, 2)
    assert shown(history, on=last_reading)[3] == [(Q1, Q2, 8, HIGH)]
    assert shown(history, on=after) == {}


def test_the_list_has_the_same_figures_as_the_page(history):
    told(assessed(history, "2026-02-02", [FAILED] * 6, signed_on="2026-02-04"), "2026-02-10", YES)
    assessed(history, "2026-05-04", [PASSED] * 6, assessor=history.sekar_assessor)
    one, page = figures(Window.before(LOOKED))[history.bima_assessor.pk], profile(history)
    assert one.rate == page.rate and one.days == page.pace.total and one.judged == page.candidates == 6
    assert (one.raters, one.agreed) == (6, Tally(60, 60))
