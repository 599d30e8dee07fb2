"""Pages outside the main job: without script, and those that a mail opens."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from .conftest import sign_in
from .looking import inspect
from .steps import link_in_the_mail, take_account


@pytest.fixture
def plain(new_context):
    """A visitor whose browser runs no script."""
    return new_context(java_script_enabled=False).new_page()


def test_signing_in_and_out_needs_no_script(plain):
    sign_in(plain, "komite")
    expect(plain.get_by_role("heading", level=1)).to_contain_text("Pekerjaan saya")
    plain.get_by_role("button", name="Keluar").first.click()
    expect(plain).to_have_url(re.compile(f"{reverse('home')}$"))
    plain.goto(reverse("work"))
    expect(plain).to_have_url(re.compile(reverse("account_login")))


def test_a_certificate_is_checked_without_script(plain, page_as):
    admin = page_as("admin")
    admin.goto(reverse("certificate_list"))
    admin.locator("tbody .cell-main a").first.click()
    number = admin.locator("dd").first.inner_text()
    plain.goto(reverse("verify_search"))
    plain.locator("main [name=number]").fill(number)
    plain.locator("main [name=number]").press("Enter")
    expect(plain.get_by_role("main")).to_contain_text(number)


def test_a_list_is_searched_sorted_and_left_without_script(new_context, signed_in_states, page_as):
    page_as("admin")
    page = new_context(java_script_enabled=False, storage_state=signed_in_states["admin"]).new_page()
    page.goto(reverse("candidate_list"))
    page.locator("main [name=q]").fill("Ahmad")
    page.locator("main [name=q]").press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.locator("tbody .cell-main a").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ahmad")


def test_an_invitation_from_the_mail_to_the_own_work(page_as, new_context, portal_var, axe, complaints):
    """The admin invites, the guest finds the link in the mail; resending and revoking are asked first."""
    admin = page_as("admin")
    admin.goto(reverse("account_invite"))
    admin.get_by_label("Nama lengkap").fill("Wayan Komite Baru")
    admin.get_by_label("Surel").fill("wayan.baru@example.org")
    admin.locator("main [name=is_decision_maker]").check()
    admin.get_by_label("Alasan").fill("Anggota komite mulai bulan ini")
    admin.get_by_role("button", name="Kirim undangan").click()
    for ending in ("resend", "revoke"):
        admin.goto(f"{reverse('invitation_list')}?q=wayan")
        admin.locator(f"main a[href$='/{ending}/']").first.click()
        assert not inspect(admin, axe, complaints)
    guest = new_context().new_page()
    guest.goto(link_in_the_mail(portal_var))
    assert not inspect(guest, axe, complaints)
    take_account(guest, "wayan.baru")
    assert not inspect(guest, axe, complaints)


def test_a_forgotten_password_by_mail(new_context, portal_var, axe, complaints):
    page = new_context().new_page()
    page.goto(reverse("account_reset_password"))
    page.locator("[name=email]").fill("komite@lsp.example")
    page.locator("main form button").last.click()
    expect(page).to_have_url(re.compile(reverse("account_reset_password_done")))
    page.goto(reverse("account_reset_password_from_key", args=["1", "bukan-kunci"]))
    assert not inspect(page, axe, complaints)


@pytest.mark.parametrize(
    ("account", "name"), [("komite", "decision_list"), ("admin", "certificate_list"), ("admin", "session_list")]
)
def test_a_list_stays_in_its_cards_on_the_smallest_phone(page_as, account, name):
    page = page_as(account)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(reverse(name))
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
