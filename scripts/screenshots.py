"""The pictures of the papers, docs/images/*.png, taken from a fresh demo of its own in real Chromium.

    .venv/bin/python scripts/screenshots.py

The demo's dates lie around today, so the pictures differ from day to day in their dates and in nothing else.
Needs Chromium and poppler-utils (for the pages of the certificate).
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
LARGEST = 200_000
WIDE, TALL, PHONE = (1280, 860), (1280, 1160), (390, 844)
PRINTED = "http://127.0.0.1:8000"  # the address on the certificate, whatever port this demo has


@contextmanager
def demo() -> Iterator[str]:
    """A living demo on a free port, in a folder that is gone afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    with tempfile.TemporaryDirectory() as var:
        known = ("DEBUG", "TESTING", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
        clean = {name: value for name, value in os.environ.items() if name not in known}
        own = {"VAR_DIR": var, "WORKERS": "1", "PORTAL_URL": PRINTED}
        server = subprocess.Popen([sys.executable, "scripts/demo.py", "--port", port], cwd=ROOT, env={**clean, **own})
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until_served(address, server)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


def wait_until_served(address: str, server: subprocess.Popen[bytes]) -> None:
    for _attempt in range(600):
        if server.poll() is not None:
            sys.exit("The demo ended before it served a page.")
        try:
            urllib.request.urlopen(address, timeout=10)
        except OSError:
            time.sleep(0.5)
        else:
            return
    sys.exit("The demo did not answer within five minutes.")


def page_of(browser: Browser, address: str, account: str = "", size: tuple[int, int] = WIDE) -> Page:
    """A page as this account (or as a visitor) sees it, without motion."""
    from lsp_portal.demo import PASSWORD

    context = browser.new_context(
        base_url=address, locale="id-ID", reduced_motion="reduce", has_touch=size == PHONE,
        viewport={"width": size[0], "height": size[1]},
    )  # fmt: skip
    page = context.new_page()
    if account:
        page.goto("/accounts/login/")
        page.fill("[name=login]", account)
        page.fill("[name=password]", PASSWORD)
        page.click("main .btn-primary")
        page.wait_for_url("**/work/")
    return page


def keep(name: str, picture: Path) -> None:
    """Store a picture in few colours: sharp text, a fraction of the bytes."""
    image = Image.open(picture).convert("RGB")
    target = IMAGES / f"{name}.png"
    image.quantize(colors=192, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(target, optimize=True)
    size = target.stat().st_size
    print(f"{target.relative_to(ROOT)}  {image.width} x {image.height}, {size // 1000} kB", flush=True)
    if size > LARGEST:
        sys.exit(f"{target.name} is larger than {LARGEST // 1000} kB.")


def shoot(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "page.png"
        page.screenshot(path=picture)
        keep(name, picture)


def ethics_officer(browser: Browser, address: str) -> None:
    """What waits for the ethics officer, and the profile of an assessor."""
    officer = page_of(browser, address, "etik")
    shoot(officer, "work-ethics")
    officer.goto("/evaluations/")
    officer.locator("tbody tr", has_text="Bagus Wirawan").first.locator("a").first.click()
    officer.set_viewport_size({"width": TALL[0], "height": TALL[1]})
    shoot(officer, "evaluation")


def visitor_and_admin(browser: Browser, address: str) -> None:
    """The public home; what waits for the admin, a running session; one certificate, checked."""
    visitor, admin = page_of(browser, address), page_of(browser, address, "admin")
    visitor.goto("/")
    shoot(visitor, "home")
    shoot(admin, "work-admin")
    admin.goto("/session/?status=running")
    admin.locator("tbody tr", has_text="Pemrogram Junior").first.locator("a").first.click()
    admin.set_viewport_size({"width": TALL[0], "height": TALL[1]})
    shoot(admin, "session")
    admin.goto("/certificate/")
    admin.locator("tbody tr", has_text="Pemrogram Junior").first.locator("a").first.click()
    visitor.goto(admin.locator("a[href*='/verify/']").first.get_attribute("href") or "/verify/")
    shoot(visitor, "verify")
    with admin.expect_download() as download:
        admin.locator("a[href$='/download/']").first.click()
    certificate(Path(download.value.path()))


def certificate(file: Path) -> None:
    """Front and units of the printed certificate, on a ground that shows the edge of the paper."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "88", "-png", str(file), f"{folder}/page"], check=True)
        for name, page in zip(("front", "units"), sorted(Path(folder).glob("page*.png")), strict=False):
            paper = Image.open(page)
            ground = Image.new("RGB", (paper.width + 48, paper.height + 48), "#E3E0D8")
            ground.paste(paper, (24, 24))
            ground.save(page)
            keep(f"certificate-{name}", page)


def decision_maker(browser: Browser, address: str) -> None:
    page = page_of(browser, address, "komite", TALL)
    page.locator(".queue a").first.click()
    page.locator(".consequence").evaluate("box => box.scrollIntoView({block: 'end'})")
    shoot(page, "decide")


def assessor(browser: Browser, address: str) -> None:
    """The verdict form on a phone, half done."""
    page = page_of(browser, address, "asesor", PHONE)
    page.locator(".queue a", has_text="unit lagi").first.click()
    for unit in page.locator(".verdict-unit").all()[:4]:
        unit.locator(".verdict-k").click()
    page.locator(".verdict-unit").nth(3).evaluate("unit => window.scrollTo(0, unit.offsetTop - 24)")
    shoot(page, "verdict-phone")


def candidate(browser: Browser, address: str) -> None:
    page = page_of(browser, address, "asesi", PHONE)
    page.locator(".queue a", has_text="Pemrogram Junior").first.click()
    shoot(page, "case-phone")


SERIES: tuple[Callable[[Browser, str], None], ...] = (
    visitor_and_admin,
    ethics_officer,
    decision_maker,
    assessor,
    candidate,
)


def main() -> None:
    chromium = shutil.which("chromium")
    if not chromium or not shutil.which("pdftoppm"):
        sys.exit("Needs the packages chromium and poppler-utils.")
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    IMAGES.mkdir(parents=True, exist_ok=True)
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for take in SERIES:
            take(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
