"""What a certificate says, and the numbers it carries."""

import hashlib
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from assessments.models import Event
from certificates.issuing.operations.issuing import issue
from certificates.models import Certificate, CertificateFile, NumberCounter, Standing
from kit.errors import RuleError


@pytest.fixture
def certificate(world):
    return world.certificate()


def test_the_snapshot_says_what_was_true_at_issue(world, certificate):
    said = certificate.snapshot
    world.siti_candidate.person.name = "Siti Berganti Nama"
    world.siti_candidate.person.save()
    certificate.refresh_from_db()
    assert said["holder_name"] == certificate.holder_name == "Siti Rahma Wulandari"
    assert [unit["code"] for unit in said["units"]] == [f"J.620100.00{n}.02" for n in (1, 2, 3)]
    assert said["standards"] == [{"citation": "SKKNI Nomor 282 Tahun 2016", "title": "Pengembangan perangkat lunak"}]


def test_numbers_follow_the_patterns(world, certificate):
    year = world.today.year
    assert certificate.number == f"62090 2513 0 0000001 {year}"
    assert certificate.registration_number == f"TIK 1565 00001 {year}"
    assert len(certificate.token) == 32


def test_the_file_is_stored_once_with_its_digest(certificate):
    file = CertificateFile.objects.get(certificate=certificate)
    assert bytes(file.content).startswith(b"%PDF-")
    assert file.sha256 == hashlib.sha256(bytes(file.content)).hexdigest()


def test_the_holder_is_told_and_the_act_recorded(world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        certificate = world.certificate()
    assert mail.outbox[0].to == ["siti@example.org"]
    assert reverse("own_assessment_show", args=[certificate.assessment_id]) in mail.outbox[0].body
    assert Event.objects.about(certificate).get().actor == world.ratna


def test_a_failing_mail_server_undoes_nothing(world, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with django_capture_on_commit_callbacks(execute=True):
        world.certificate()
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize(
    ("days", "validity"),
    [(0, Standing.EXPIRING), (1, Standing.EXPIRED), (-89, Standing.EXPIRING), (-90, Standing.VALID)],
)
def test_expiry_is_derived_from_the_day(certificate, days, validity):
    assert certificate.standing_on(certificate.expires_on + timedelta(days=days)) == validity


def test_validity_ends_after_the_schemes_months(world, certificate):
    assert certificate.expires_on.year == world.today.year + 3


@pytest.mark.parametrize("fields", [{"kbli": ""}, {"kbli": "6209"}, {"kbji": ""}, {"registration_prefix": ""}])
def test_missing_number_codes_are_told_and_nothing_is_drawn(world, fields):
    world.version = world.in_force(world.draft(**fields))
    with pytest.raises(RuleError) as refused:
        world.certificate()
    assert refused.value.code in ("number_codes", "number_prefix")
    assert not Certificate.objects.exists() and not NumberCounter.objects.exists()


def test_without_a_profile_nothing_is_issued(world):
    with pytest.raises(RuleError) as refused:
        issue(assessment=world.granted(), by=world.ratna, on=world.today)
    assert refused.value.code == "no_profile"


def test_not_before_the_decision(world):
    assert world.body
    with pytest.raises(RuleError) as refused:
        issue(assessment=world.granted(), by=world.ratna, on=world.today - timedelta(days=1))
    assert refused.value.code == "before_decision"


@pytest.mark.parametrize(
    "name", ["محمد الفاتح", "ꦱꦶꦠꦶ ꦫꦃꦩ", "王小明", "Łukasz Şeñor Ŵ", "Suparman", "A" * 60 + " " + "B" * 59]
)
def test_names_of_any_script_and_length_are_printed(world, name):
    world.siti_candidate.person.name = name
    world.siti_candidate.person.save()
    assert world.certificate().holder_name == name


def test_a_name_no_font_can_print_is_refused(world):
    world.siti_candidate.person.name = "አበበ"
    world.siti_candidate.person.save()
    with pytest.raises(RuleError) as refused:
        world.certificate()
    assert refused.value.code == "name_unprintable"
