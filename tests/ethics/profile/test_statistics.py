"""The arithmetic of a profile, against published values; and that nothing published gives anybody away."""

from collections import defaultdict
from datetime import date
from itertools import chain, pairwise, product

import pytest

from ethics.checklists.statements import CLAUSES, STATEMENTS, of_clause
from ethics.profile.plots import Entry, plot
from ethics.profile.statistics import (
    FEWEST,
    Batch,
    Quarter,
    Tally,
    agreement,
    batches,
    expected_share,
    percent,
    quartiles,
    wilson,
)
from tests.chance import given, st

Q1, Q2, Q3, Q4 = (Quarter(2026, number) for number in (1, 2, 3, 4))


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [  # Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_the_published_one(successes, trials, low, high):
    found = wilson(successes, trials)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_of_nothing_tried_nothing_is_known():
    assert wilson(0, 0).contains(0) and wilson(0, 0).contains(1)


def test_the_interval_stays_a_share_and_narrows():
    assert wilson(5, 5).high == 1 and not wilson(50, 50).contains(0.9)
    assert wilson(5, 5).contains(0.9)


@pytest.mark.parametrize("trials", range(1, 200))
def test_who_judged_all_alike_as_his_peers_did_lies_within(trials):
    """Rounding ends the formula at 0.9999999999999999, and 1 would lie outside."""
    assert wilson(trials, trials).contains(1.0) and wilson(0, trials).contains(0.0)


@pytest.mark.parametrize(
    ("counted", "expected"),
    [  # R: quantile(x, c(.25, .5, .75)), type 7
        ({1: 1, 2: 1, 3: 1, 4: 1}, (1.75, 2.5, 3.25)),
        ({0: 3, 2: 1, 9: 1}, (0, 0, 2)),
        ({7: 1}, (7, 7, 7)),
    ],
)
def test_quartiles_are_those_of_r(counted, expected):
    found = quartiles(counted)
    assert (found.low, found.median, found.high) == expected and found.count == sum(counted.values())
    assert quartiles({}) is None


def test_quarters_follow_each_other_and_close_a_day_after_their_end():
    assert Quarter.of(date(2026, 3, 31)) == Q1 and Q1.plus(-1) == Quarter(2025, 4) and Q3.plus(2) == Quarter(2027, 1)
    assert (Q4.first_day, Q4.last_day) == (date(2026, 10, 1), date(2026, 12, 31))
    assert Quarter.last_closed(date(2026, 7, 1)) == Q1
    assert Quarter.last_closed(date(2026, 7, 2)) == Q2


def test_the_expectation_compares_like_with_like():
    own = {"easy": Tally(9, 10), "hard": Tally(10, 30), "only he": Tally(0, 50)}
    peers = {"easy": Tally(80, 100), "hard": Tally(40, 100), "only they": Tally(100, 100)}
    assert expected_share(own, peers) == pytest.approx((10 * 0.8 + 30 * 0.4) / 40)
    assert expected_share({"only he": Tally(1, 1)}, peers) is None


def test_agreement_counts_each_way():
    found = agreement([(1, True, True), (1, False, True), (2, True, False), (2, False, False)])
    assert (found.candidates, found.total, found.same, found.only_he, found.only_other) == (2, 4, 2, 1, 1)
    assert not found.is_telling


def test_a_percentage_is_rounded_as_people_do():
    assert [percent(share) for share in (0.005, 0.125, 0.994, 1)] == [1, 13, 99, 100]


# --- who said what ----------------------------------------------------------------------------------
def said(quarter, people, *, agrees=True):
    return [(quarter, person, agrees) for person in people]


def test_four_raters_are_not_shown_and_five_are():
    assert batches(said(Q1, range(4)), Q4) == []
    assert batches(said(Q1, range(5)), Q4) == [Batch(Q1, Q1, 5, 5, 5)]


def test_one_who_rates_five_times_is_one_rater():
    assert batches(said(Q1, [7, 7, 7, 7, 7]), Q4) == []


def test_the_sixth_rater_cannot_be_taken_off():
    """The difference of two readings is never the answer of fewer than five."""
    five, sixth = said(Q1, range(5)), said(Q2, [5], agrees=False)
    assert batches(five + sixth, Q1) == batches(five + sixth, Q3) == batches(five, Q3)
    joined = batches(five + sixth + said(Q3, [6, 7, 8]) + said(Q4, [9]), Q4)
    assert joined == [Batch(Q1, Q1, 5, 5, 5), Batch(Q2, Q4, 5, 4, 5)]


def test_the_running_quarter_is_not_told():
    assert batches(said(Q2, range(9)), Q1) == []


answered = st.lists(st.tuples(st.sampled_from([Q1, Q2, Q3, Q4]), st.integers(0, 20), st.booleans()), max_size=60)


@given(answered)
def test_what_is_published_once_stays_and_grows_by_five_or_more(answers):
    readings = [batches(answers, upto) for upto in (Q1, Q2, Q3, Q4)]
    for earlier, later in pairwise(readings):
        assert later[: len(earlier)] == earlier
        assert all(batch.raters >= FEWEST for batch in later)
    assert batches(sorted(answers, reverse=True), Q4) == readings[-1]


def linked_clauses():
    """Clauses that share statements, together: what one tells may be held against the other."""
    groups = []
    for clause in CLAUSES:
        joined = [group for group in groups if any(set(of_clause(clause)) & set(of_clause(other)) for other in group)]
        groups = [group for group in groups if group not in joined] + [[clause, *chain(*joined)]]
    return groups


@pytest.mark.parametrize("raters", range(FEWEST, 10))
@pytest.mark.parametrize("clauses", linked_clauses(), ids=str)
def test_no_page_tells_what_anybody_said(raters, clauses):
    """Whatever thirds a page shows of a batch: for each statement at least one rater may have said the other."""
    statements = sorted({number for clause in clauses for number in of_clause(clause)})
    possible = defaultdict(lambda: [set() for _statement in statements])
    for yes in product(range(raters + 1), repeat=len(statements)):
        counts = dict(zip(statements, yes, strict=True))
        shown = tuple(
            Batch(Q1, Q1, raters, sum(counts[n] for n in of_clause(clause)), raters * len(of_clause(clause))).third
            for clause in clauses
        )
        for seen, number in zip(possible[shown], yes, strict=True):
            seen.add(number)
    assert len(STATEMENTS) == 10
    for seen in possible.values():
        assert not [counts for counts in seen if counts == {0} or counts == {raters}]


def test_how_many_rated_is_told_by_fives():
    assert [Batch(Q1, Q1, raters, 0, 9).raters_at_least for raters in (5, 9, 10, 14)] == [5, 5, 10, 10]


# --- the plot ---------------------------------------------------------------------------------------
def test_a_plot_stands_in_whole_numbers_within_its_frame():
    quarters = [Q1.plus(n) for n in range(12)]
    entries = [Entry(Q2, 20.5, 80.25, 50, 101), Entry(Q3, 0, 33.3, last=Q4)]
    drawn = plot(quarters, entries, top=100, marks=[0, 100])
    one, two = drawn.shapes
    assert 0 <= one.high < one.value < one.low <= drawn.foot < drawn.height
    assert one.reference == drawn.lines[1][0] and two.value is None
    assert one.right < two.left and two.width > 1.8 * one.width and two.right <= drawn.width
    assert [number for _place, number in drawn.ticks] == [1, 2, 3, 4] * 3
    assert [year for _place, year in drawn.years] == [2026, 2027, 2028]
