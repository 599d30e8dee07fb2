"""What each side sees of a case, and that nobody learns who reported."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from assessments.models import Event, Upload, Verdict
from ethics.cases.operations import reports
from ethics.cases.operations.cases import identify, write
from ethics.cases.operations.measures import confirm
from ethics.models import EthicsCase, Evidence
from tests.guarding import write_status
from tests.journeys.reader import Reader

from . import way
from .way import CODE, PDF, STORY, answered, appealed, decided, file, heard, judged, report, sent

REPORT, FOLLOW, SHOW = "/report/", "/report/follow/", "/report/case/"
SAID = {"about": "Bima", "story": STORY, "kind": "anonymous"}


def ticket_of(client):
    return client.get(REPORT).context["form"]["ticket"].value()


def follow(client, code=CODE):
    return client.post(FOLLOW, {"code": code})


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def test_a_visitor_reports_and_reads_the_code_once(client, world):
    page = client.post(REPORT, SAID | {"ticket": ticket_of(client), "clauses": [8]})
    code = re.search(r"<code>([^<]+)</code>", page.text)[1]
    assert page.status_code == 200 and "no-store" in page["Cache-Control"]
    case = EthicsCase.objects.get()
    assert reports.case_of_code(code) == case and [clause.number for clause in case.clauses.all()] == [8]
    assert not Session.objects.exists()
    assert follow(client, code).url == SHOW
    shown = client.get(SHOW)
    assert STORY in shown.text and code not in shown.text


def test_pressed_twice_it_is_one_report_with_one_code(client, world):
    sent = SAID | {"ticket": ticket_of(client)}
    first, second = (client.post(REPORT, sent) for _ in range(2))
    assert re.search("<code>.*</code>", first.text)[0] == re.search("<code>.*</code>", second.text)[0]
    assert EthicsCase.objects.count() == 1


def test_a_code_of_his_own_making_is_not_taken(client, world):
    client.post(REPORT, SAID | {"ticket": "AAAAA"})
    assert reports.case_of_code("AAAAA") is None and EthicsCase.objects.count() == 1


def test_a_notice_does_not_reach_another_than_its_writer_meant(world):
    """Two officers: one writes to Bima while the other finds out that the report is about Sekar."""
    case = report(world)
    act = {"by": world.wulan, "on": world.today, "case": case}
    identify(**act, respondent=world.bima_assessor)
    officer = Reader(world.wulan).open(reverse("ethics_case_open", args=[case.pk]))
    identify(**act, respondent=world.sekar_assessor)
    said = {"clauses": ["8"], "notice": "Ada laporan bahwa Anda, Bima, meminta uang."}
    officer.send(**said | {"notice": ""})  # refused for another reason, it means Bima all the same
    officer.send(**said)
    assert officer.status == 422 and "Teradu perkara ini sekarang Sekar Ayu" in officer.text
    assert not EthicsCase.objects.exclude(notice="").exists()
    officer.send(**said | {"notice": "Ada laporan bahwa Anda meminta uang."})
    case.refresh_from_db()
    assert officer.status == 200 and case.respondent == world.sekar_assessor and case.status == "hearing"


def test_the_address_of_the_reporter_is_kept_nowhere(client, world):
    client.post(REPORT, SAID, REMOTE_ADDR="203.0.113.77")
    kept = [*EthicsCase.objects.values(), *Event.objects.values()]
    assert kept and "203.0.113" not in str(kept)


def test_a_wrong_code_opens_nothing_and_costs_the_same(client, world, monkeypatch):
    report(world)
    asked, slow = [], reports.hashlib.scrypt
    monkeypatch.setattr(reports.hashlib, "scrypt", lambda *args, **more: asked.append(1) or slow(*args, **more))
    for code, status in (("WRONG-WRONG-WRONG-WRONG", 422), (CODE, 302)):
        asked.clear()
        assert follow(Client(), code).status_code == status and len(asked) == 1
    assert client.get(SHOW).url == FOLLOW


def test_codes_cannot_be_tried_one_after_the_other(client, world, settings):
    report(world)
    for _ in range(settings.PUBLIC_LIMITS["report"]):
        assert follow(client, "WRONG").status_code == 422
    assert follow(client).status_code == 429


def test_an_open_report_is_no_cookie_to_be_made_up(client, world):
    client.cookies["report"] = str(report(world).pk)
    assert client.get(SHOW).status_code == 302


def test_a_report_is_closed_on_the_device(client, world):
    report(world)
    follow(client)
    client.post("/report/leave/")
    assert client.get(SHOW).status_code == 302


def test_the_reporter_writes_and_reads_his_own_talk_only(client, world):
    case = answered(world)
    follow(client)
    client.post(SHOW, {"body": "Ada saksi lain.", "files": [sent()]})
    shown = client.get(SHOW).text
    assert "Ada saksi lain." in shown and "Itu tidak benar." not in shown
    piece = Evidence.objects.get(case=case)
    assert client.get(f"/report/file/{piece.pk}/").status_code == 200
    assert Client().get(f"/report/file/{piece.pk}/").status_code == 404


def test_the_officer_reads_whom_each_of_his_messages_went_to(world):
    case = answered(world)
    write(by=world.wulan, on=world.today, case=case, talk="reporter", body="Ingat tanggalnya?")
    assert "Petugas etik kepada pelapor" in signed_in(world.wulan).get(case.get_absolute_url()).text


def test_who_reported_with_his_account_opens_it_without_the_code(world):
    case = report(world, by=world.siti, kind="account")
    for account, status in ((world.siti, 302), (world.yohanes, 422)):
        assert signed_in(account).post(FOLLOW, {"own": case.number}).status_code == status


@pytest.mark.parametrize("kind", ["named", "account"])
def test_the_reporter_is_named_to_the_officer_and_to_nobody_else(world, kind, caplog):
    caplog.set_level("DEBUG")
    tahu = world.account("tahubulat", first_name="Zulaikha Pelapor")
    certificate = world.certificate()
    who = {"by": tahu, "kind": kind, "name": "Zulaikha Pelapor", "contact": "0811-PELAPOR", "files": [file()]}
    panel = judged(world, assessment=certificate.assessment, **who)
    decision = decided(world, panel=panel, touches_certificate=True)
    case, measure = panel.case, decision.measures.get()
    confirm(by=world.komang, on=world.today, measure=measure)
    second = appealed(world, decision)
    pages = {
        world.bima: ["work", "ethics_case_answer", "ethics_case_appeal", "assignment_list"],
        way.chair_of(panel): ["work", "ethics_case_judge"], way.chair_of(second): ["ethics_case_judge"],
        world.komang: ["work", "measure_answer", "certificate_show"],
        world.siti: ["own_assessment_list", "certificate_show"],
        world.ratna: ["work", "assessor_list", "certificate_show"],
    }  # fmt: skip
    keys = {"measure_answer": measure.pk, "certificate_show": certificate.pk}
    for account, names in pages.items():
        for name in names:
            args = [] if name == "work" or name.endswith("_list") else [keys.get(name, case.pk)]
            page = signed_in(account).get(reverse(name, args=args))
            assert page.status_code == 200 and not leaks(page.text), (account, name)
    assert leaks(signed_in(world.wulan).get(reverse("ethics_case_show", args=[case.pk])).text)
    told = [*(f"{m.subject}{m.body}" for m in mail.outbox), *(str(e) for e in Event.objects.values()), caplog.text]
    assert not leaks(" ".join(told)) and not Event.objects.filter(actor=tahu).exists()


def leaks(text):
    return "Zulaikha" in text or "PELAPOR" in text or "tahubulat" in text


def test_the_reporters_evidence_is_not_for_the_respondent(world):
    case = heard(world, files=[file()])
    address = reverse("ethics_case_file", args=[case.evidence.get().pk])
    assert [signed_in(who).get(address).status_code for who in (world.bima, world.wulan, world.ratna)] == [
        404,
        200,
        404,
    ]
    served = signed_in(world.wulan).get(address)
    assert served["Content-Disposition"].startswith("attachment") and served["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in served["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("files", "status"),
    [
        ([sent(b"<html><script>alert(1)</script>", "bukti.pdf")], 422),
        ([sent(b"PK\x03\x04" + bytes(50_000), "bukti.zip")], 422),
        ([sent(PDF + bytes(11 * 1024 * 1024))], 422),
        ([sent() for _ in range(11)], 422),
        ([sent() for _ in range(200)], 413),
    ],
)  # fmt: skip
def test_evidence_that_is_none_is_refused_in_words(client, world, files, status):
    page = client.post(REPORT, SAID | {"files": files})
    assert page.status_code == status and "<h1" in page.text
    assert not EthicsCase.objects.exists() and not Upload.objects.exists()


def test_a_suspended_assessor_with_an_open_verdict_page(world):
    sheet = reverse("assessment_record", args=[world.assessment.pk])
    client = signed_in(world.bima)
    page = client.get(sheet)
    decided(world)
    unit = world.assessment.verdicts.first().unit_id
    sent = {"revision": page.context["assessment"].revision, f"u{unit}-outcome": "K", f"u{unit}-methods": "oral"}
    assert client.post(sheet, sent).status_code in (403, 422)
    assert set(Verdict.objects.values_list("outcome", flat=True)) == {"pending"}


def test_an_officer_with_a_part_finds_no_such_case(world):
    case = report(world, by=world.wulan, kind="account")
    client = signed_in(world.wulan)
    assert client.get(case.get_absolute_url()).status_code == 404
    assert case.number not in client.get(reverse("ethics_case_list")).text


def test_an_officer_on_the_panel_sees_what_the_panel_sees(world):
    case = answered(world, kind="named", name="Zulaikha")
    other = world.account("petugas", is_ethics_officer=True)
    from ethics.cases.operations.panels import appoint

    appoint(by=world.wulan, on=world.today, case=case, members=[other, *way.bench(world)])
    client = signed_in(other)
    assert client.get(case.get_absolute_url()).status_code == 404
    assert client.get(reverse("ethics_case_judge", args=[case.pk])).status_code == 200


def test_the_list_costs_the_same_for_one_and_for_many(world, django_assert_num_queries):
    client = signed_in(world.wulan)
    client.get(reverse("ethics_case_list"))
    for count in (1, 30):
        for n in range(count - EthicsCase.objects.count()):
            heard(world, code=f"{count:02d}{n:02d}".translate(str.maketrans("0123456789", "ABCDEFGHJK")) * 5)
        with django_assert_num_queries(6):
            client.get(reverse("ethics_case_list"))


def test_the_admin_is_told_which_sessions_are_left_without_their_assessor(world):
    assert world.assessment
    client = signed_in(world.ratna)
    assert "Jadwal asesor yang dibekukan" not in client.get(reverse("work")).text
    decided(world)
    assert "Jadwal asesor yang dibekukan" in client.get(reverse("work")).text


def test_the_panel_is_offered_when_it_is_its_turn(world):
    case, client = heard(world), signed_in(world.wulan)
    appoint = reverse("ethics_case_appoint", args=[case.pk])
    assert appoint not in client.get(case.get_absolute_url()).text
    reports.answer(by=world.bima, on=world.today, case=case, body="Tidak benar.")
    assert appoint in client.get(case.get_absolute_url()).text


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the statement that lets it in is SQLite's")
def test_a_case_of_a_status_that_no_act_made_is_shown_without_a_step(client, world):
    case = report(world)
    write_status(EthicsCase, "zzz")
    client.force_login(world.wulan)
    page = client.get(reverse("ethics_case_show", args=[case.pk]))
    assert page.status_code == 200 and not page.context["steps"]
