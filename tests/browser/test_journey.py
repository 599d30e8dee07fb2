"""The main job in the browser, each role at its own screen: a BK first, which no path turns into a certificate."""

import re

from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.assessments.importing.books import scheme, xlsx

from .steps import assign, declare, enrol, follow, go, grant, issue, plan, press, sign, start

TITLE, CANDIDATE, ASSESSOR = "Penata Arsip Digital", "Ahmad Fauzan Hakim", "Bagus Wirawan"
FOLLOW_UP = "Latih memindai arsip tiga kali, lalu daftar ulang."


def import_scheme(admin: Page, looked_at) -> None:
    admin.goto(reverse("scheme_list"))
    admin.goto(reverse("scheme_import"))
    admin.locator("input[type=file]").set_input_files(
        [{"name": "skema.xlsx", "mimeType": "", "buffer": xlsx(scheme())}]
    )
    follow(admin.get_by_role("main").get_by_role("button", name="Periksa berkas"))
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
    plan(admin, TITLE, hours)
    assign(admin, ASSESSOR)
    enrol(admin, CANDIDATE, "Memindai arsip")
    start(admin, looked_at, CANDIDATE)


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
    return sign(assessor, looked_at)


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
    declare(assessor, looked_at, TITLE, CANDIDATE)
    first = judge(assessor, looked_at, "K", "BK")
    no_certificate(admin, decider, first)
    candidate.goto(reverse("own_assessment_show", args=[first]))
    expect(candidate.get_by_text(FOLLOW_UP).first).to_be_visible()
    admin.goto(reverse("session_list") + "?status=running&q=arsip")
    admin.get_by_role("link", name=TITLE).first.click()
    go(admin, "Selesaikan jadwal")
    assert not looked_at(admin)
    admin.locator("main form button").click()

    run_session(admin, looked_at, (19, 20))
    declare(assessor, looked_at, TITLE, CANDIDATE)
    second = judge(assessor, looked_at, "K", "K")
    grant(decider, second)
    issue(admin, looked_at, second, CANDIDATE)

    candidate.goto(reverse("own_assessment_show", args=[second]))
    with candidate.expect_download() as download:
        candidate.get_by_role("main").get_by_role("link", name="Unduh sertifikat (PDF)").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    address = candidate.get_by_role("link", name="Halaman yang dilihat pemberi kerja").get_attribute("href")
    visitor = new_context().new_page()
    visitor.goto(address)
    expect(visitor.get_by_role("main")).to_contain_text(CANDIDATE)
    assert not looked_at(visitor)
