"""The settings of `scripts/bench.py`: those of production, in a throwaway folder, with the bare views added.

Production's and not the tests': hashed names of static files, sessions and cache in the database, no debugging.
Two differences change no page: no redirect to HTTPS, and static files are not compressed, which takes ten seconds.
"""

import os

os.environ.update(HTTPS="0", DEBUG="0", DEMO="0", TESTING="0", SECRET_KEY="only-for-the-bench-" + "x" * 50)
os.environ["PERSONAL_DATA_KEYS"] = "b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMDE="
os.environ["DATABASE_URL"] = f"sqlite:///{os.environ['VAR_DIR']}/bench.sqlite3"

from lsp_portal.settings import *  # noqa: F403
from lsp_portal.settings import BASE_DIR, LOGGING, PUBLIC_LIMITS

ROOT_URLCONF = "scripts.bench_bare"
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = {"css", "js", *(file.suffix[1:] for file in BASE_DIR.glob("static/**/*.*"))}
LOGGING["root"]["level"] = "ERROR"
# One client asks ten thousand times.
PUBLIC_LIMITS, PUBLIC_LIMITS_A_DAY = dict.fromkeys(PUBLIC_LIMITS, 10**9), dict[str, int]()
