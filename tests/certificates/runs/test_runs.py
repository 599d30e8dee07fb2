"""Issuing many at once: each by itself, whoever watches, and taken up again after an end in the middle."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from assessments.decisions import operations as decisions
from certificates.issuing.operations.issuing import issue
from certificates.models import Certificate, CertificateFile, IssuingRun
from certificates.printing import press
from certificates.printing.stamping import Surprise
from certificates.runs import operations as runs
from certificates.runs.operations import start_run, take_up, work_on
from kit.errors import RuleError
from tests.clock import go_by
from tests.world import K


@pytest.fixture
def two(world):
    """Two granted assessments of one session."""
    assert world.body
    found = [world.enrol(candidate) for candidate in (world.siti_candidate, world.yohanes_candidate)]
    world.start()
    for assessment in found:
        world.record(assessment, K, K, K)
        world.sign(assessment)
        assessment.refresh_from_db()
        decisions.grant(by=world.komang, on=world.today, assessment=assessment)
    return found


def order(world, assessments, by=None):
    return start_run(assessments=assessments, by=by or world.ratna, on=world.today)


def test_a_run_issues_each(world, two):
    run = order(world, two)
    work_on(run)
    run.refresh_from_db()
    assert (Certificate.objects.count(), run.counts()["issued"]) == (2, 2) and run.finished_at


def test_a_run_that_ends_ends_alone(world, two):
    first, other = order(world, two[:1]), order(world, two[1:])
    go_by(minutes=1)
    work_on(first)
    first.refresh_from_db()
    assert (first.alive_at, IssuingRun.objects.get(finished_at=None)) == (timezone.now(), other)
    assert IssuingRun.objects.get(pk=other.pk).alive_at == other.alive_at  # nobody worked on it


def test_a_run_is_taken_up_alone_and_once(world, two):
    first, other = order(world, two[:1]), order(world, two[1:])
    go_by(days=1)
    assert [take_up(first), take_up(first), take_up(other)] == [True, False, True]


def test_a_run_is_over_once(world, two):
    run = order(world, two)
    work_on(run)
    over = IssuingRun.objects.get().finished_at
    go_by(minutes=1)
    work_on(run)
    assert IssuingRun.objects.get().finished_at == over and not runs.resume(run)


def test_only_a_halted_run_goes_on_and_it_alone(world, two):
    first, other = order(world, two[:1]), order(world, two[1:])
    assert not runs.resume(first)
    IssuingRun.objects.update(halted="Kunci belum ada.")
    assert runs.resume(first) and not runs.resume(first)
    assert list(IssuingRun.objects.exclude(halted="")) == [other]


def test_a_fault_of_the_portal_halts_the_run_that_met_it(world, two):
    first, other = order(world, two[:1]), order(world, two[1:])
    type(world.body).objects.all().delete()  # nothing can be issued without a profile
    work_on(first)
    assert list(IssuingRun.objects.exclude(halted="")) == [first]
    assert IssuingRun.objects.get(pk=other.pk).halted == ""


def test_others_are_let_write_after_each_where_only_one_can(world, two, monkeypatch):
    """SQLite's writers do not queue: without a pause somebody's click waits until the run ends, or fails."""
    if connection.vendor != "sqlite":
        pytest.skip("many write at once")
    pauses = []
    monkeypatch.setattr(runs.time, "sleep", lambda seconds: pauses.append(Certificate.objects.count()))
    work_on(order(world, two))
    assert pauses == [1, 2]


def test_what_is_refused_holds_up_nobody(world, two):
    issue(assessment=two[0], by=world.ratna, on=world.today)
    run = order(world, two)
    work_on(run)
    refused, issued = run.items.all()
    assert (refused.state, issued.state) == ("refused", "issued")
    assert "sudah diterbitkan" in refused.refusal


def test_who_got_none_is_named_with_the_reason_and_a_way_on(world, two, client):
    run = order(world, two)
    issue(assessment=two[0], by=world.ratna, on=world.today)
    work_on(run)
    client.force_login(world.ratna)
    page = client.get(reverse("issuing_show", args=[run.pk])).text
    assert "sudah diterbitkan" in page and f'href="{reverse("issuing_create")}"' in page
    assert "menit lagi" not in page


def unkeyed():
    raise RuleError("Penyedia segel tidak menjawab.", code="sealer_unreachable")


@pytest.fixture(params=[unkeyed, lambda: 1 / 0])
def halted(world, two, monkeypatch, request):
    """A run that met a fault at its first assessment; the fault lasts for that one until `issue` is put back."""

    def faulty(*, assessment, **said):
        return issue(assessment=assessment, **said) if assessment != two[0] else request.param()

    monkeypatch.setattr("certificates.runs.operations.issue", faulty)
    run = order(world, two)
    work_on(run)
    run.refresh_from_db()
    return run


def test_a_fault_of_the_portal_halts_the_run_and_refuses_nobody(halted):
    assert halted.counts() == {"waiting": 2, "issued": 0, "refused": 0}
    assert halted.halted and not halted.finished_at


def test_a_halted_run_goes_on_when_it_is_told_to(halted, two, world, client, monkeypatch):
    IssuingRun.objects.update(alive_at=timezone.now() - timedelta(minutes=5))
    client.force_login(world.ratna)
    page = client.get(halted.get_absolute_url()).text  # looking at it is not enough
    assert halted.halted in page and 'hx-trigger="every 2s"' not in page
    again = reverse("issuing_resume", args=[halted.pk])
    assert f'action="{again}"' in page and halted.counts()["waiting"] == 2
    assert client.post(again).status_code == 302
    assert halted.counts() == {"waiting": 1, "issued": 1, "refused": 0}  # who failed waits behind the others
    monkeypatch.undo()
    client.post(again)
    assert halted.counts()["issued"] == 2 and "2 dari 2 selesai" in client.get(halted.get_absolute_url()).text


def test_the_command_goes_on_with_a_halted_run_and_tells_what_halts_it(halted, capsys):
    call_command("issue_waiting")
    said = capsys.readouterr().out
    assert "1 issued, 0 refused" in said and "halted, 1 wait" in said


def test_files_printed_the_long_way_are_counted(world, two, client, monkeypatch, capsys):
    monkeypatch.setattr(press, "_stamp", _surprised)
    work_on(run := order(world, two))
    client.force_login(world.ratna)
    assert "2 dicetak dengan cara panjang" in " ".join(client.get(run.get_absolute_url()).text.split())
    call_command("audit_certificates")
    assert "2 of them were printed the long way" in capsys.readouterr().out


def _surprised(*_said):
    raise Surprise("a letter outside the alphabets")


def test_an_account_that_is_no_admin_any_more_issues_nothing(world, two):
    run = order(world, two)
    world.ratna.is_lsp_admin = False
    world.ratna.save()
    work_on(run)
    assert run.counts()["refused"] == 2 and not Certificate.objects.exists()


def test_only_an_admin_orders_and_something(world, two):
    with pytest.raises(PermissionDenied):
        order(world, two, by=world.komang)
    with pytest.raises(RuleError) as refused:
        order(world, [])
    assert refused.value.code == "none_chosen"
    with pytest.raises(RuleError) as refused:
        order(world, [two[0]] * (runs.MOST + 1))
    assert refused.value.code == "too_many"


def test_a_run_left_alone_is_taken_up_once(world, two):
    run = order(world, two)
    assert not take_up(run)  # it was ordered this moment: somebody works on it
    IssuingRun.objects.update(alive_at=timezone.now() - timedelta(minutes=5))
    assert [take_up(run), take_up(run)] == [True, False]


def test_the_page_takes_up_what_was_left_alone(world, two, client):
    run = order(world, two)
    IssuingRun.objects.update(alive_at=timezone.now() - timedelta(minutes=5))
    client.force_login(world.ratna)
    client.get(reverse("issuing_show", args=[run.pk]))
    assert run.counts()["issued"] == 2


def test_the_command_takes_up_what_was_left_alone(world, two, capsys):
    order(world, two)
    IssuingRun.objects.update(alive_at=timezone.now() - timedelta(minutes=5))
    call_command("issue_waiting")
    call_command("issue_waiting")
    assert Certificate.objects.count() == 2
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing was left behind."


def test_an_admin_orders_and_fetches_the_files(world, two, client, django_capture_on_commit_callbacks):
    client.force_login(world.ratna)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("issuing_create"), {"assessments": [each.pk for each in two]})
    page = client.get(answer.url)
    assert "2 dari 2 selesai" in page.content.decode()
    run = IssuingRun.objects.get()
    said = {"purpose": "Dicetak dan diserahkan kepada pemegang."}
    content = b"".join(client.post(reverse("issuing_download", args=[run.pk]), said).streaming_content)
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    stored = {bytes(file.content) for file in CertificateFile.objects.all()}
    assert {archive.read(name) for name in archive.namelist()} == stored


@pytest.mark.parametrize("chosen", [[], ["0"], ["x"], ["9" * 30]])
def test_nonsense_orders_nothing(world, two, client, chosen):
    client.force_login(world.ratna)
    answer = client.post(reverse("issuing_create"), {"assessments": chosen})
    assert answer.status_code == 422 and not IssuingRun.objects.exists()
    assert "Assessments" not in answer.text


def test_a_refused_choice_stays_as_it_was(world, two, client):
    client.force_login(world.ratna)
    address, other = reverse("issuing_create"), f'value="{two[1].pk}"'
    assert client.get(address).text.count(" checked") == 2
    page = client.post(address, {"assessments": [two[0].pk, 0]}).text
    assert f'value="{two[0].pk}" checked' in page and f"{other}>" in page


def test_before_the_first_run_the_list_leads_to_it(world, client):
    client.force_login(world.ratna)
    assert f'<a class="btn btn-primary" href="{reverse("issuing_create")}">' in client.get(reverse("issuing_list")).text


def test_a_run_issues_its_own_and_leaves_the_others(world, two):
    own, other = order(world, two[1:]), order(world, two[:1])
    work_on(own)
    assert [certificate.assessment for certificate in Certificate.objects.all()] == two[1:]
    assert other.counts()["waiting"] == 1


def test_as_many_as_a_run_may_have_are_taken(world, two, monkeypatch):
    monkeypatch.setattr(runs, "MOST", 2)
    assert order(world, two).items.count() == 2
