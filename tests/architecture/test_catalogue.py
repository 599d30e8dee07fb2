"""The English catalogue is complete and compiled; the wording of our own replaces words that are really said."""

import shutil
import subprocess
import sys
from importlib.resources import files

import polib

from tests.architecture.source import ROOT
from tests.needs import need


def test_every_text_has_its_english():
    need(shutil.which("msgfmt") and shutil.which("xgettext"), "gettext", "gettext")
    command = [sys.executable, "scripts/catalogue.py", "check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_replaced_wording_is_one_of_theirs():
    theirs = set()
    for package, folder in (("django", "conf/locale"), ("django", "contrib/auth/locale"), ("allauth", "locale")):
        catalogue = files(package) / folder / "id" / "LC_MESSAGES" / "django.po"
        theirs |= {entry.msgid for entry in polib.pofile(str(catalogue)) if not entry.obsolete}
    ours = polib.pofile(str(ROOT / "locale" / "id" / "LC_MESSAGES" / "django.po"))
    assert {entry.msgid for entry in ours} - theirs == set()
