"""A new assessor from the invitation over pledge and policies to his first signed session, each at his own screen."""

import re

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from .steps import (
    assign,
    declare,
    enrol,
    follow,
    go,
    grant,
    issue,
    key,
    link_in_the_mail,
    plan,
    press,
    sign,
    start,
    take_account,
)

TITLE, ASSESSOR, CANDIDATE = "Junior Web Programmer", "Teguh Pamungkas", "Melati Kusumawardani"
UNPLEDGED, UNREAD = "belum menandatangani ikrar", "kebijakan"


def save(admin: Page) -> None:
    admin.get_by_role("main").get_by_role("button", name="Simpan", exact=True).click()


def register(admin: Page) -> None:
    """The candidate, then the assessor, who is invited by e-mail."""
    admin.goto(reverse("candidate_create"))
    admin.get_by_label("Nama lengkap").fill(CANDIDATE)
    admin.get_by_label("NIK atau nomor paspor").fill("3273014507990031")
    admin.get_by_label("Tanggal lahir").fill("1999-07-05")
    admin.get_by_label("Jenis kelamin").select_option(label="Perempuan")
    admin.locator("main [name=institution]").fill("SMK Contoh Cempaka")
    save(admin)
    expect(admin.get_by_role("heading", level=1)).to_contain_text(CANDIDATE)

    later = timezone.localdate().replace(day=1, year=timezone.localdate().year + 2).isoformat()
    admin.goto(reverse("assessor_create"))
    admin.get_by_label("Nama lengkap").fill(ASSESSOR)
    admin.get_by_label("Nomor registrasi (MET)").fill("MET.000.009731 2026")
    admin.locator("main [name=licence_expires_on]").fill(later)
    admin.locator("main [name=technical_certificate]").fill("Teknis 07/2026")
    admin.locator("main [name=technical_expires_on]").fill(later)
    admin.get_by_label(re.compile(TITLE)).check()
    admin.get_by_label("Surel").fill("teguh.pamungkas@example.org")
    save(admin)
    expect(admin.get_by_role("heading", level=1)).to_contain_text(ASSESSOR)
    go(admin, "Undang lewat surel")
    press(admin, "Kirim undangan")


def refused(admin: Page, looked_at, why: str) -> None:
    """Who may not serve cannot be ticked, and his row says why; sending his key all the same gives the same words."""
    go(admin, "Tugaskan asesor")
    row = admin.locator(".queue-row").filter(has_text=ASSESSOR)
    expect(row).to_contain_text(why)
    expect(row.locator("input")).to_have_count(0)
    assert not looked_at(admin)
    other = admin.locator("main [name=assessors]").first
    pk = re.search(r"/(\d+)/", row.get_by_role("link").get_attribute("href"))[1]
    other.evaluate("(box, pk) => { box.value = pk; box.checked = true; }", pk)
    press(admin, "Tugaskan yang dipilih")
    expect(admin.locator(".form-errors")).to_contain_text(why)
    admin.go_back()


def pledge(assessor: Page, looked_at) -> None:
    """One clause left out is no pledge."""
    assessor.goto(reverse("work"))
    follow(assessor.get_by_role("link").filter(has_text=re.compile("ikrar", re.I)).first)
    assert not looked_at(assessor)
    ticks = assessor.get_by_role("main").get_by_role("checkbox")
    for tick in ticks.all()[:-1]:
        tick.check()
    press(assessor, "Tandatangani ikrar")
    expect(assessor.locator(".form-errors")).to_contain_text("setiap butir")
    ticks.last.check()
    press(assessor, "Tandatangani ikrar")
    expect(assessor.get_by_role("main")).to_contain_text("Ikrar Anda berlaku")


def take_note(assessor: Page, looked_at) -> None:
    """One policy after the other, until none waits for him."""
    assessor.goto(reverse("work"))
    waiting = assessor.get_by_role("main").get_by_role("link").filter(has_text="Baca dan nyatakan")
    expect(waiting.first).to_be_visible()
    while waiting.count():
        follow(waiting.first)
        assert not looked_at(assessor)
        press(assessor, "Ya, saya menyatakannya")
        expect(assessor.get_by_role("main")).to_contain_text("Anda sudah menyatakannya")
        assessor.goto(reverse("work"))


def judge(assessor: Page, session: int, looked_at) -> int:
    """Every unit K, the evidence of the first spread over the others; saved, then signed."""
    assessor.goto(reverse("assignment_show", args=[session]))
    follow(assessor.get_by_role("link").filter(has_text=CANDIDATE))
    units = assessor.locator("[data-unit]")
    for unit in units.all():
        unit.get_by_text("K", exact=True).click()
    units.first.get_by_label("Observasi demonstrasi").check()
    units.first.get_by_role("button", name="Terapkan bukti yang sama").click()
    press(assessor, "Simpan")
    expect(assessor.locator(".sticky-state")).to_contain_text("Tersimpan")
    return sign(assessor, looked_at)


def test_from_the_pledge_to_the_first_session(page_as, new_context, portal_var, looked_at):
    admin, decider, assessor = page_as("admin"), page_as("komite"), new_context().new_page()
    register(admin)
    assessor.goto(link_in_the_mail(portal_var))
    take_account(assessor, "teguh")

    plan(admin, TITLE, (17, 18))
    session, address = key(admin), admin.url
    refused(admin, looked_at, UNPLEDGED)
    pledge(assessor, looked_at)
    admin.goto(address)
    refused(admin, looked_at, UNREAD)
    take_note(assessor, looked_at)
    admin.goto(address)
    assign(admin, ASSESSOR)
    enrol(admin, CANDIDATE)

    assessor.goto(reverse("assignment_show", args=[session]))
    expect(assessor.get_by_role("main")).not_to_contain_text(CANDIDATE)
    expect(assessor.get_by_role("main")).to_contain_text("Pernyataan Anda diperlukan")
    declare(assessor, looked_at, TITLE, CANDIDATE)
    assessor.goto(reverse("assignment_show", args=[session]))
    start(assessor, looked_at, CANDIDATE)
    place = judge(assessor, session, looked_at)

    grant(decider, place)
    issue(admin, looked_at, place, CANDIDATE)
