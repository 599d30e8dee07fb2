"""The wording of our own replaces words that are really said. `make lint` asks whether the English is complete."""

from importlib.resources import files

import polib

from tests.architecture.source import ROOT


def test_every_replaced_wording_is_one_of_theirs():
    theirs = set()
    for package, folder in (("django", "conf/locale"), ("django", "contrib/auth/locale"), ("allauth", "locale")):
        catalogue = files(package) / folder / "id" / "LC_MESSAGES" / "django.po"
        theirs |= {entry.msgid for entry in polib.pofile(str(catalogue)) if not entry.obsolete}
    ours = polib.pofile(str(ROOT / "locale" / "id" / "LC_MESSAGES" / "django.po"))
    assert {entry.msgid for entry in ours} - theirs == set()
