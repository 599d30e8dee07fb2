"""The check without a connection, with the network really off: the page, the kept list, the QR address itself."""

import base64
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.looking import inspect
from tests.demo import ROOT, environment

ADDRESSES = """
import json
from django.utils import timezone
from certificates.models import Certificate
from lsp_portal.models import User

def address(certificate):  # without the host: the demo was prepared for another port
    return "/verify/" + certificate.snapshot["verify_url"].partition("/verify/")[2]

current = Certificate.objects.valid(timezone.localdate()).order_by("expires_on", "pk")
"""
SUSPEND = """
from certificates.acts.operations import suspend
from assessments.decisions.operations import impartiality_objection
komite = User.objects.get(username="komite")
own = next(c for c in current.reverse() if not impartiality_objection(komite, c.assessment))
suspend(certificate=own, by=komite, on=timezone.localdate(), reason="Menunggu klarifikasi.")
print(json.dumps(address(own)))
"""
REINSTATE = """
from certificates.acts.operations import reinstate
from assessments.decisions.operations import impartiality_objection
komite = User.objects.get(username="komite")
own = next(c for c in Certificate.objects.filter(status="suspended").order_by("-pk")
           if c.entries.order_by("number").last().reason == "Menunggu klarifikasi.")
reinstate(certificate=own, by=komite, on=timezone.localdate(), reason="Sudah jelas.")
print(json.dumps(None))
"""


@pytest.fixture(scope="module")
def ask(portal, portal_var):
    """Run a piece of program where the portal runs; what it prints comes back."""

    def run(code: str):
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", ADDRESSES + code]
        place = environment(portal_var, int(portal.rpartition(":")[2]))
        done = subprocess.run(command, cwd=ROOT, env=place, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.fixture(scope="module")
def genuine(ask) -> str:
    """The address in the QR code of a certificate in force."""
    return ask("print(json.dumps(address(current.last())))")


def altered(address: str) -> str:
    """The same signature over a later last day."""
    before, _, code = address.partition("#")
    data = bytearray(base64.urlsafe_b64decode(code + "=" * (-len(code) % 4)))
    data[8] += 8  # the high byte of the day it expires: 2048 days
    return f"{before}#{base64.urlsafe_b64encode(data).rstrip(b'=').decode()}"


def keep(page) -> None:
    """Open the page once with a connection, until the browser has kept all of it."""
    page.goto(reverse("verify_offline"))
    page.evaluate("() => navigator.serviceWorker.ready")
    page.wait_for_function("() => navigator.serviceWorker.controller")
    expect(page.locator("#offline-list-state [data-state=kept]")).to_be_visible()


def answer(page, word: str):
    expect(page.locator("#offline-result")).to_have_attribute("data-answer", word)
    expect(page.locator("#offline-result")).to_be_visible()
    return page.locator("#offline-result")


def paste(page, text: str) -> None:
    page.locator("#offline-code").fill(text)
    page.get_by_role("button", name="Periksa", exact=True).click()


@pytest.fixture
def unplugged(new_context, complaints):
    """A browser that has kept the check and has no connection now. That it cannot reach the portal is no complaint."""
    page = new_context().new_page()
    keep(page)
    page.context.set_offline(True)
    yield page
    complaints[:] = [
        line for line in complaints if "ERR_INTERNET_DISCONNECTED" not in line and "ERR_FAILED" not in line
    ]


def test_a_genuine_code_is_good_without_a_connection(unplugged, genuine):
    unplugged.reload()
    paste(unplugged, genuine)
    result = answer(unplugged, "in_force")
    expect(result).to_contain_text("Ini hasil luring. Menurut daftar yang dibuat")
    assert result.locator(".offline-holder").inner_text()


def test_a_qr_address_opens_without_a_connection(unplugged, genuine):
    stranger = unplugged.context.new_page()  # as when the camera of the telephone opens it
    stranger.goto(genuine)
    answer(stranger, "in_force")
    stranger.get_by_role("link", name="English").click()
    expect(stranger.locator("html")).to_have_attribute("lang", "en")
    answer(stranger, "in_force")


def test_a_check_with_a_connection_prepares_one_without(new_context, complaints, genuine):
    page = new_context().new_page()
    page.goto(genuine)
    expect(page.locator("#offline-result")).to_have_count(0)  # the page of the register itself
    page.evaluate("() => navigator.serviceWorker.ready")
    page.wait_for_function("() => navigator.serviceWorker.controller")
    page.context.set_offline(True)
    page.reload()
    answer(page, "in_force")
    complaints[:] = [line for line in complaints if "net::ERR_" not in line]


def test_a_qr_address_without_a_code_says_what_is_missing(unplugged, genuine):
    unplugged.goto(genuine.partition("#")[0])
    answer(unplugged, "no_code")


def test_an_altered_code_is_refused_without_repeating_it(unplugged, genuine):
    unplugged.goto(altered(genuine))
    result = answer(unplugged, "forged")
    expect(result.locator(".offline-holder")).to_be_hidden()
    paste(unplugged, genuine[:-1])
    answer(unplugged, "broken")


def test_a_suspension_is_known_after_a_refresh(unplugged, ask):
    address = ask(SUSPEND)
    try:
        unplugged.goto(address)
        answer(unplugged, "in_force")  # by the list from before
        unplugged.context.set_offline(False)
        unplugged.get_by_role("button", name="Perbarui daftar").click()
        answer(unplugged, "suspended")
        unplugged.context.set_offline(True)
        unplugged.reload()
        expect(answer(unplugged, "suspended")).to_contain_text("dibekukan")
    finally:
        ask(REINSTATE)


def test_an_old_list_claims_nothing(unplugged, genuine):
    unplugged.clock.set_system_time(datetime.now(UTC) + timedelta(days=8))
    unplugged.goto(genuine)
    expect(answer(unplugged, "list_old")).to_contain_text("perbarui daftar")


def test_a_browser_without_ed25519_uses_the_library(unplugged, genuine):
    lacking = """
        const own = crypto.subtle.importKey.bind(crypto.subtle);
        crypto.subtle.importKey = (format, data, how, ...rest) =>
            how.name === "Ed25519" ? Promise.reject(new Error("unknown")) : own(format, data, how, ...rest);"""
    unplugged.add_init_script(lacking)
    unplugged.goto(genuine)
    answer(unplugged, "in_force")
    unplugged.goto(altered(genuine))
    answer(unplugged, "forged")


def test_of_two_checks_at_once_the_later_one_is_shown(unplugged, genuine):
    unplugged.evaluate(
        """() => {
            const own = crypto.subtle.verify.bind(crypto.subtle);
            let held = new Promise((done) => { window.letTheFirstEnd = done; });
            crypto.subtle.verify = async (...said) => {
                const wait = held;
                held = null;
                await wait;
                window.ended = (window.ended || 0) + 1;
                return own(...said);
            };
        }"""
    )
    paste(unplugged, genuine)
    paste(unplugged, altered(genuine))
    answer(unplugged, "forged")
    unplugged.evaluate("() => letTheFirstEnd()")
    unplugged.wait_for_function("() => ended === 2")
    unplugged.evaluate("() => new Promise((done) => setTimeout(done, 200))")
    answer(unplugged, "forged")


def test_the_camera_reads_a_code(new_context, genuine):
    page = new_context().new_page()
    page.add_init_script(
        f"""window.BarcodeDetector = class {{
            static async getSupportedFormats() {{ return ["qr_code"]; }}
            async detect() {{ return [{{ rawValue: {json.dumps(genuine)} }}]; }}
        }};
        navigator.mediaDevices.getUserMedia = async () => document.createElement("canvas").captureStream(5);"""
    )
    page.goto(reverse("verify_offline"))
    page.get_by_role("button", name="Pindai dengan kamera").click()
    answer(page, "in_force")
    expect(page.locator("#offline-camera")).to_be_hidden()


def test_the_page_is_right_at_both_widths(new_context, axe, complaints, genuine):
    page = new_context().new_page()
    found = []
    for address in (genuine, altered(genuine)):
        page.goto("about:blank")
        page.goto(f"{reverse('verify_offline')}#{address.partition('#')[2]}")
        expect(page.locator("#offline-result")).to_be_visible()
        found += inspect(page, axe, complaints)
    assert found == []
