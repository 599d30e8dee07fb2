import io

import pytest

from assessments.importing.operations import check_scheme_file, import_scheme, stage_scheme_import
from tests.world import World


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def check(db):
    """The report on the bytes of a file."""

    def run(data, name="skema.xlsx"):
        return check_scheme_file(file=io.BytesIO(data), name=name, size=len(data))

    return run


@pytest.fixture
def run_import(world, check):
    """A correct file, uploaded and confirmed by Ratna."""

    def run(data, name="skema.xlsx"):
        report = check(data, name)
        assert report.problems == []
        draft = stage_scheme_import(by=world.ratna, report=report, file_name=name)
        return import_scheme(by=world.ratna, on=world.today, draft=draft)

    return run
