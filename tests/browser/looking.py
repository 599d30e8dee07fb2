"""What is wrong with a page as a browser shows it."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from playwright.sync_api import Page, ViewportSize

WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)


def faults_of(page: Page, axe, complaints: list[str]) -> list[str]:
    """What is wrong with the page as it stands at this width."""
    found = axe(page) + [f"console: {line}" for line in complaints]
    complaints.clear()
    shape = page.evaluate(
        "() => ({lang: document.documentElement.lang, title: document.title.trim(),"
        " headings: document.querySelectorAll('h1').length,"
        " over: document.documentElement.scrollWidth - window.innerWidth})"
    )
    found += [] if shape["lang"] in ("id", "en") else ["no language"]
    found += [] if shape["title"] else ["no title"]
    found += [] if shape["headings"] == 1 else [f"{shape['headings']} first headings"]
    return found + ([f"{shape['over']} pixels wider than the screen"] if shape["over"] > 0 else [])


def inspect(page: Page, axe, complaints: list[str], sizes: Iterable[ViewportSize] = (WIDE, NARROW)) -> list[str]:
    """What is wrong at these widths; the page is drawn once and the window made narrow."""
    found = []
    for size in sizes:
        page.set_viewport_size(size)
        found += [
            f"{urlsplit(page.url).path} at {size['width']}: {fault}" for fault in faults_of(page, axe, complaints)
        ]
    return found
