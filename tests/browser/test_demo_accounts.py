"""The accounts that the sign-in page shows work, and no page of theirs makes the browser complain."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from lsp_portal.demo import ACCOUNTS, PASSWORD


def test_the_sign_in_page_of_the_demo_shows_the_accounts(page):
    page.goto(reverse("account_login"))
    for account in ACCOUNTS:
        expect(page.get_by_text(account, exact=True)).to_be_visible()
    expect(page.get_by_text(PASSWORD)).to_be_visible()


@pytest.mark.parametrize("account", ACCOUNTS)
def test_every_account_signs_in_and_sees_its_work(page_as, axe, account):
    page = page_as(account)
    page.goto(reverse("work"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert axe(page) == []
