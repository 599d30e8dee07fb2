"""Real Chromium against the real server: production settings of the demo, its own database, its own port.

    def test_something(page_as):
        page = page_as("admin")
        page.goto("/")

`page` is a visitor, `page_as(account)` somebody signed in. What the browser complains of on its console, a refused
inline style, a script error or a missing file, fails the test. pytest's own live server is not used: it empties the
tables after each test, which the append-only triggers refuse. So every test meets the demo as the tests before left it.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from lsp_portal.demo import PASSWORD
from lsp_portal.system_checks.settings import has_library
from tests.demo import ROOT, environment, prepare
from tests.dividing import some
from tests.needs import need

from .looking import NARROW, WIDE, inspect

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
CHROMIUM = shutil.which("chromium")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's sync API runs an event loop in this thread
expect.set_options(timeout=10_000)


@pytest.fixture(scope="session", autouse=True)
def system():
    need(CHROMIUM, "chromium", "Chromium")
    need(has_library("libatomic.so.1"), "libatomic1", "libatomic")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def portal_var(tmp_path_factory, worker_id) -> Path:
    """The server's folder: database, uploads, and `mail/` with every e-mail it sent. Prepared once for all workers."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    prepared = prepare(Path(os.environ.get("PREPARED_DEMO") or shared / "portal-prepared"))
    return shutil.copytree(prepared, tmp_path_factory.mktemp("portal") / "var")


@pytest.fixture(scope="session")
def portal(portal_var, system) -> Iterator[str]:
    """The address of a running portal with the whole demo in it."""
    port, log = free_port(), portal_var / "server.log"
    with log.open("w") as output:
        command = [sys.executable, "-m", "lsp_portal.serve"]
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment(portal_var, port), stdout=output, stderr=subprocess.STDOUT
        )
    try:
        wait_until_served(f"http://127.0.0.1:{port}{reverse('home')}", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def wait_until_served(address: str, server: subprocess.Popen, log: Path) -> None:
    for _attempt in range(300):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(address, timeout=10)
        except urllib.error.HTTPError as answer:
            raise AssertionError(f"the home page answers {answer.code}:\n{log.read_text()[-3000:]}") from None
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"the server does not answer:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def base_url(portal) -> str:
    return portal


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, system):
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    arguments = [*sandbox, "--disable-dev-shm-usage", "--disable-gpu"]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    # Reduced motion: Bootstrap ignores Escape while a fade is running.
    calm = {"reduced_motion": "reduce", "locale": "id-ID", "timezone_id": "Asia/Jakarta"}
    return {**browser_context_args, **calm, "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser complained of. A test that provokes a complaint empties the list."""
    heard: list[str] = []
    yield heard
    assert not heard, "the browser complained:\n" + "\n".join(heard)


@pytest.fixture
def new_context(new_context, complaints) -> Callable[..., BrowserContext]:
    """Contexts that listen. An answer of 4xx is ours to give, so only its console line is not a complaint."""

    def listen(message) -> None:
        refused = "Failed to load resource: the server responded with a status of 4" in message.text
        if message.type in ("error", "warning") and not refused:
            complaints.append(f"{message.type}: {message.text}")

    def make(**options) -> BrowserContext:
        context = new_context(**options)
        context.on("console", listen)
        context.on("weberror", lambda error: complaints.append(f"script: {error.error}"))
        return context

    return make


def sign_in(page: Page, account: str, password: str = PASSWORD) -> None:
    """Through the form, as a person does."""
    page.goto(reverse("account_login"))
    page.locator("[name=login]").fill(account)
    page.locator("[name=password]").fill(password)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda address: reverse("account_login") not in address)


@pytest.fixture(scope="session")
def signed_in_states() -> dict[str, dict]:
    """Cookies of each account, so that each signs in once: the limit of attempts holds for tests as well."""
    return {}


@pytest.fixture
def page_as(new_context, signed_in_states) -> Callable[..., Page]:
    """`page_as("asesor", java_script_enabled=False)`: a page of somebody signed in, in a context of its own.

    The sign-in is shared between tests: a test of signing out uses `sign_in(page, account)` on a page of its own.
    """

    def make(account: str, **options) -> Page:
        if account in signed_in_states:
            return new_context(storage_state=signed_in_states[account], **options).new_page()
        page = new_context(**options).new_page()
        sign_in(page, account)
        signed_in_states[account] = page.context.storage_state()
        return page

    return make


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Accessibility faults of a page by WCAG 2.2 A and AA, one line each; an empty list is what we want."""
    ask = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

    def faults(page: Page) -> list[str]:
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(AXE.read_text())  # by the debugger, which the Content-Security-Policy does not bind
        found = page.evaluate(ask, tags)["violations"]
        return [
            f"{fault['id']}: {fault['help']} -> " + " | ".join(node["html"][:160] for node in fault["nodes"])
            for fault in found
        ]

    return faults


@pytest.fixture
def looked_at(axe, complaints) -> Callable[[Page], list[str]]:
    """Looks at a page that no link of the demo leads to, as test_accessibility looks at the others: in `make test` at
    the two widths by turns.
    """
    turn = count()
    return lambda page: inspect(page, axe, complaints, some([WIDE, NARROW], next(turn), of=2))
