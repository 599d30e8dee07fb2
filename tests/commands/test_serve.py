"""The server's workers load the application in a process of their own, where nobody has set Django up before."""

import os
import subprocess
import sys

from lsp_portal.serve import command
from tests.architecture.source import ROOT


def test_a_worker_loads_what_the_server_is_told_to_load(tmp_path):
    module, name = command()[-1].split(":")
    load = f"from {module} import {name}; print(callable({name}))"
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'portal.sqlite3'}",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", load], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr
