"""A case from the report to the panel: who handles it, what clocks run, what is refused."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.models.signals import post_init

from assessments.models import Candidate, Event, Relation, Training, Upload
from ethics.cases.clocks import REPLY_DAYS, working_days_after
from ethics.cases.involvement import barred_from_panel, involved
from ethics.cases.operations import appeals, cases, reports
from ethics.models import CaseMessage, EthicsCase
from kit.errors import RuleError
from tests.guarding import no_guards
from tests.told import told

from .way import CODE, clauses, file, heard, report


def refused(act, *args, **kwargs):
    with pytest.raises(RuleError) as caught:
        act(*args, **kwargs)
    return caught.value.code


def step(world, case, **more):
    return {"by": world.wulan, "on": world.today, "case": case} | more


def test_a_report_is_numbered_and_followed_by_its_code(world):
    case = report(world)
    assert case.number == f"ETK-{world.today.year}-0001"
    assert reports.case_of_code(f" {CODE.lower()} ") == case and reports.case_of_code(CODE[:-1] + "S") is None
    assert CODE not in str(EthicsCase.objects.values().get()) and CODE.replace("-", "") not in case.code_hash


def test_a_code_that_was_given_out_opens_its_case_for_ever():
    """What is kept of it is the same in ten years."""
    kept = "96b910ad6a37eb7d499ae2292aa0d5e4c936a576bbbd9597ef645934037b93f4"
    assert reports.hash_of(CODE) == reports.hash_of(CODE.lower().replace("-", " ")) == kept


def test_the_reports_of_a_year_are_counted_from_one(world):
    year = world.today.year
    days = (date(year - 1, 7, 1), world.today) * 2
    numbers = [report(world, code=letter * 20, on=on).number for letter, on in zip("BCDF", days, strict=True)]
    assert numbers == [
        f"ETK-{year - 1}-0001", f"ETK-{year}-0001", f"ETK-{year - 1}-0002", f"ETK-{year}-0002",
    ]  # fmt: skip


def test_after_the_9999th_report_comes_the_10000th(world):
    case = report(world)
    with no_guards():
        EthicsCase.objects.filter(pk=case.pk).update(number=f"ETK-{world.today.year}-9999")
    numbers = [report(world, code=letter * 20).number for letter in "BCD"]
    assert numbers == [f"ETK-{world.today.year}-{serial}" for serial in (10000, 10001, 10002)]


def test_sent_twice_it_is_one_report(world):
    assert report(world) == report(world) and EthicsCase.objects.count() == 1


def test_a_code_is_long_and_never_the_same():
    codes = {reports.new_code() for _ in range(50)}
    assert len(codes) == 50 and {len(code) for code in codes} == {23}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"story": " "}, "report_incomplete"), ({"about": ""}, "report_incomplete"), ({"kind": "x"}, "kind_unknown"),
        ({"kind": "account"}, "kind_unknown"), ({"kind": "named"}, "name_required"),
        ({"files": [None] * 11}, "too_many_files"),
    ],
)  # fmt: skip
def test_what_is_no_report_leaves_nothing(world, changes, code):
    assert refused(report, world, **changes) == code
    assert not EthicsCase.objects.exists() and not Upload.objects.exists()


def test_as_many_files_as_the_page_says_are_taken_of_each_side(world):
    case = report(world, files=[file()] * 9)
    reports.give_evidence(on=world.today, case=case, side="reporter", files=[file()])
    assert Upload.objects.count() == 10
    more = {"on": world.today, "case": case, "files": [file()]}
    assert refused(reports.give_evidence, side="reporter", **more) == "too_many_files"
    reports.give_evidence(side="reported", **more)
    assert Upload.objects.count() == 11


def test_nobody_anonymous_is_kept(world):
    case = report(world, by=world.siti, name="Siti", contact="0800", files=[file()])
    assert (case.reporter, case.reporter_name, case.reporter_contact) == (None, "", "")
    assert not Event.objects.filter(actor=world.siti).exists()
    assert Upload.objects.get().uploaded_by is None


def test_an_account_is_kept_in_the_case_and_in_no_event(world):
    case = report(world, by=world.siti, kind="account")
    reports.tell(on=world.today, case=case, body="Tambahan.")
    assert case.reporter == world.siti and not Event.objects.filter(actor=world.siti).exists()


def test_notice_starts_the_clock_of_working_days(world):
    case = heard(world)
    assert case.status == "hearing" and case.reply_until == working_days_after(world.today, REPLY_DAYS)


@pytest.mark.parametrize(("day", "count", "until"), [(6, 1, 9), (2, 7, 11), (7, 1, 9), (8, 5, 13)])
def test_working_days_leave_the_weekend_out(day, count, until):
    assert working_days_after(date(2026, 11, day), count) == date(2026, 11, until)


@pytest.mark.parametrize(
    ("day", "count", "until"),
    [
        (date(2026, 8, 14), 1, date(2026, 8, 18)),  # the Monday between is Independence Day
        (date(2026, 3, 17), 3, date(2026, 3, 27)),  # Nyepi, Idul Fitri and the joint leave around them
        (date(2026, 12, 23), 1, date(2026, 12, 28)),  # Christmas and the joint leave before it
        (date(2026, 12, 30), 2, date(2027, 1, 4)),  # the next year's days too
    ],
)
def test_working_days_leave_public_holidays_and_joint_leave_out(day, count, until):
    assert working_days_after(day, count) == until


def test_a_case_is_opened_about_somebody_for_something(world):
    case = report(world)
    opened = {"respondent": world.bima_assessor, "clauses": clauses(11), "notice": "Ada laporan."}
    assert refused(cases.open_case, **step(world, case, **opened)) == "respondent_unknown"
    cases.identify(**step(world, case, respondent=world.bima_assessor))
    for change, code in (
        ({"respondent": world.sekar_assessor}, "stale"), ({"respondent": None}, "stale"),
        ({"clauses": []}, "clauses_missing"), ({"notice": " "}, "notice_missing"),
    ):  # fmt: skip
        assert refused(cases.open_case, **step(world, case, **opened | change)) == code
    cases.open_case(**step(world, case, **opened))
    assert refused(cases.open_case, **step(world, case, **opened)) == "transition"
    assert refused(cases.identify, **step(world, case, respondent=world.sekar_assessor)) == "transition"


def test_an_assessment_of_somebody_else_is_no_part_of_it(world):
    case = report(world)
    cases.identify(**step(world, case, respondent=world.sekar_assessor))
    more = {
        "respondent": world.sekar_assessor,
        "clauses": clauses(11),
        "notice": "Ada laporan.",
        "assessment": world.assessment,
    }
    assert refused(cases.open_case, **step(world, case, **more)) == "assessment_of_another"


def test_a_report_is_dismissed_with_a_reason_once(world):
    case = report(world)
    assert refused(cases.dismiss, **step(world, case, reason=" ")) == "reason_required"
    cases.dismiss(**step(world, case, reason="Bukan tentang asesor."))
    assert refused(cases.dismiss, **step(world, case, reason="Lagi.")) == "transition"
    assert refused(reports.tell, on=world.today, case=case, body="Mengapa?") == "case_over"


def test_the_officer_writes_to_who_may_be_written_to_and_it_is_told(world):
    case = report(world)
    said = {"talk": "reporter", "body": "Terima kasih."}
    for change, code in (
        ({"talk": "panel"}, "talk_unknown"), ({"talk": "respondent"}, "talk_unknown"), ({"body": " "}, "message_empty"),
    ):  # fmt: skip
        assert refused(cases.write, **step(world, case, **said | change)) == code
    cases.write(**step(world, case, **said))
    assert refused(cases.write, **step(world, case, **said)) == "sent_twice"
    reports.tell(on=world.today, case=case, body="Ada lagi.")
    cases.identify(**step(world, case, respondent=world.bima_assessor))
    meant = {"respondent": world.bima_assessor, "clauses": clauses(11)}
    cases.open_case(**step(world, case, **meant, notice="Ada laporan."))
    assert reports.tell(on=world.today, case=case, body="Terima kasih.")  # the same words, but the reporter's
    cases.write(**step(world, case, talk="respondent", body="Terima kasih."))  # or to somebody else
    reports.answer(by=world.bima, on=world.today, case=case, body="Tidak benar.")
    wrote = ["officer_wrote", "reporter_wrote", "identified", "opened", "reporter_wrote", "officer_wrote"]
    assert told(case) == ["reported", *wrote, "respondent_wrote"]
    talks = [(m.talk, m.side) for m in case.messages.order_by("pk")]
    assert talks == [
        ("reporter", "officer"), ("reporter", "reporter"), ("reporter", "reporter"),
        ("respondent", "officer"), ("respondent", "respondent"),
    ]  # fmt: skip


def test_the_respondent_answers_within_his_clock(world):
    case = heard(world)
    late = case.reply_until + timedelta(days=1)
    assert refused(reports.answer, by=world.bima, on=late, case=case, body="Tidak benar.") == "reply_over"
    for account in (world.sekar, world.wulan):
        with pytest.raises(PermissionDenied):
            reports.answer(by=account, on=world.today, case=case, body="Tidak benar.")
    reports.answer(by=world.bima, on=world.today, case=case, body="Tidak benar.", files=[file()])
    assert CaseMessage.objects.values_list("case", "talk", "side").get() == (case.pk, "respondent", "respondent")


def test_the_respondent_of_another_case_answers_nothing_here(world):
    case, other = heard(world), report(world, code="C" * 20)
    cases.identify(**step(world, other, respondent=world.sekar_assessor))
    meant = {"respondent": world.sekar_assessor, "clauses": clauses(11)}
    cases.open_case(**step(world, other, **meant, notice="Ada laporan."))
    for account, foreign in ((world.bima, other), (world.sekar, case)):
        act = {"by": account, "on": world.today, "case": foreign}
        with pytest.raises(PermissionDenied):
            reports.answer(**act, body="Tidak benar.")
        with pytest.raises(PermissionDenied):
            appeals.file_appeal(**act, grounds="Keliru.")
    assert not CaseMessage.objects.filter(side="respondent").exists()


@pytest.mark.parametrize("who", ["ratna", "komang", "bima", "tamu"])
def test_only_an_officer_handles_cases(world, who):
    case = report(world)
    with pytest.raises(PermissionDenied):
        cases.dismiss(**step(world, case, by=getattr(world, who), reason="Tidak."))


def test_an_officer_with_a_part_does_not(world):
    assert world.wulan.person
    mine = report(world, by=world.wulan, kind="account")
    tied = report(world, code="B" * 20)
    cases.identify(**step(world, tied, respondent=world.bima_assessor))
    Relation.objects.create(person=world.bima_assessor.person, relative=world.wulan.person, kind="family")
    for case in (mine, tied):
        with pytest.raises(PermissionDenied):
            cases.dismiss(**step(world, case, reason="Tidak."))


def test_an_officer_who_assesses_waits_until_it_is_known_whom_a_case_is_about(world):
    type(world.sekar).objects.filter(pk=world.sekar.pk).update(is_ethics_officer=True)
    world.sekar.refresh_from_db()
    case = report(world)
    assert not EthicsCase.objects.visible_to(world.sekar).exists()
    cases.identify(**step(world, case, respondent=world.bima_assessor))
    assert EthicsCase.objects.visible_to(world.sekar).exists()


def test_whoever_has_a_part_is_found(world):
    assessment = world.granted()
    dosen = world.account("dosen")
    rekan = world.assessor("Rekan Sekantor", "MET.000.009999 2024", "rekan", employer="PT Sama")
    type(rekan).objects.filter(pk=world.bima_assessor.pk).update(employer="PT. SAMA")
    pelatih = world.sekar_assessor.person
    Training.objects.create(candidate=world.siti_candidate, trainer=pelatih, subject="Dasar")
    case = heard(world, assessment=assessment, kind="account", by=world.tamu)
    case.refresh_from_db()
    found = {world.tamu: "pelapor", world.bima: "teradu", world.siti: "asesi perkara ini", world.sekar: "pelatih asesi"}
    found |= {world.komang: "memutuskan sertifikasinya", rekan.person.account: "rekan setempat kerja teradu"}
    assert involved(case) == {account.pk: part for account, part in found.items()}
    assert dosen.pk not in barred_from_panel(case) and world.wulan.pk in barred_from_panel(case)


@pytest.mark.parametrize("others", [1, 30])
def test_who_has_a_part_is_asked_at_one_price(world, django_assert_num_queries, others):
    """However many candidates the LSP has, none of them is read who works elsewhere."""
    for n in range(others):
        candidate = world.candidate(f"Asesi {n}")
        candidate.institution = "PT Lain"
        candidate.save()
    world.bima_assessor.employer = "PT Sama"
    world.bima_assessor.save()
    case = EthicsCase.objects.get(pk=heard(world, kind="account", by=world.tamu).pk)
    read = []
    with django_assert_num_queries(5):
        post_init.connect(
            lambda **said: read.append(said["instance"]), sender=Candidate, weak=False, dispatch_uid="read"
        )
        found = involved(case)
        post_init.disconnect(sender=Candidate, dispatch_uid="read")
    assert set(found) == {world.tamu.pk, world.bima.pk} and read == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ethics_ethicscase SET story = 'lain'", "DELETE FROM ethics_ethicscase",
        "UPDATE ethics_ethicscase SET respondent_id = NULL", "UPDATE ethics_ethicscase SET status = 'closed'",
        "UPDATE ethics_casemessage SET body = 'lain'", "DELETE FROM ethics_casemessage", "DELETE FROM ethics_evidence",
    ],
)  # fmt: skip
def test_the_database_keeps_a_case(world, statement):
    case = heard(world, files=[file()])
    reports.answer(by=world.bima, on=world.today, case=case, body="Tidak benar.")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_two_reports_at_once_have_two_numbers(world, monkeypatch):
    first, right = report(world), reports._next_number
    answers = iter([first.number])
    monkeypatch.setattr(reports, "_next_number", lambda on: next(answers, None) or right(on))
    assert report(world, code="D" * 20).number != first.number


@pytest.mark.parametrize("who", ["officer", "reporter", "respondent"])
def test_a_message_that_is_sent_twice_is_one(world, who):
    case = heard(world)
    said = {"on": world.today, "case": case, "body": "Kapan itu terjadi?"}
    write = {
        "officer": lambda: cases.write(by=world.wulan, talk="reporter", **said),
        "reporter": lambda: reports.tell(**said),
        "respondent": lambda: reports.answer(by=world.bima, **said),
    }[who]
    write()
    assert refused(write) == "sent_twice" and case.messages.count() == 1
