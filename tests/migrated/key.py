"""The key of a migrated database: a digest of everything that could make `migrate` leave another one.

An old database that passes for today's is worse than a slow start. So there is no list here that somebody has to keep
up: Django is asked what it migrates, with which models, which command and which listeners, and every import of those
modules is followed (`imports`). Views, forms, templates and tests are reached by none of them.
"""

import hashlib
import os
import platform
import re
import sqlite3
import sys
import sysconfig
import weakref
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import get_commands, load_command_class
from django.db.migrations.loader import MigrationLoader
from django.db.models import signals

from kit.guards import registered

from .imports import ROOT, file_of, follow

# Who listens to these acts during `migrate` as well: it says that it begins and ends, and it saves rows.
HEARD = (
    signals.pre_migrate, signals.post_migrate, signals.pre_init, signals.post_init, signals.pre_save,
    signals.post_save, signals.pre_delete, signals.post_delete, signals.m2m_changed,
)  # fmt: skip
FROM_ENVIRONMENT = re.compile(r"\benv(?:\.\w+)?\(\s*[\"'](\w+)[\"']")
# Where the database stands is not what is in it.
PLACES = {"VAR_DIR", "DATABASE_URL"}
KEEPING = "tests.migrated.database"
CODE = {".py", ".pyc"}
LETTERS = {".otf", ".ttf", ".woff", ".woff2"}  # millions of bytes that only the press reads: their names will do


def key() -> str:
    """The same for the same code, data, packages, Python and settings; another for any other."""
    digest = hashlib.blake2b(digest_size=16)
    for name, content in parts():
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def still(wanted: str) -> bool:
    """This process has loaded what the key tells of: nothing was edited since it began."""
    return key() == wanted and all(path.stat().st_mtime < settings.TESTS_BEGAN for path in sources() | data())


def parts() -> Iterator[tuple[str, bytes]]:
    """Everything that goes into the key, each with its name."""
    yield "python", f"{sys.version} {platform.machine()} sqlite {sqlite3.sqlite_version}".encode()
    yield "packages", " ".join(packages()).encode()
    yield "guards", "\n".join(map(repr, registered())).encode()
    for name in sorted(asked_of_environment() - PLACES):
        yield f"environment {name}", os.environ.get(name, "").encode()
    for path in sorted(sources() | data()):
        yield path.relative_to(ROOT).as_posix(), b"" if path.suffix in LETTERS else path.read_bytes()


def packages() -> list[str]:
    """Every installed package and its version, as pip names its folder."""
    return sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))


def sources() -> set[Path]:
    """The modules that decide what `migrate` leaves, all that they import, and how the database is kept."""
    # The settings and the apps name modules of every kind: what they say counts, where it leads is asked of Django.
    said = {type(app).__module__ for app in apps.get_app_configs()}
    heads = {path for path in map(file_of, said) if path}
    return follow(roots(), named=True) | follow({settings_module(), KEEPING}, named=False) | heads


def data() -> set[Path]:
    """What stands beside the modules of our apps and is no module: a migration may read it."""
    ours = [ROOT / app.name for app in apps.get_app_configs() if (ROOT / app.name).is_dir()]
    return {path for folder in ours for path in folder.rglob("*") if path.suffix not in CODE and path.is_file()}


def roots() -> set[str]:
    """Modules by name: the command, the migrations, the models, and who listens."""
    found = {type(load_command_class(get_commands()["migrate"], "migrate")).__module__}
    for app in apps.get_app_configs():
        found |= {model.__module__ for model in app.get_models(include_auto_created=True)}
        package, _explicit = MigrationLoader.migrations_module(app.label)
        folder = file_of(package) if package else None
        found |= {f"{package}.{path.stem}" for path in folder.parent.glob("*.py")} if folder else set()
    return found | {module for signal in HEARD for module in listeners(signal)}


def listeners(signal: signals.ModelSignal) -> Iterator[str]:
    for _key, handler, *_ in signal.receivers:
        listener = handler() if isinstance(handler, weakref.ReferenceType) else handler
        if listener is not None:
            yield listener.__module__


def settings_module() -> str:
    return os.environ["DJANGO_SETTINGS_MODULE"]


def asked_of_environment() -> set[str]:
    """The variables that the settings read."""
    return {
        name
        for path in follow({settings_module()}, named=False)
        for name in FROM_ENVIRONMENT.findall(path.read_text(encoding="utf-8"))
    }
