"""For scripts/run_tests.py: the key of today's database, and its template on a server that a run shall begin with.

.venv/bin/python -m tests.migrated key
DATABASE_URL=postgres://... .venv/bin/python -m tests.migrated make
"""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from tests.migrated.database import template  # noqa: E402
from tests.migrated.key import key, still  # noqa: E402

wanted = key()
if sys.argv[1:] == ["make"]:
    with template(wanted):
        sys.stdout.write(wanted if still(wanted) else "")
else:
    sys.stdout.write(wanted)
