"""Every page that a role can reach, in a real browser, wide and narrow: no fault that axe finds (WCAG 2.2 AA), no
complaint of the browser, nothing wider than the screen, one heading, a title and a language.

Pages are found by following links; one page of each url name is looked at. What the access matrix opens to a role and
no link reaches fails the test: a page nobody can find is a fault too. `make test` looks for a sample.
"""

import re
from functools import cache
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve, reverse
from playwright.sync_api import Page, ViewportSize

from ethics.cases.views.steps import STEPS
from tests.architecture.access_matrix import EVERYBODY, ROWS
from tests.dividing import WHOLE, some

from .looking import NARROW, WIDE, faults_of, inspect

# The demo's account, and who it is in the access matrix.
READERS = [("admin", "ratna"), (None, "anonymous"), ("etik", "wulan"), ("asesor", "bima"), ("komite", "komang")]
READERS += [("asesi", "siti")]
FILES = {"certificate_download", "upload_show", "scheme_import_template"}
# Read by programs, saved by people, or drawn inside of a page.
FILES |= {"certificate_credential", "certificate_card_pdf", "certificate_card_png", "pledge_download"}
FILES |= {"ethics_case_file", "report_file", "development_evidence", "feedback_download"}
FILES |= {"policy_file", "review_download", "inspection_evidence"}
FILES |= {"design_picture", "design_proof", "design_preview", "number_example", "issuer_profile", "status_list"}
FILES |= {"root_list_json", "entry_list_json", "verify_worker", "verify_offline_list", "did_document", "key_set"}
# Opened by a mail, an upload, a button or a state that the demo does not keep: looked at where that happens
# (test_journey, test_pages), and here only when a link leads there.
ELSEWHERE = {"scheme_import_preview", "invitation_accept", "invitation_resend", "invitation_revoke", "verify_show"}
ELSEWHERE |= {"account_reset_password_from_key", "session_start", "session_finish", "assessment_sign"}
# A draft of a design, an order, a pattern for a day to come: the demo has none.
ELSEWHERE |= {"design_edit", "design_use", "design_discard", "issuing_show", "issuing_download", "pattern_discard"}
# Verdicts that are whole and not signed, relations not declared, a code read from a badge, a second public edition.
ELSEWHERE |= {
    "assessment_reveal",
    "own_assessment_answer",
    "question_ask",
    "relation_declare",
    "badge_check",
    "code_read",
}
ELSEWHERE |= {
    "code_compare",
    "measure_answer",
    "ethics_case_appeal",
    "ethics_case_judge",
}
# The demo's cases stand before and after the steps of the officer; a message he may write to each.
ELSEWHERE |= {"ethics_case_letter", *(step.url_name for step in STEPS if step.verb != "write")}
NAMES = sorted({row.name for row in ROWS})
ENOUGH = 300  # pages asked for while looking for links
HREF = re.compile(r'<a\b[^>]*?\shref="(/[^"#]*)')


def expected_names(who: str) -> dict[str, str]:
    """Pages open to this person: url name and, where it needs no key, the address. What everybody may open looks the
    same to all who are signed in."""
    rows = [row for row in ROWS if who in row.may.split() and row.get == 200 and row.name not in FILES]
    rows = [row for row in rows if row.may != EVERYBODY or who in ("anonymous", "ratna")]
    return {row.name: "" if row.args else reverse(row.name) for row in rows}


def looked_at(who: str, name: str) -> bool:
    """In `make test` every fourth page is, as one of those who may open it, in turn; in `make test-all` as each."""
    readers = sorted(reader for _account, reader in READERS if name in expected_names(reader))
    turn, is_put_off = divmod(NAMES.index(name), 4)
    return WHOLE or (not is_put_off and readers[turn % len(readers)] == who)


def sizes_of(name: str) -> list[ViewportSize]:
    """At one of the two widths, in turn; in `make test-all` at both."""
    return some([WIDE, NARROW], NAMES.index(name) // 4, of=2)


@cache  # a crawl asks it of every link that waits, again and again
def url_name(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).url_name or ""
    except Resolver404:
        return ""


def find_pages(page: Page, wanted: dict[str, str], sought: set[str]) -> dict[str, str]:
    """An address for each sought name, by following links without drawing: one page of a kind, but many lists and
    records.
    """
    found = {name: address for name, address in wanted.items() if address}
    waiting, asked, counts = list(found.values()), set(), dict.fromkeys(wanted, 0)
    while waiting and sought - set(found) - ELSEWHERE and len(asked) < ENOUGH:
        address = min(waiting, key=lambda address: counts[url_name(address)])
        waiting.remove(address)
        name = url_name(address)
        if address in asked or (counts[name] and not name.endswith(("_show", "_list"))):
            continue
        asked.add(address)
        counts[name] += 1
        answer = page.request.get(address, max_redirects=0)
        if answer.status != 200:
            continue
        found.setdefault(name, address)
        links = [link.replace("&amp;", "&") for link in HREF.findall(answer.text())]
        waiting += [link for link in dict.fromkeys(links) if url_name(link) in wanted and link not in asked]
    lost = sought - set(found) - ELSEWHERE
    assert not lost, f"no link leads to {lost}"
    return {name: address for name, address in found.items() if name in sought}


@pytest.mark.slow
@pytest.mark.parametrize(("account", "who"), READERS)
def test_every_page_is_open_to_everybody(page_as, page, axe, complaints, account, who):
    page = page_as(account) if account else page
    wanted, found = expected_names(who), []
    sought = {name for name in wanted if looked_at(who, name)}
    for name, address in sorted(find_pages(page, wanted, sought).items()):
        page.goto(address)
        found += inspect(page, axe, complaints, sizes_of(name))
    assert not found, "\n" + "\n".join(found)


EMPTY_FORMS = [row.name for row in ROWS if row.may == "ratna" and not row.args and row.post == 422 and row.get == 200]


def test_a_form_sent_empty_says_so_to_everybody(page_as, axe, complaints):
    page, found = page_as("admin"), []
    page.set_viewport_size(NARROW)
    for name in some(EMPTY_FORMS, 0, of=4):
        page.goto(reverse(name))
        with page.expect_navigation():
            page.locator("main form[method=post]").last.evaluate(
                "form => { for (const field of form.querySelectorAll('input[type=text], textarea')) field.value = '';"
                " form.submit() }"
            )
        if name not in ("profile_edit", "issuing_create"):  # complete as they come: what is sent is saved
            assert page.locator("[role=alert]").count(), name
        found += [f"{name}: {fault}" for fault in faults_of(page, axe, complaints)]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("address", ["/tidak-ada/", "/candidate/999999/edit/", "/verify/?number=TIDAK+ADA"])
def test_refusals_are_pages_for_everybody(page_as, axe, complaints, address):
    page = page_as("asesi")
    page.goto(address)
    assert not inspect(page, axe, complaints)


def test_a_search_without_result_is_a_page_for_everybody(page_as, axe, complaints):
    page, found = page_as("admin"), []
    lists = [name for name in expected_names("ratna") if name.endswith("_list")]
    for name in some(lists, 0, of=4):
        page.goto(f"{reverse(name)}?q=zzzzzz")
        found += inspect(page, axe, complaints, sizes_of(name))
    assert not found, "\n" + "\n".join(found)
