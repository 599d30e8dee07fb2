"""Deliveries, certificates, misprints and returns in any order: the balance holds, and no sheet is given out twice.

The oracle keeps its own book, a line a sheet; it asks the code under test for nothing.
"""

from collections import Counter
from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import transaction

from assessments.models import Assessment, Candidate, Person
from certificates import guards
from certificates.auditing import number_problems
from certificates.blanks import balance
from certificates.blanks.operations import held, receive, send_back, spoil, use
from certificates.models import BlankBatch, BlankUse, Certificate, DesignVersion
from kit.errors import RuleError
from tests.chance import st, stateful, walk
from tests.dividing import WHOLE
from tests.guarding import other_guards
from tests.world import World

NUMBERS = st.integers(1000, 1019)
DAYS = st.integers(0, 4)
ASIDE = [guard for guard in guards.GUARDS if guard.table == "certificates_certificate"]


class Stock(stateful.RuleBasedStateMachine):
    """Twenty numbers, five days, one admin. `book` tells of each sheet when it came and what happened on which day."""

    reached: Counter[str] = Counter()
    beginning: World  # made once; every run has a copy of it

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        world = self.world = deepcopy(self.beginning)
        self.first_day, self.made = world.today - timedelta(days=4), 0
        self.design, self.session = DesignVersion.objects.get(), world.session
        self.book: dict[int, list[tuple[int, str]]] = {}

    def teardown(self) -> None:
        try:
            self.the_audit_finds_nothing()
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def on(self, day):
        return self.first_day + timedelta(days=day)

    def attempt(self, kind, act, *args, **said):
        """Whether it was done; a refusal leaves nothing behind."""
        try:
            with transaction.atomic():
                act(*args, by=self.world.ratna, **said)
        except RuleError:
            return False
        self.reached[kind] += 1
        return True

    @stateful.rule(first=NUMBERS, size=st.integers(-1, 12), day=DAYS)
    def receive(self, first, size, day):
        numbers = range(first, first + size)
        said = {"first": f"{first:05d}", "last": f"{first + size - 1:05d}", "received_on": self.on(day)}
        done = self.attempt("received", receive, on=self.world.today, **said)
        assert done == (size > 0 and not any(number in self.book for number in numbers))
        if done:
            self.book |= {number: [(day, "received")] for number in numbers}

    @stateful.rule(number=NUMBERS, day=DAYS)
    def use(self, number, day):
        if self.attempt("used", self.certify, number=number, on=self.on(day)):
            assert len(self.book[number]) == 1 and self.book[number][0][0] <= day
            self.book[number].append((day, "used"))
        else:
            assert number not in self.book or len(self.book[number]) > 1 or self.book[number][0][0] > day

    def certify(self, *, number, by, on):
        """What issuing does with a sheet, without the rest of it."""
        written = held(str(number), on=on).written
        self.made += 1
        person = Person.objects.create(name=f"Pemegang {self.made}")
        candidate = Candidate.objects.create(person=person)
        assessment = Assessment.objects.create(
            session=self.session, assessor=self.world.bima_assessor, candidate=candidate
        )
        name = f"nomor {self.made}"
        certificate = Certificate(
            assessment=assessment, number=name, registration_number=name, token=name, status_index=self.made,
            holder_name=person.name, scheme_title="Skema", issued_on=on, expires_on=on + timedelta(days=900),
            snapshot={}, design=self.design, issued_by=by, blank_number=written,
        )  # fmt: skip
        certificate.save(force_insert=True)
        use(written, certificate, by=by, on=on)

    @stateful.rule(first=NUMBERS, size=st.integers(1, 4), day=DAYS)
    def spoil_run(self, first, size, day):
        self.spoil(first, size, day)

    def spoil(self, first, size, day):
        last = first + size - 1
        if self.attempt("spoiled", spoil, first=str(first), last=str(last), reason="Rusak", on=self.on(day)):
            if size == 1 and self.book[first][-1][1] == "used":
                self.reached["misprint"] += 1
                self.book[first].append((day, "spoiled"))
            else:
                self.give(range(first, last + 1), day, "spoiled")

    @stateful.rule(
        number=NUMBERS,
        days=st.tuples(DAYS, DAYS).map(sorted),
        ends=st.sampled_from(["used", "misprint", "returned", "misprint returned"]),
    )
    def whole_life(self, number, days, ends):
        """From receipt to its end in one step, so that many runs come there."""
        self.receive(number, 1, 0)
        if ends == "returned":
            self.send_back(number, 1, days[1])
            return
        self.use(number, days[0])
        if ends.startswith("misprint"):
            self.spoil(number, 1, days[1])
        if ends == "misprint returned":
            self.send_back(number, 1, 4)

    @stateful.rule(first=NUMBERS, size=st.integers(1, 4), day=DAYS)
    def send_back(self, first, size, day):
        said = {"first": str(first), "last": str(first + size - 1), "letter_number": "K/1"}
        if self.attempt("returned", send_back, on=self.on(day), **said):
            for number in range(first, first + size):
                self.reached["spoiled and returned"] += self.book[number][-1][1] == "spoiled"
                assert self.book[number][-1][1] in ("received", "spoiled") and self.book[number][-1][0] <= day
                self.book[number].append((day, "returned"))

    def give(self, numbers, day, fate):
        for number in numbers:
            assert len(self.book[number]) == 1 and self.book[number][0][0] <= day
            self.book[number].append((day, fate))

    @stateful.invariant()
    def the_balance_holds_on_every_day(self):
        for day in (0, 2, 4):
            lines = [[what for when, what in life if when <= day] for life in self.book.values()]
            came = [life[-1] for life in lines if life]
            said = balance.together(balance.deliveries(self.on(day)))
            fates = Counter(came)
            assert (said.received, said.left) == (len(came), fates["received"])
            assert (said.used, said.spoiled, said.returned) == tuple(fates[f] for f in ("used", "spoiled", "returned"))

    @stateful.invariant()
    def what_is_offered_is_the_lowest_that_is_free(self):
        free = [number for number, life in sorted(self.book.items()) if len(life) == 1]
        assert BlankBatch.objects.lowest_unused(self.world.today) == (f"{free[0]:05d}" if free else "")

    @stateful.invariant()
    def no_sheet_is_given_out_twice(self):
        borne = list(Certificate.objects.values_list("blank_number", flat=True))
        assert len(borne) == len(set(borne)) == BlankUse.objects.exclude(certificate=None).count()
        if WHOLE:
            self.the_audit_finds_nothing()

    def the_audit_finds_nothing(self):
        """In the stock: asked at the end of a walk, in `make test-all` after each step."""
        assert [about for about, problem in number_problems() if "blank" in problem] == []


@pytest.mark.slow
def test_no_order_of_acts_loses_or_doubles_a_sheet(db):
    Stock.beginning = World()
    assert Stock.beginning.session
    # Certificates here are bare rows: what is asked is the stock.
    with other_guards(lambda guard: None if guard in ASIDE else guard):
        walk(Stock, steps=12)
    assert Stock.reached.keys() >= {"received", "used", "returned", "misprint", "spoiled and returned"}
