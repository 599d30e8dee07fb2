"""The tower stands: lsp_portal -> ethics -> certificates -> assessments, and nothing points back."""

import subprocess
import sys
from pathlib import Path

from django.apps import apps

from tests.architecture.source import APPS, ROOT, modules, name_of

VAGUE = {"core", "common", "utils", "util", "helpers", "misc", "base"}


def test_no_layer_imports_the_one_above_it():
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_tower_is_all_there_is():
    ours = {config.name for config in apps.get_app_configs() if Path(config.path).parent == ROOT}
    assert ours == set(APPS)


def test_every_module_is_named_after_what_it_holds():
    assert not [name_of(path) for path in modules() if VAGUE & {path.stem, *path.relative_to(ROOT).parts[:-1]}]
