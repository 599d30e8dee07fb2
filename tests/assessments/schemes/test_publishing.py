"""What an admin is told before a version is published."""

from assessments.models import Requirement
from assessments.schemes.operations.publishing import missing_details

UNASKED = "Persyaratan pemohon belum diisi."


def test_a_version_without_requirements(world):
    version = world.draft()
    assert UNASKED in missing_details(version)
    Requirement.objects.create(version=version, kind="basic", text="Lulus SMK.")
    assert UNASKED not in missing_details(version)
