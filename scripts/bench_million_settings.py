"""The settings of `scripts/bench_million.py`: production's, on the cluster that DATABASE_URL names."""

import os

os.environ.update(HTTPS="0", DEBUG="0", DEMO="0", TESTING="0", SECRET_KEY="only-for-the-bench-" + "x" * 50)
os.environ["PERSONAL_DATA_KEYS"] = "b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMDE="

from lsp_portal.settings import *  # noqa: F403
from lsp_portal.settings import BASE_DIR

ROOT_URLCONF = "scripts.bench_million_urls"
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = {"css", "js", *(file.suffix[1:] for file in BASE_DIR.glob("static/**/*.*"))}
