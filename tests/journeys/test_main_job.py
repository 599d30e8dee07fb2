"""The main job over HTTP, through the forms that the pages show: from a scheme file to a believed certificate."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from assessments.models import Assessment, Assessor, SchemeVersion, Venue
from certificates.models import Certificate, CertificateFile
from tests.assessments.importing.books import scheme, xlsx
from tests.world import BK, K

from .reader import Page, Reader

CANDIDATE = "Siti Rahma Wulandari"
FOLLOW_UP = "Latih memindai arsip tiga kali, lalu daftar ulang."
WHEN = "%Y-%m-%dT%H:%M"


def import_and_publish(admin):
    """The file becomes a draft, the draft is corrected by hand and put in force."""
    file = SimpleUploadedFile("skema.xlsx", xlsx(scheme()))
    admin.open(reverse("scheme_import")).send(file=file).send()
    admin.follow("/edit/").send(title_en="Keeper of digital records")
    admin.follow("/publish/").send()
    assert "berlaku" in admin.text.lower()
    return SchemeVersion.objects.get()


def prepare_the_lsp(admin, world):
    """Profile, place and assessor, each on its page."""
    profile = {"name": "LSP Uji Coba", "licence_number": "BNSP-LSP-1565-ID", "city": "Bandung"}
    profile |= {"address": "Jalan Contoh 1", "signatory_name": "Dr. Contoh Ketua"}
    admin.open(reverse("profile_edit")).send(**profile)
    until = world.today.replace(year=world.today.year + 2).replace(day=1).isoformat()
    venue = {"name": "TUK Kampus Timur", "kind": "independent", "city": "Bandung", "address": "Jalan Contoh 2"}
    admin.open(reverse("venue_create")).send(**venue, capacity="20", verified_until=until)
    own = world.bima_assessor
    admin.open(reverse("assessor_edit", args=[own.pk]))
    admin.send(schemes=[str(world.imported.scheme_id)])
    assert own.schemes.get() == world.imported.scheme


def pledge(assessor):
    """Clause by clause, on his own page; without it nobody assigns him."""
    assessor.open(reverse("pledge_sign")).send(clauses=[str(number) for number in range(1, 17)])
    assert "Ikrar Anda berlaku" in assessor.text


def declare(assessor, assessment):
    """From his queue, through both steps: the candidate's name opens after the first."""
    assessor.open(reverse("work")).follow(f"/assignment/{assessment.session_id}/relations/")
    asked = {name for form in Page(assessor.text).forms for name in form.names if name.startswith("said_")}
    assert CANDIDATE not in assessor.text
    assessor.send(**dict.fromkeys(asked, "none"))
    assert CANDIDATE in assessor.text
    assessor.send(**{f"said_{assessment.pk}": "none"})


def plan(admin, world, *, hours):
    """A session of today with Bima and Siti, filled and started through its pages."""
    starts, ends = (world.at(hour).strftime(WHEN) for hour in hours)
    admin.open(reverse("session_create"))
    admin.send(
        scheme_version=str(world.imported.pk),
        venue=str(Venue.objects.get().pk),
        starts_at=starts,
        ends_at=ends,
        quota="5",
    )
    session = admin.address
    admin.open(f"{session}assign/").send(assessors=str(world.bima_assessor.pk))
    group = world.imported.elective_groups.get()
    elective = {f"electives_{group.pk}": str(world.imported.scheme_units.filter(elective_group=group).first().pk)}
    admin.open(f"{session}enrol/").send(candidates=str(world.siti_candidate.pk), do="enrol", **elective)
    admin.open(f"{session}start/").send()
    assert "Siti Rahma Wulandari" in admin.open(session).text
    return Assessment.objects.order_by("pk").last()


def fields_of(assessment, *outcomes):
    """What the assessor ticks and writes, unit by unit; fewer outcomes than units leave the rest."""
    said = {}
    for verdict, outcome in zip(assessment.verdicts.all(), outcomes, strict=False):
        name = f"u{verdict.unit_id}"
        said |= {f"{name}-outcome": outcome, f"{name}-methods": ["observation", "oral"]}
        said |= {f"{name}-follow_up": FOLLOW_UP} if outcome == BK else {}
    return said


def judge(assessor, assessment, *outcomes):
    """Half of the units, then the rest, then the signature."""
    page = reverse("assessment_record", args=[assessment.pk])
    assessor.open(page).send(**fields_of(assessment, outcomes[0]))
    assert "1 dari 2 unit" in assessor.text
    assert assessor.post(reverse("assessment_sign", args=[assessment.pk]), revision=1).status == 422
    assert "belum dinilai" in assessor.text.lower()
    assessor.open(page).send(**fields_of(assessment, *outcomes), next="sign").send()
    assessment.refresh_from_db()


def raw_certificate(world, assessment):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO certificates_certificate (assessment_id, number, registration_number, token, holder_name,"
            " scheme_title, issued_on, expires_on, snapshot, issued_by_id, issued_at)"
            " VALUES (%s, 'X', 'X', 'X', 'X', 'Y', '2026-01-01', '2029-01-01', '{}', %s, '2026-01-01')",
            [assessment.pk, world.ratna.pk],
        )


def no_certificate_by_any_path(world, assessment, admin, decider):
    """One BK: no decision to take, no certificate by the page, by the table, or by making the verdict untrue."""
    assert decider.open(reverse("assessment_decide", args=[assessment.pk])).status == 404
    issue = reverse("certificate_issue", args=[assessment.pk])
    assert "belum dapat diterbitkan" in admin.open(issue).text
    assert admin.post(issue).status == 422
    for sql in (
        "UPDATE assessments_assessment SET status = 'granted' WHERE id = %s",
        "UPDATE assessments_verdict SET outcome = 'K' WHERE assessment_id = %s",
        "DELETE FROM assessments_verdict WHERE assessment_id = %s",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [assessment.pk])
    with pytest.raises(IntegrityError):
        raw_certificate(world, assessment)
    assert not Certificate.objects.exists()


@pytest.fixture
def people(world):
    """Everybody at their own screen."""
    return {name: Reader(account) for name, account in world.everybody()}


def test_from_scheme_file_to_believed_certificate(world, people):
    admin, assessor, decider, candidate = (people[name] for name in ("ratna", "bima", "komang", "siti"))
    world.imported = import_and_publish(admin)
    prepare_the_lsp(admin, world)
    Assessor.objects.update(pledged_until=None)
    pledge(assessor)

    first = plan(admin, world, hours=(6, 9))
    declare(assessor, first)
    judge(assessor, first, K, BK)
    assert first.status == "not_competent"
    no_certificate_by_any_path(world, first, admin, decider)

    second = plan(admin, world, hours=(10, 14))
    declare(assessor, second)
    judge(assessor, second, K, K)
    decider.open(reverse("decision_list")).follow(f"/assessment/{second.pk}/decide/").send(outcome="granted")
    admin.open(reverse("certificate_issue", args=[second.pk])).send()
    certificate = Certificate.objects.get()
    assert certificate.number in admin.text

    candidate.open(reverse("own_assessment_show", args=[second.pk])).follow("/download/")
    file = candidate.response.content
    again = people["ratna"].open(reverse("certificate_download", args=[certificate.pk])).response.content
    assert file.startswith(b"%PDF") and file == again
    assert hashlib.sha256(file).hexdigest() == CertificateFile.objects.get().sha256

    by_number = f"{reverse('verify_search')}?number={certificate.number}"
    for address, holder in (
        (reverse("verify_show", args=[certificate.token]), "Siti Rahma Wulandari"),
        (by_number, "S. R. W."),
        (f"{by_number}&name=siti+rahma+wulandari", "Siti Rahma Wulandari"),
    ):
        page = people["anonymous"].open(address)
        assert page.status == 200 and holder in page.text and "Penata Arsip Digital" in page.text
    assert people["anonymous"].open(reverse("verify_show", args=["x" * 32])).status == 404
