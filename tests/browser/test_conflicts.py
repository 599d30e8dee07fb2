"""From a tie that the portal found to another assessor, each at his own screen; and a verdict page that is barred."""

import re
import sqlite3
from contextlib import closing

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from .steps import follow
from .test_verdict_page import open_sheet, outcome, save

HELD, CANDIDATE, OTHER = "Yosefina Tokan", "Wahyu Kurniawan", "Maruli Sihombing"
PHONE = {"width": 390, "height": 844}
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def decide(officer, looked_at):
    officer.goto(reverse("work"))
    waiting = officer.get_by_role("link").filter(has_text=HELD).filter(has_text="Keluarga")
    waiting.filter(has_text="Putuskan").click()
    expect(officer.get_by_role("main")).to_contain_text("Ditemukan portal")
    expect(officer.get_by_label("Pengawas", exact=True)).to_be_hidden()
    officer.get_by_role("radio", name=re.compile("dengan pengawasan")).check()
    expect(officer.get_by_label("Pengawas", exact=True)).to_be_visible()
    assert not looked_at(officer)
    officer.get_by_role("radio", name=re.compile("ganti asesornya")).check()
    officer.get_by_label("Alasan", exact=True).fill("Sepupu; ada asesor lain.")
    officer.get_by_role("button", name="Simpan putusan").click()
    expect(officer.get_by_role("main")).to_contain_text("Sepupu; ada asesor lain.")
    assert not looked_at(officer)


def reassign(admin):
    admin.goto(reverse("work"))
    admin.get_by_role("link").filter(has_text=CANDIDATE).filter(has_text="Ganti asesor").click()
    choices = admin.get_by_label("Asesor baru")
    expect(choices).not_to_contain_text(HELD)
    choices.select_option(label=choices.locator("option", has_text=OTHER).inner_text())
    admin.get_by_role("main").get_by_role("button", name="Ganti asesor").click()
    expect(admin.get_by_role("main")).to_contain_text(CANDIDATE)


def declare(assessor, looked_at):
    """On a phone; the explanation opens only with a tie."""
    assessor.set_viewport_size(PHONE)
    assessor.goto(reverse("work"))
    follow(assessor.get_by_role("link").filter(has_text="Nyatakan").first)
    expect(assessor.get_by_role("main")).not_to_contain_text(CANDIDATE)
    for button in ("Nyatakan dan buka nama asesi", "Simpan pernyataan"):
        for card in assessor.locator(".relation-card").all():
            expect(card.get_by_label("Penjelasan")).to_be_hidden()
            card.get_by_label("Ada hubungan", exact=True).check()
            expect(card.get_by_label("Penjelasan")).to_be_visible()
            card.get_by_label("Tidak ada hubungan").check()
            expect(card.get_by_label("Penjelasan")).to_be_hidden()
        assert not looked_at(assessor) and assessor.evaluate(FITS)
        follow(assessor.get_by_role("button", name=button))
    expect(assessor.get_by_role("main")).to_contain_text(CANDIDATE)


def test_found_conflict_to_replacement(page_as, looked_at):
    decide(page_as("etik"), looked_at)
    reassign(page_as("admin"))
    declare(page_as("asesor5"), looked_at)


# --- a verdict page whose assessor may not judge any more ---------------------------------------------
@pytest.fixture
def pledge_ends(portal_var):
    """`pledge_ends(True)` lets the pledge of the demo's first assessor lapse, `pledge_ends(False)` gives it back."""

    def let(lapse: bool) -> None:
        with closing(sqlite3.connect(portal_var / "portal.sqlite3", timeout=20)) as database, database:
            day = "2020-01-01" if lapse else "2999-01-01"
            database.execute(
                "UPDATE assessments_assessor SET pledged_until = ? WHERE met_number = 'MET.000.004821 2024'", [day]
            )

    yield let
    let(False)


def drafts(page):
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('verdicts:')).length")


def test_who_is_barred_meanwhile_loses_no_tick(page_as, pledge_ends, looked_at):
    sheet = page_as("asesor")
    address = open_sheet(sheet)
    sheet.locator("[data-unit]").first.get_by_text("K", exact=True).click()
    pledge_ends(True)
    save(sheet)
    expect(sheet.get_by_text("Anda belum boleh menilai asesi ini")).to_be_visible()
    expect(outcome(sheet, 0, "K")).to_be_checked()
    assert drafts(sheet) == 1

    sheet.goto(address)
    expect(sheet.get_by_text("Anda belum boleh menilai asesi ini")).to_be_visible()
    expect(sheet.get_by_role("main").get_by_role("link", name="Tandatangani ikrar")).to_be_visible()
    expect(sheet.locator("form.verdicts")).to_have_count(0)
    assert not looked_at(sheet) and drafts(sheet) == 1

    pledge_ends(False)
    sheet.goto(address)
    expect(outcome(sheet, 0, "K")).to_be_checked()
    sheet.get_by_role("button", name="Buang isian itu").click()
    expect(outcome(sheet, 0, "pending")).to_be_checked()


def test_without_script_declaring_is_an_ordinary_form(page_as):
    page = page_as("asesor3", java_script_enabled=False)
    page.goto(reverse("work"))
    follow(page.get_by_role("link").filter(has_text="Nyatakan").first)
    page.get_by_role("button", name="Nyatakan dan buka nama asesi").click()
    expect(page.locator(".form-errors")).to_contain_text("Pilih salah satu.")
    for nothing in page.get_by_label("Tidak ada hubungan").all():
        nothing.check()
    page.get_by_role("button", name="Nyatakan dan buka nama asesi").click()
    expect(page.get_by_role("main")).to_contain_text("Langkah 2 dari 2")
