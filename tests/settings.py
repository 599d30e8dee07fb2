"""The portal's settings as the tests see them: never the `var/` folder or the database of somebody's demo."""

import atexit
import os
import shutil
import tempfile
import time

TESTS_BEGAN = time.time()  # a file that changed later is not, or not surely, what this process has loaded
os.environ["TESTING"] = "1"
if "VAR_DIR" not in os.environ or "PYTEST_XDIST_WORKER" in os.environ:  # side by side, each in a folder of its own
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="lsp-tests-")
    atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)

from lsp_portal.settings import *  # noqa: E402, F403

WHITENOISE_AUTOREFRESH = True  # else each test client reads every static file anew, a tenth of a second each time
