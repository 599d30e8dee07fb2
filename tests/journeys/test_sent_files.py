"""Whatever page a file is sent to: it is opened once, while nothing is locked, and everybody else can write."""

from datetime import timedelta
from typing import NamedTuple

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from assessments.models import Upload
from certificates.designs import operations as designs
from certificates.models import Design
from ethics.models import EthicsCase
from kit import confined
from kit.forms import taken as taking_forms
from tests.ethics.cases import way
from tests.ethics.evaluations.evaluating import FINDING
from tests.ethics.policies import policies
from tests.files import PDF, picture
from tests.pages import seen

PERSON = {"identity_kind": "passport", "birth_date": "2000-01-01", "sex": "P", "nationality": "Timor-Leste"}


class Page(NamedTuple):
    """Where a file is sent, by whom, what else, and which answer says that it was taken."""

    address: str
    who: object
    said: dict
    fields: tuple[str, ...] = ("photo",)
    data: bytes = picture(fmt="PNG")
    done: int = 302
    kept: int = 1


def person(name="Orang Baru", number="X7654321", **more):
    return PERSON | {"name": name, "identity_number": number} | more


def licence(world):
    later = (world.today + timedelta(days=900)).isoformat()
    return {"met_number": "MET.000.004321 2025", "licence_expires_on": later, "is_active": "on"} | {
        "technical_certificate": "Pengembang perangkat lunak", "technical_expires_on": later
    }  # fmt: skip


def candidate_create(world):
    return Page(reverse("candidate_create"), world.ratna, person())


def candidate_edit(world):
    return Page(reverse("candidate_edit", args=[world.siti_candidate.pk]), world.ratna, person("Siti", "X1234567"))


def assessor_create(world):
    return Page(reverse("assessor_create"), world.ratna, person() | licence(world))


def assessor_edit(world):
    said = person("Bima", "X1234568") | licence(world)
    return Page(reverse("assessor_edit", args=[world.bima_assessor.pk]), world.ratna, said)


def profile_edit(world):
    said = {"name": "LSP", "licence_number": "BNSP-LSP-1565-ID", "address": "Jalan 1", "city": "Bandung"}
    said |= {"signatory_name": "Ketua", "signatory_title": "Ketua", "signatory_title_en": "Chair"}
    return Page(reverse("profile_edit"), world.ratna, said, ("logo_file",))


def _draft(world):
    return designs.new_version(design=Design.objects.get(is_default=True), by=world.ratna, on=world.today)


def design_edit(world):
    draft = _draft(world)
    said = {"family": draft.family, "languages": draft.languages}
    return Page(
        reverse("design_edit", args=[draft.design_id]), world.ratna, said, ("logo_file", "signature_file"), kept=2
    )


def design_preview(world):
    page = design_edit(world)
    return page._replace(address=page.address.replace("/edit/", "/preview/"), done=200, kept=0)


def development_create(world):
    said = {"title": "Lokakarya", "kind": "seminar", "organiser": "Asosiasi Contoh", "hours": 8}
    said |= {"begins_on": world.today.isoformat(), "ends_on": world.today.isoformat()}
    return Page(reverse("development_create"), world.bima_assessor.person.account, said, ("evidence",))


def inspection_create(world):
    said = FINDING | {"assessor": world.bima_assessor.pk, "happened_on": world.today.isoformat()}
    return Page(reverse("inspection_create"), world.wulan, said, ("evidence",))


def _policy(world):
    days = {"in_force_from": world.today.isoformat()}
    days |= {"acknowledge_by": (world.today + timedelta(days=9)).isoformat()}
    return policies.NAMED | days | {"text": "Isi."}


def policy_create(world):
    return Page(reverse("policy_create"), world.ratna, _policy(world), ("file",))


def policy_edit(world):
    return Page(reverse("policy_edit", args=[policies.drafted(world).pk]), world.ratna, _policy(world), ("file",))


def report_create(world):
    said = {"about": "Bima", "story": way.STORY, "kind": "anonymous"}
    return Page(reverse("report_create"), None, said, ("files",), done=200)


def report_show(world):
    way.report(world)
    return Page(reverse("report_show"), None, {"body": "Ada lagi."}, ("files",))


def ethics_case_answer(world):
    case = way.heard(world)
    return Page(reverse("ethics_case_answer", args=[case.pk]), world.bima, {"body": "Tidak benar."}, ("files",))


PICTURES = [
    candidate_create, candidate_edit, assessor_create, assessor_edit, profile_edit, design_edit, design_preview,
]  # fmt: skip
DOCUMENTS = [
    development_create, inspection_create, policy_create, policy_edit, report_create, report_show, ethics_case_answer,
]  # fmt: skip


def send(page, data):
    client = Client()
    if page.who:
        client.force_login(page.who)
    if page.address == reverse("report_show"):
        client.post(reverse("report_follow"), {"code": way.CODE})
    carried = seen(client, page.address.replace("/preview/", "/edit/"))
    files = {name: SimpleUploadedFile("berkas", data) for name in page.fields}
    return client.post(page.address, carried | page.said | files)


@pytest.fixture
def runs(monkeypatch):
    """Each time a program opened files, and whether a transaction of ours was open then."""
    found, run = [], confined.subprocess.run

    def watched(*args, **kwargs):
        found.append([block for block in connection.atomic_blocks if not block._from_testcase])
        return run(*args, **kwargs)

    monkeypatch.setattr(confined.subprocess, "run", watched)
    return found


@pytest.mark.parametrize("make", PICTURES + DOCUMENTS, ids=lambda make: make.__name__)
def test_a_picture_is_decoded_once_while_nothing_is_locked(world, runs, make):
    page = make(world)
    runs.clear()
    assert send(page, page.data).status_code == page.done
    assert runs == [[]] and Upload.objects.count() == page.kept


@pytest.mark.parametrize("make", DOCUMENTS, ids=lambda make: make.__name__)
def test_a_pdf_is_opened_once_while_nothing_is_locked(world, runs, make):
    page = make(world)
    runs.clear()
    assert send(page, PDF).status_code == page.done
    assert runs == [[]] and Upload.objects.get().content_type == "application/pdf"


@pytest.mark.parametrize("make", PICTURES + DOCUMENTS, ids=lambda make: make.__name__)
def test_a_file_that_is_none_is_told_at_its_field(world, make):
    page = make(world)
    answer = send(page, b"bukan gambar")
    assert answer.status_code == 422 and not Upload.objects.exists()
    assert all(answer.context["form"].errors[name] for name in page.fields)


@pytest.mark.parametrize("make", [candidate_edit, report_create], ids=lambda make: make.__name__)
def test_while_no_place_is_free_what_was_typed_stays(world, make, settings):
    settings.REPORT_READERS = settings.UPLOAD_READERS = 0
    page = make(world)
    answer = send(page, page.data)
    assert answer.status_code == 422 and "terlalu banyak berkas" in str(answer.context["form"].errors[page.fields[0]])
    assert str(next(iter(page.said.values()))) in answer.text and not EthicsCase.objects.exists()


def test_a_file_is_never_opened_within_a_transaction_of_ours(world):
    with transaction.atomic(), pytest.raises(RuntimeError, match="before a transaction"):
        taking_forms.taken([])


def test_a_report_is_counted_before_any_file_is_touched(world, runs, settings):
    settings.PUBLIC_LIMITS = settings.PUBLIC_LIMITS | {"report": 1}
    page = report_create(world)
    assert [send(page, page.data).status_code for _time in range(3)] == [200, 429, 429] and len(runs) == 1


def test_more_files_than_a_side_may_give_are_not_opened(world, runs):
    page = report_create(world)
    files = [SimpleUploadedFile("berkas", page.data) for _file in range(11)]
    assert Client().post(page.address, page.said | {"files": files}).status_code == 422 and not runs


def test_of_many_files_the_bad_one_is_named(world, runs):
    page = report_create(world)
    files = [SimpleUploadedFile(name, data) for name, data in (("a.png", page.data), ("b.txt", b"teks"))]
    answer = Client().post(page.address, page.said | {"files": files})
    assert answer.context["form"].errors["files"][0].startswith("b.txt: ") and not Upload.objects.exists()
