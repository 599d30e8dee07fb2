"""Who read many files is found from what is kept of the log: the same as from the whole log, whatever was written."""

from datetime import UTC, datetime, time, timedelta
from random import Random

import pytest
from django.db import DatabaseError, OperationalError, connection, models, transaction
from django.db.models.functions import TruncDate

from assessments.models import Assignment, Event, FileReading
from ethics.confidentiality.counting import is_complete
from ethics.confidentiality.unusual import unusual_days
from ethics.models import ReadingDay, ReadingReview
from tests.guarding import no_guards

from .reading import read_many


def from_the_whole_log(today, settings, days=365, reader=None):
    """The old way, kept as the measure: every line of the log, and no more."""

    def counted(rows):
        found = rows.values("reader", "day").annotate(files=models.Count("candidate", distinct=True))
        return found.filter(files__gte=settings.UNUSUAL_READING_FILES)

    rows = FileReading.objects.filter(read_at__date__gt=today - timedelta(days=days)).order_by()
    if reader is not None:
        rows = rows.filter(reader=reader)
    busy = models.Q(pk__lt=0)
    for row in counted(rows.annotate(day=TruncDate("read_at"))):
        busy |= models.Q(reader=row["reader"], day=row["day"])
    explained = set(ReadingReview.objects.values_list("reader", "day"))
    found = [(row["reader"], row["day"], row["files"]) for row in counted(rows.outside().filter(busy))]
    flagged = [(*each, each[:2] in explained) for each in found]
    waiting = sorted((flag for flag in flagged if not flag[3]), key=lambda flag: (flag[1], flag[0]))
    return waiting + sorted((flag for flag in flagged if flag[3]), key=lambda flag: (flag[1], flag[0]), reverse=True)


def from_what_is_kept(today, days=365, reader=None):
    found = unusual_days(today, days=days, reader=reader)
    return [(flag.reader.pk, flag.day, flag.files, bool(flag.explanation)) for flag in found]


class Scribe:
    """Writes lines of the log and facts beside them as chance has it: any day, any order, in any way."""

    def __init__(self, world, seed):
        self.world, self.chance, self.number = world, Random(seed), 1000
        self.readers = [world.ratna, world.sekar, world.komang]
        self.people = [
            world.siti_candidate,
            world.yohanes_candidate,
            *(world.candidate(f"Asesi {n}") for n in range(3)),
        ]

    def act(self):
        self.chance.choice([self.read, self.read, self.read_many_at_once, self.read_late, self.work, self.be_assigned,
                            self.explain])()  # fmt: skip

    def moment(self):
        """Mostly of a few days, so that they fill; often about midnight here and in Greenwich; some long ago."""
        days_ago = self.chance.choice([0, 1, 1, 2, 2, 3, 59, 60, 364, 365, 366])
        hour = self.chance.choice([0, 6, 6, 7, 12, 16, 17, 23])
        at = datetime.combine(self.world.today - timedelta(days=days_ago), time(hour), UTC)
        return at + timedelta(minutes=self.chance.choice([0, 30, 59]), seconds=self.chance.choice([0, 59]))

    def line(self):
        self.number += 10
        return FileReading(
            pk=self.number, reader=self.chance.choice(self.readers), candidate=self.chance.choice(self.people),
            role=self.chance.choice(FileReading.Role.values), kind=self.chance.choice(FileReading.Kind.values),
            read_at=self.moment(), slot=self.number,
        )  # fmt: skip

    def read(self):
        self.line().save(force_insert=True)

    def read_many_at_once(self):
        """Four candidates within the hour, so that days fill."""
        first = self.line()
        lines = [first, self.line(), self.line(), self.line()]
        for line, candidate in zip(lines, self.chance.sample(self.people, 4), strict=True):
            line.reader, line.read_at, line.candidate = first.reader, first.read_at, candidate
        FileReading.objects.bulk_create(lines)

    def read_late(self):
        """A line that is seen after one with a higher number, as two transactions of PostgreSQL may end."""
        late, first = self.line(), self.line()
        first.save(force_insert=True)
        from_what_is_kept(self.world.today)
        late.save(force_insert=True)

    def work(self):
        line = self.line()
        subject = line.candidate.person if self.chance.random() < 0.7 else self.world.assessment
        verb = "recorded" if subject is self.world.assessment else "edited"
        Event.record(subject, verb, by=line.reader, on=line.read_at.date())

    def be_assigned(self):
        Assignment.objects.get_or_create(
            session=self.world.session, assessor=self.world.sekar_assessor, defaults={"assigned_by": self.world.ratna}
        )

    def explain(self):
        for reader, day, files, explained in from_what_is_kept(self.world.today)[:1]:
            if not explained and reader != self.world.wulan.pk:
                ReadingReview.objects.create(
                    reader_id=reader, day=day, files=files, reason="x", reviewed_by=self.world.wulan
                )


@pytest.mark.parametrize("seed", range(6))
def test_the_answer_is_that_of_the_whole_log(world, settings, seed):
    scribe, flags = Scribe(world, seed), 0
    settings.UNUSUAL_READING_FILES = 1 + seed % 3
    for _round in range(8):
        for _act in range(scribe.chance.choice([1, 3, 9])):
            scribe.act()
        asked = scribe.chance.choice([{}, {"days": 60}, {"reader": world.ratna}])
        expected = from_the_whole_log(world.today, settings, **asked)
        assert from_what_is_kept(world.today, **asked) == expected
        assert is_complete()
        flags += len(expected)
    assert flags


@pytest.mark.parametrize("zone", ["UTC", "Asia/Jayapura", "America/New_York", "Pacific/Kiritimati", "Asia/Kolkata"])
def test_wherever_the_lsp_is(world, settings, zone):
    settings.TIME_ZONE, settings.UNUSUAL_READING_FILES = zone, 2
    scribe, flags = Scribe(world, zone), 0
    for _round in range(3):
        for _act in range(5):
            scribe.read_many_at_once()
        expected = from_the_whole_log(world.today, settings)
        assert from_what_is_kept(world.today) == expected
        flags += len(expected)
    assert flags


def test_what_is_kept_is_not_counted_again(world, django_assert_num_queries):
    read_many(world, world.ratna)
    unusual_days(world.today)
    with django_assert_num_queries(5):
        unusual_days(world.today)


def test_a_log_of_before_is_counted_once(world, django_assert_num_queries):
    """An older database has lines and no day that is kept."""
    for days_ago in (1, 2, 300):
        read_many(world, world.ratna, days_ago=days_ago)
    assert not ReadingDay.objects.exists()
    assert len(unusual_days(world.today)) == 3
    assert sum(ReadingDay.objects.values_list("lines", flat=True)) == FileReading.objects.count()


def test_where_nothing_can_be_written_the_log_itself_is_asked(world, settings, caplog):
    """As on SQLite, where somebody else writes for longer than anybody waits."""

    def locked(execute, sql, *rest):
        if sql.startswith("INSERT INTO") and "ethics_readingday" in sql:
            raise OperationalError("database is locked")
        return execute(sql, *rest)

    read_many(world, world.ratna)
    with connection.execute_wrapper(locked):
        assert from_what_is_kept(world.today) == from_the_whole_log(world.today, settings) != []
    assert "not counted" in caplog.text and not ReadingDay.objects.exists()
    assert from_what_is_kept(world.today) == from_the_whole_log(world.today, settings)
    assert is_complete()


# --- the database -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ethics_readingday SET files = 0",
        "UPDATE ethics_readingday SET files = files - 1",
        "UPDATE ethics_readingday SET lines = lines + 1",
        "UPDATE ethics_readingday SET day = '2020-01-01'",
        "DELETE FROM ethics_readingday",
        "INSERT INTO ethics_readingday (reader_id, day, lines, files, newest)"
        " SELECT reader_id, '2020-01-01', 1, 1, 1 FROM ethics_readingday",
    ],
)
def test_nobody_makes_many_files_few(world, statement):
    read_many(world, world.ratna)
    assert from_what_is_kept(world.today)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("changes", [{"lines": 0, "files": 0}, {"lines": 1, "files": 1, "newest": 10**9}])
def test_a_day_that_was_made_less_is_counted_again(world, settings, changes):
    """Fewer lines than the log has are no lie that lasts: the sum tells, also where the newest line is a lie."""
    read_many(world, world.ratna)
    before = from_what_is_kept(world.today)
    ReadingDay.objects.update(**changes)
    assert from_what_is_kept(world.today) == before == from_the_whole_log(world.today, settings)


def test_the_guards_are_what_keeps_it_true(world, settings):
    """Without them a lie would last: so the test above is of the guards, not of luck."""
    read_many(world, world.ratna)
    assert from_what_is_kept(world.today)
    with no_guards():
        ReadingDay.objects.update(files=0)
    assert from_what_is_kept(world.today) == [] != from_the_whole_log(world.today, settings)
