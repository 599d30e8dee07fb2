"""The verdict form in a real browser: keys, the draft on the device, a lost connection, two tabs, no script at all."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
UNSAVED, SAVED = "Belum tersimpan", "Tersimpan: "


def open_sheet(page: Page) -> str:
    """A candidate whose verdicts wait for the assessor, with nothing judged yet."""
    page.goto(reverse("work"))  # whatever sessions other tests have run meanwhile, the queue names who waits
    waiting = page.get_by_role("link").filter(has=page.locator(".btn", has_text=re.compile("^Nilai$")))
    waiting.last.click()
    page.wait_for_url(re.compile("/record/"))
    for unit in page.locator("[data-unit]").all():
        unit.locator(".verdict-none").click()
    save(page)
    expect(state(page)).to_contain_text(SAVED)
    return page.url


def save(page: Page, force: bool = False) -> None:
    page.get_by_role("button", name=re.compile("^Simpan")).click(force=force)


def state(page: Page):
    return page.locator(".sticky-state")


def outcome(page: Page, unit: int, value: str):
    return page.locator("[data-unit]").nth(unit).locator(f"input[type=radio][value={value}]")


@pytest.fixture
def sheet(page_as):
    page = page_as("asesor")
    open_sheet(page)
    return page


def test_the_keyboard_alone_is_enough(sheet):
    sheet.reload()
    sheet.keyboard.press("ArrowDown")
    sheet.keyboard.press("k")
    sheet.keyboard.press("ArrowDown")
    sheet.keyboard.press("b")
    expect(outcome(sheet, 0, "K")).to_be_checked()
    expect(outcome(sheet, 1, "BK")).to_be_checked()
    expect(state(sheet)).to_contain_text(", 1 BK")
    expect(state(sheet)).to_contain_text(UNSAVED)


def test_keys_are_letters_while_somebody_types(sheet):
    unit = sheet.locator("[data-unit]").first
    unit.get_by_text("BK", exact=True).click()
    note = unit.get_by_label("Tindak lanjut untuk asesi")
    note.press_sequentially("kk bb")
    expect(note).to_have_value("kk bb")
    expect(outcome(sheet, 0, "BK")).to_be_checked()


def test_the_follow_up_opens_with_bk_only(sheet):
    unit = sheet.locator("[data-unit]").first
    expect(unit.get_by_label("Tindak lanjut untuk asesi")).to_be_hidden()
    unit.get_by_text("BK", exact=True).click()
    expect(unit.get_by_label("Tindak lanjut untuk asesi")).to_be_visible()
    unit.get_by_text("K", exact=True).click()
    expect(unit.get_by_label("Tindak lanjut untuk asesi")).to_be_hidden()


def test_only_a_unit_without_a_verdict_is_called_so(sheet):
    unit = sheet.locator("[data-unit]").first
    expect(unit.get_by_text("Belum dinilai")).to_be_visible()
    unit.locator(".verdict-k").click()
    expect(unit.get_by_text("Belum dinilai")).to_be_hidden()
    unit.get_by_text("Kosongkan penilaian").click()
    expect(unit.get_by_text("Belum dinilai")).to_be_visible()


def test_evidence_is_spread_and_saving_stays_on_the_page(sheet):
    first = sheet.locator("[data-unit]").first
    first.get_by_label("Portofolio").check()
    first.get_by_role("button", name="Terapkan bukti yang sama").click()
    expect(sheet.locator("[data-unit]").last.get_by_label("Portofolio")).to_be_checked()
    save(sheet)
    expect(state(sheet)).to_contain_text(SAVED)
    sheet.reload()
    expect(sheet.locator("[data-unit]").last.get_by_label("Portofolio")).to_be_checked()


def test_a_closed_tab_loses_no_tick(sheet):
    address, context = sheet.url, sheet.context
    sheet.locator("[data-unit]").first.get_by_text("K", exact=True).click()
    sheet.close()
    again = context.new_page()
    again.goto(address)
    expect(again.get_by_text("dipulihkan dari perangkat ini (1 isian)")).to_be_visible()
    expect(outcome(again, 0, "K")).to_be_checked()
    again.get_by_role("button", name="Buang isian itu").click()
    expect(outcome(again, 0, "pending")).to_be_checked()
    assert again.evaluate("Object.keys(localStorage).filter(key => key.startsWith('verdicts:'))") == []


def test_a_lost_connection_keeps_the_page(sheet, complaints):
    sheet.locator("[data-unit]").first.get_by_text("K", exact=True).click()
    sheet.context.set_offline(True)
    save(sheet)
    expect(state(sheet)).to_contain_text("Belum tersimpan, sambungan terputus. Isian Anda aman di perangkat ini.")
    sheet.context.set_offline(False)
    save(sheet)
    expect(state(sheet)).to_contain_text(SAVED)
    complaints.clear()  # Chromium tells the console of the lost connection


def test_a_session_that_ended_meanwhile_loses_no_tick(sheet):
    address = sheet.url
    sheet.locator("[data-unit]").first.get_by_text("K", exact=True).click()
    sheet.context.clear_cookies(name="sessionid")
    save(sheet)
    sheet.wait_for_url(re.compile("login"))
    assert address.endswith(sheet.url.split("next=")[1].replace("%3F", "?"))
    assert sheet.evaluate("Object.keys(localStorage).length") == 1


def test_a_tick_made_while_a_save_is_under_way_is_saved_by_the_next_press(sheet):
    gates = []
    sheet.route("**/record/**", lambda route: gates.append(route) if not gates else route.continue_())
    save(sheet)
    sheet.locator("[data-unit]").first.get_by_text("K", exact=True).click()
    save(sheet, force=True)  # it says that it is busy; somebody in a hurry presses anyway
    expect(state(sheet)).to_contain_text(UNSAVED)
    gates[0].continue_()
    expect(state(sheet)).to_contain_text(SAVED)
    expect(state(sheet)).not_to_contain_text(UNSAVED)
    sheet.reload()
    expect(outcome(sheet, 0, "K")).to_be_checked()


def test_two_tabs_never_overwrite_each_other(sheet):
    other = sheet.context.new_page()
    other.goto(sheet.url)
    sheet.locator("[data-unit]").nth(0).get_by_text("K", exact=True).click()
    sheet.locator("[data-unit]").nth(2).get_by_text("K", exact=True).click()
    save(sheet)
    expect(state(sheet)).to_contain_text(SAVED)
    first = other.locator("[data-unit]").first
    first.get_by_text("BK", exact=True).click()
    first.get_by_label("Tindak lanjut untuk asesi").fill("Ulangi.")
    save(other)
    expect(other.get_by_text("sudah disimpan dari layar lain")).to_be_visible()
    expect(outcome(other, 0, "BK")).to_be_checked()
    expect(outcome(other, 2, "K")).to_be_checked()
    first.get_by_role("button", name="Pakai yang tersimpan untuk unit ini").click()
    expect(outcome(other, 0, "K")).to_be_checked()


def test_a_refusal_keeps_the_rest(sheet):
    sheet.locator("[data-unit]").nth(0).get_by_text("BK", exact=True).click()
    sheet.locator("[data-unit]").nth(1).get_by_text("K", exact=True).click()
    save(sheet)
    expect(sheet.locator(".form-errors")).to_be_focused()
    expect(outcome(sheet, 1, "K")).to_be_checked()


def test_without_script_it_is_an_ordinary_form(sheet, page_as):
    page = page_as("asesor", java_script_enabled=False)
    page.goto(sheet.url)
    page.locator("[data-unit]").nth(0).get_by_text("K", exact=True).click()
    save(page)
    expect(page.locator(".message-success")).to_contain_text("1 dari")
    expect(outcome(page, 0, "K")).to_be_checked()


@pytest.mark.parametrize("size", SIZES)
def test_everybody_can_read_it(sheet, axe, size):
    page = sheet
    page.set_viewport_size(SIZES[size])
    assert axe(page) == []
    page.locator("[data-unit]").nth(0).get_by_text("BK", exact=True).click()
    page.locator("[data-unit] summary").first.click()
    save(page)
    expect(page.locator(".form-errors")).to_be_visible()
    assert axe(page) == []
    width = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert page.evaluate(width)
