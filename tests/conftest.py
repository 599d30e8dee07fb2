"""What holds for every test: Indonesian unless it says otherwise, an empty cache, no flush on SQLite."""

import os
from datetime import timedelta
from types import SimpleNamespace

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import caches
from django.utils import timezone, translation

from assessments import confined
from assessments.guards import standing
from certificates.checking import counting
from tests.clock import held

hypothesis.settings.register_profile(
    "portal",
    deadline=None,  # a database answers when it answers
    print_blob=True,
    derandomize=bool(os.environ.get("CI")),  # CI judges a change, not the luck of the day
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture, hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("portal")

ON_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


def pytest_collection_modifyitems(items):
    """A transactional test empties the tables with DELETE on SQLite, which the append-only triggers rightly refuse."""
    if not ON_SQLITE:
        return
    for item in items:
        marker = item.get_closest_marker("django_db")
        transactional = "transactional_db" in getattr(item, "fixturenames", ()) or (
            marker and marker.kwargs.get("transaction")
        )
        if transactional and "tests/postgres/" not in item.nodeid:
            raise pytest.UsageError(f"{item.nodeid}: tests that commit belong in tests/postgres")


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    with held():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """A browser asks a server, both on a clock that nobody holds: such a test lives in their time.

    For all others it stands from before the first fixture, that of a module or of the session too.
    """
    if item.path.is_relative_to(settings.BASE_DIR / "tests" / "browser"):
        return (yield)
    with held():
        return (yield)


@pytest.fixture(autouse=True)
def fresh_process_state():
    """Rate limits live in the cache or in a file, the language in the thread, what was found of the guards in the
    process: none may reach the next test.
    """
    translation.activate(settings.LANGUAGE_CODE)
    standing.forget()
    for name in settings.CACHES:
        caches[name].clear()
    counting.forget()
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def time_to_read(monkeypatch):
    """A reader of strangers' files is polite and has little time: none is left on a machine where all tests run."""
    monkeypatch.setattr(confined, "SECONDS", 120.0)


@pytest.fixture
def world(db):
    """The named people of tests/world.py and what they work on."""
    from tests.world import World

    return World()


@pytest.fixture
def sealed(world, settings):
    """The three keys of the LSP, and the local sealer of the settings: what is issued from here on is sealed."""
    from certificates.keys import make_key

    settings.SEALER = "local"
    assert world.body
    before = timezone.now() - timedelta(days=30)
    return SimpleNamespace(
        **{purpose: make_key(purpose, years=3, at=before) for purpose in ("seal", "credential", "qr")}
    )
