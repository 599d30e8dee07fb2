"""The main job in the browser, each role at its own screen: a BK first, which no path turns into a certificate."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.assessments.importing.books import scheme, xlsx

from .looking import inspect

TITLE, CANDIDATE, ASSESSOR = "Penata Arsip Digital", "Ahmad Fauzan Hakim", "Bagus Wirawan"
FOLLOW_UP = "Latih memindai arsip tiga kali, lalu daftar ulang."


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name).click()


def go(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()


def key(page: Page) -> int:
    return int(re.search(r"/(\d+)/", urlsplit(page.url).path)[1])


@pytest.fixture
def looked_at(axe, complaints):
    """Looks at a page that no link of the demo leads to, as test_accessibility looks at the others."""
    return lambda page: inspect(page, axe, complaints)


def import_scheme(admin: Page, looked_at) -> None:
    admin.goto(reverse("scheme_list"))
    admin.goto(reverse("scheme_import"))
    admin.locator("input[type=file]").set_input_files(
        [{"name": "skema.xlsx", "mimeType": "", "buffer": xlsx(scheme())}]
    )
    press(admin, "Periksa berkas")
    assert not looked_at(admin)
    press(admin, "Impor sebagai konsep")
    go(admin, "Berlakukan")
    admin.locator("main form button").click()
    expect(admin.get_by_role("heading", level=1)).to_contain_text(TITLE)


def authorise(admin: Page) -> None:
    """The assessor may assess the new scheme."""
    admin.goto(f"{reverse('assessor_list')}?q={ASSESSOR.replace(' ', '+')}")
    go(admin, ASSESSOR)
    go(admin, "Ubah data")
    admin.get_by_label(re.compile(TITLE)).check()
    press(admin, "Simpan")


def run_session(admin: Page, looked_at, hours: tuple[int, int]) -> None:
    """Plan, staff, fill and start a session of today."""
    today = timezone.localdate().isoformat()
    admin.goto(reverse("session_create"))
    admin.get_by_label("Skema").select_option(label=f"{TITLE} (versi 1)")
    admin.get_by_label("TUK").select_option(index=1)
    admin.get_by_label("Mulai").fill(f"{today}T{hours[0]:02}:00")
    admin.get_by_label("Selesai").fill(f"{today}T{hours[1]:02}:00")
    admin.get_by_label("Kuota asesi").fill("5")
    press(admin, "Buat jadwal")
    go(admin, "Tugaskan asesor")
    admin.get_by_label(ASSESSOR).check()
    press(admin, "Tugaskan yang dipilih")
    go(admin, "Daftarkan asesi")
    admin.get_by_label("Cari nama, surel, atau telepon").fill(CANDIDATE)
    press(admin, "Cari")
    admin.get_by_label(CANDIDATE).check()
    admin.get_by_label(re.compile("Memindai arsip")).check()
    press(admin, "Daftarkan yang dipilih")
    go(admin, "Mulai asesmen")
    assert not looked_at(admin)
    press(admin, "Mulai asesmen")
    expect(admin.get_by_role("main")).to_contain_text(CANDIDATE)


def declare(assessor: Page, looked_at) -> None:
    """Nothing ties him to anybody: one tap for each institution, then one for each candidate."""
    assessor.goto(reverse("work"))
    assessor.get_by_role("link").filter(has_text=TITLE).filter(has_text="Nyatakan").first.click()
    expect(assessor.get_by_role("main")).not_to_contain_text(CANDIDATE)
    assert not looked_at(assessor)
    for button, shown in (("Nyatakan dan buka nama asesi", CANDIDATE), ("Simpan pernyataan", "tercatat")):
        for nothing in assessor.get_by_label("Tidak ada hubungan").all():
            nothing.check()
        press(assessor, button)
        expect(assessor.locator("body")).to_contain_text(shown)


def judge(assessor: Page, looked_at, *outcomes: str) -> int:
    """Half, saved; the rest, signed. Gives the key of the assessment."""
    assessor.goto(reverse("assignment_list") + "?status=running")
    assessor.get_by_role("link", name=TITLE).first.click()
    assessor.get_by_role("link").filter(has_text=CANDIDATE).click()
    units = assessor.locator("[data-unit]")
    for number, outcome in enumerate(outcomes):
        units.nth(number).get_by_text(outcome, exact=True).click()
        units.nth(number).get_by_label("Observasi demonstrasi").check()
        if outcome == "BK":
            units.nth(number).get_by_label("Tindak lanjut untuk asesi").fill(FOLLOW_UP)
        if number == 0:
            press(assessor, "Simpan")
            expect(assessor.locator(".sticky-state")).to_contain_text("Tersimpan")
    press(assessor, "Tandatangani")
    assessor.wait_for_url(re.compile("/sign/$"))
    assert not looked_at(assessor)
    assessor.get_by_role("main").get_by_role("button", name="Tandatangani").click()
    expect(assessor.locator(".ak02-result")).to_be_visible()
    return key(assessor)


def no_certificate(admin: Page, decider: Page, pk: int) -> None:
    assert decider.goto(reverse("assessment_decide", args=[pk])).status == 404
    admin.goto(reverse("certificate_issue", args=[pk]))
    button = admin.locator("main form button")
    if button.count():
        button.click()
    admin.goto(f"{reverse('certificate_list')}?q={CANDIDATE.replace(' ', '+')}")
    expect(admin.get_by_role("main")).not_to_contain_text(TITLE)


def test_from_a_scheme_file_to_a_believed_certificate(page_as, new_context, looked_at):
    admin, assessor, decider, candidate = (page_as(name) for name in ("admin", "asesor", "komite", "asesi2"))
    import_scheme(admin, looked_at)
    authorise(admin)

    run_session(admin, looked_at, (17, 18))
    declare(assessor, looked_at)
    first = judge(assessor, looked_at, "K", "BK")
    no_certificate(admin, decider, first)
    candidate.goto(reverse("case_show", args=[first]))
    expect(candidate.get_by_text(FOLLOW_UP).first).to_be_visible()
    admin.goto(reverse("session_list") + "?status=running&q=arsip")
    admin.get_by_role("link", name=TITLE).first.click()
    go(admin, "Selesaikan jadwal")
    assert not looked_at(admin)
    admin.locator("main form button").click()

    run_session(admin, looked_at, (19, 20))
    declare(assessor, looked_at)
    second = judge(assessor, looked_at, "K", "K")
    decider.goto(reverse("assessment_decide", args=[second]))
    decider.get_by_role("radio", name=re.compile("^Berikan")).check()
    press(decider, "Simpan keputusan")
    admin.goto(reverse("certificate_issue", args=[second]))
    assert not looked_at(admin)
    admin.locator("main form button").click()
    expect(admin.get_by_role("heading", level=1)).to_contain_text(CANDIDATE)

    candidate.goto(reverse("case_show", args=[second]))
    with candidate.expect_download() as download:
        go(candidate, "Unduh sertifikat (PDF)")
    assert download.value.path().read_bytes().startswith(b"%PDF")
    address = candidate.get_by_role("link", name="Halaman yang dilihat pemberi kerja").get_attribute("href")
    visitor = new_context().new_page()
    visitor.goto(address)
    expect(visitor.get_by_role("main")).to_contain_text(CANDIDATE)
    assert not looked_at(visitor)
