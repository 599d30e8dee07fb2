"""Steps of the main job that more than one journey walks, each at a page of its own."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

Look = Callable[[Page], list[str]]


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name).click()


def follow(link: Locator) -> None:
    """Click what leads to another page, and be there: what is asked next would find the old one on a busy machine."""
    with link.page.expect_navigation():
        link.click()


def go(page: Page, name: str) -> None:
    follow(page.get_by_role("main").get_by_role("link", name=name, exact=True).first)


def key(page: Page) -> int:
    return int(re.search(r"/(\d+)/", urlsplit(page.url).path)[1])


def link_in_the_mail(portal_var: Path) -> str:
    """The path of the invitation in the newest e-mail."""
    mail = max((portal_var / "mail").iterdir(), key=lambda file: file.stat().st_mtime).read_text()
    return re.search(r"http://[^/\s]+(/\S+/accept/)", mail.replace("=\n", ""))[1]


def take_account(guest: Page, username: str) -> None:
    """What the invited person fills in at the link."""
    guest.locator("[name=username]").fill(username)
    for name in ("password", "repeated"):
        guest.locator(f"[name={name}]").fill("kopi-tubruk-pagi-9")
    guest.locator("main form button").last.click()
    expect(guest).to_have_url(re.compile(reverse("work")))


def plan(admin: Page, title: str, hours: tuple[int, int]) -> None:
    """A session of today; leaves the admin on its page."""
    today = timezone.localdate().isoformat()
    admin.goto(reverse("session_create"))
    admin.get_by_label("Skema").select_option(label=f"{title} (versi 1)")
    admin.get_by_label("TUK").select_option(index=1)
    admin.get_by_label("Mulai").fill(f"{today}T{hours[0]:02}:00")
    admin.get_by_label("Selesai").fill(f"{today}T{hours[1]:02}:00")
    admin.get_by_label("Kuota asesi").fill("5")
    press(admin, "Buat jadwal")


def assign(admin: Page, assessor: str) -> None:
    go(admin, "Tugaskan asesor")
    admin.get_by_label(assessor).check()
    press(admin, "Tugaskan yang dipilih")


def enrol(admin: Page, candidate: str, *options: str) -> None:
    go(admin, "Daftarkan asesi")
    admin.get_by_label("Cari nama, surel, atau telepon").fill(candidate)
    press(admin, "Cari")
    admin.get_by_label(candidate).check()
    for option in options:
        admin.get_by_label(re.compile(option)).check()
    press(admin, "Daftarkan yang dipilih")


def start(page: Page, looked_at: Look, shown: str) -> None:
    go(page, "Mulai asesmen")
    assert not looked_at(page)
    press(page, "Mulai asesmen")
    expect(page.get_by_role("main")).to_contain_text(shown)


def declare(assessor: Page, looked_at: Look, title: str, candidate: str) -> None:
    """Nothing ties him to anybody: one tap for each institution, then one for each candidate."""
    assessor.goto(reverse("work"))
    follow(assessor.get_by_role("link").filter(has_text=title).filter(has_text="Nyatakan").first)
    expect(assessor.get_by_role("main")).not_to_contain_text(candidate)
    assert not looked_at(assessor)
    for button, shown in (("Nyatakan dan buka nama asesi", candidate), ("Simpan pernyataan", "tercatat")):
        for nothing in assessor.get_by_label("Tidak ada hubungan").all():
            nothing.check()
        press(assessor, button)
        expect(assessor.locator("body")).to_contain_text(shown)


def sign(assessor: Page, looked_at: Look) -> int:
    """From the verdict form to the signed record. Gives the key of the assessment."""
    press(assessor, "Tandatangani")
    assessor.wait_for_url(re.compile("/sign/$"))
    assert not looked_at(assessor)
    assessor.get_by_role("main").get_by_role("button", name="Tandatangani").click()
    expect(assessor.locator(".ak02-result")).to_be_visible()
    return key(assessor)


def grant(decider: Page, pk: int) -> None:
    decider.goto(reverse("assessment_decide", args=[pk]))
    decider.get_by_role("radio", name=re.compile("^Berikan")).check()
    press(decider, "Simpan keputusan")


def issue(admin: Page, looked_at: Look, pk: int, candidate: str) -> None:
    admin.goto(reverse("certificate_issue", args=[pk]))
    assert not looked_at(admin)
    admin.locator("main form button").click()
    expect(admin.get_by_role("heading", level=1)).to_contain_text(candidate)
