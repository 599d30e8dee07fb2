"""The English catalogue is complete and compiled."""

import shutil
import subprocess
import sys

from tests.architecture.source import ROOT
from tests.needs import need


def test_every_text_has_its_english():
    need(shutil.which("msgfmt") and shutil.which("xgettext"), "gettext", "gettext")
    command = [sys.executable, "scripts/catalogue.py", "check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
