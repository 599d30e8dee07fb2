"""What holds for every test: Indonesian unless it says otherwise, an empty cache, no flush on SQLite."""

import gc
import hashlib
import subprocess
from copy import deepcopy
from datetime import timedelta
from functools import lru_cache
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone, translation

from kit import confined
from tests.clock import held
from tests.dividing import group_of, is_asked_here, is_put_off
from tests.fresh import forget_everything

ON_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


def pytest_ignore_collect(collection_path):
    """`make test` asks most files of one database only."""
    return None if is_asked_here(collection_path) else True


def pytest_collection_finish():
    """What is loaded by now stays: the collector of garbage need not walk through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_xdist_make_scheduler(config, log):
    """Tests are given out one by one, and a file that is marked `together` as a whole."""
    from xdist.scheduler import LoadScopeScheduling

    class Grouping(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return group_of(nodeid)

    return Grouping(config, log)


def pytest_collection_modifyitems(items):
    """What takes long begins first, so that no worker waits for it at the end."""
    items[:] = [item for item in items if not is_put_off(item)]
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    if ON_SQLITE:
        refuse_transactional(items)


def refuse_transactional(items):
    """A transactional test empties the tables with DELETE on SQLite, which the append-only triggers rightly refuse."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        transactional = "transactional_db" in getattr(item, "fixturenames", ()) or (
            marker and marker.kwargs.get("transaction")
        )
        if transactional and "tests/postgres/" not in item.nodeid:
            raise pytest.UsageError(f"{item.nodeid}: tests that commit belong in tests/postgres")


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """Migrating takes longer than most tests: a database that has been migrated is copied (tests/migrated)."""
    from tests.migrated.database import bring

    own_name = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        bring()
    yield
    with django_db_blocker.unblock():
        try:
            connection.creation.destroy_test_db(own_name, verbosity=0)
        except DatabaseError as refusal:  # a thread of a test still holds it
            request.node.warn(pytest.PytestWarning(f"the test database stays: {refusal}"))


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
    forget_everything()
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def time_to_read(monkeypatch):
    """A reader of strangers' files is polite and has little time: none is left on a machine where all tests run."""
    monkeypatch.setattr(confined, "SECONDS", 120.0)


@pytest.fixture(autouse=True, scope="session")
def what_is_slow_is_asked_once():
    """The audit reads the words of every stored file, which never change; a walk asks it after each step. A dropped
    file is read by processes that take most of a second to begin: what one of them found in these bytes stays so, and
    only what it could not read is read again. The code of a report is hashed slowly on purpose, and the tests know few
    codes.
    """
    from certificates.auditing import printed
    from ethics.cases.operations import reports

    printed.read = lru_cache(maxsize=64)(printed.read)
    confined._run = found_once(confined._run)
    reports.hashlib = SimpleNamespace(scrypt=lru_cache(maxsize=64)(hashlib.scrypt))


def found_once(run):
    """The reader of strangers' files, asked once what stands in the same bytes, unless a test watches it begin."""
    known, begin = {}, subprocess.run

    def read(program, data, seconds):
        if subprocess.run is not begin:
            return run(program, data, seconds)
        key = program, hashlib.sha256(data).digest()
        said = known.get(key) or run(program, data, seconds)
        if "why" not in said:
            known[key] = deepcopy(said)
        return deepcopy(said)

    return read


@pytest.fixture(scope="module")
def issued_once(django_db_setup, django_db_blocker):
    """A module whose tests all begin with Siti's certificate makes it once."""
    from tests.beginning import issued

    with django_db_blocker.unblock(), issued() as beginning:
        yield beginning


@pytest.fixture(scope="module")
def signed_once(django_db_setup, django_db_blocker):
    """The same, where they begin with everything that is signed."""
    from tests.beginning import signed

    with django_db_blocker.unblock(), signed(keys_of_the_body) as beginning:
        yield beginning


@pytest.fixture
def beginning(request, db):
    """This test's copy of what its module begins with, if it does."""
    for name in ("issued_once", "signed_once"):
        if name in request.fixturenames:
            return request.getfixturevalue(name).copy()
    return None


@pytest.fixture
def world(beginning):
    """The named people of tests/world.py and what they work on."""
    from tests.world import World

    return beginning.world if beginning else World()


@pytest.fixture
def sealed(world, beginning, settings):
    """The three keys of the LSP, and the local sealer of the settings: what is issued from here on is sealed."""
    settings.SEALER = "local"
    return (beginning and beginning.keys) or keys_of_the_body(world)


def keys_of_the_body(world):
    from certificates.keys.keys import make_key

    assert world.body
    before = timezone.now() - timedelta(days=30)
    return SimpleNamespace(
        **{purpose: make_key(purpose, years=3, at=before) for purpose in ("seal", "credential", "qr")}
    )
