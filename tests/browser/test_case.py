"""An anonymous report, a suspension, a suspended certificate, and the appeal that lifts both, each at his screen."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from .steps import follow, go, key, press

RESPONDENT, HOLDER = "Lestari Widyaningrum", "Lukman Hidayat"
FIRST = ("Hendra Gunadi", "Maruli Sihombing", "Nurul Aisyah Hamid")
SECOND = ("Putu Eka Saputra", "Dewi Kartikasari", "Ratna Kusumawardani")
STORY, SECRET = "Ia meminta uang sebelum uji dimulai.", "Saya tetangga asesi itu."
NOTICE, ANSWER = "Ada laporan bahwa Anda meminta uang.", "Itu ongkos perjalanan."


def option(page: Page, field: str, text: str) -> None:
    choice = page.locator(f"main select[name={field}]")
    choice.select_option(label=choice.locator("option", has_text=text).inner_text())


def main(page: Page):
    return expect(page.get_by_role("main"))


@pytest.fixture
def visitor(new_context) -> Page:
    """Nobody the portal knows."""
    return new_context().new_page()


def report(visitor: Page, looked_at) -> str:
    """Gives the secret code, which is shown once."""
    visitor.goto(reverse("report_create"))
    assert not looked_at(visitor)
    visitor.locator("[name=about]").fill(RESPONDENT)
    visitor.locator("[name=story]").fill(STORY)
    visitor.locator("[name=kind][value=anonymous]").check()
    press(visitor, "Kirim laporan")
    return visitor.locator(".report-code code").inner_text()


def open_case(officer: Page, looked_at) -> int:
    officer.goto(f"{reverse('ethics_case_list')}?status=received")
    officer.locator("main table tbody a").first.click()
    case = key(officer)
    main(officer).to_contain_text(STORY)
    go(officer, "Tetapkan asesor")
    option(officer, "respondent", RESPONDENT)
    officer.locator("main form button").last.click()
    go(officer, "Buka perkara")
    officer.locator("[name=clauses][value='8']").check()
    option(officer, "assessment", HOLDER)
    officer.locator("[name=notice]").fill(NOTICE)
    assert not looked_at(officer)
    officer.locator("main form button").last.click()
    main(officer).to_contain_text(NOTICE)
    return case


def appoint(officer: Page, case: int, members: tuple[str, ...], looked_at) -> None:
    officer.goto(reverse("ethics_case_appoint", args=[case]))
    main(officer).to_contain_text("Tidak dapat duduk dalam majelis ini")
    assert not looked_at(officer)
    option(officer, "chair", members[0])
    for name in members:
        officer.get_by_role("checkbox", name=name).check()
    officer.locator("main form button").last.click()
    expect(officer).to_have_url(re.compile(f"/matter/{case}/$"))


def suspend(chair: Page, case: int, looked_at) -> None:
    today = timezone.localdate()
    chair.goto(reverse("ethics_case_judge", args=[case]))
    main(chair).to_contain_text(ANSWER)
    main(chair).not_to_contain_text(SECRET)
    assert not looked_at(chair)
    chair.locator("[name=sustained][value='8']").check()
    chair.locator("[name=reasons]").fill("Dua saksi membenarkannya.")
    chair.locator("[name=kind]").select_option("suspension")
    chair.locator("[name=starts_on]").fill(today.isoformat())
    chair.locator("[name=ends_on]").fill((today + timedelta(days=60)).isoformat())
    chair.locator("[name=touches_certificate]").check()
    press(chair, "Catat putusan")
    main(chair).to_contain_text("Dua saksi membenarkannya.")


def answer_measure(decider: Page, status: str, looked_at) -> None:
    """What the panel proposed is done by a decision maker; the certificate says so on its page."""
    decider.goto(reverse("work"))
    follow(decider.locator("main a[href*='/measure/']").first)
    assert not looked_at(decider)
    decider.locator("[name=answer][value=confirm]").check()
    press(decider, "Simpan jawaban")
    decider.goto(f"{reverse('certificate_list')}?q={HOLDER}")
    expect(decider.locator("main table tbody tr").filter(has_text=HOLDER).first).to_contain_text(status)


def test_an_anonymous_report_to_the_end_of_the_appeal(page_as, visitor, looked_at):
    officer, decider, respondent = page_as("etik"), page_as("komite"), page_as("asesor4")
    code = report(visitor, looked_at)
    case = open_case(officer, looked_at)

    visitor.goto(reverse("report_follow"))
    visitor.locator("[name=code]").fill(code)
    press(visitor, "Buka laporan")
    visitor.locator("main [name=body]").fill(SECRET)
    press(visitor, "Kirim")
    main(visitor).to_contain_text(SECRET)

    respondent.goto(reverse("ethics_case_answer", args=[case]))
    main(respondent).to_contain_text(NOTICE)
    for hidden in (STORY, SECRET):
        main(respondent).not_to_contain_text(hidden)
    assert not looked_at(respondent)
    respondent.locator("main [name=body]").fill(ANSWER)
    press(respondent, "Kirim jawaban")
    main(respondent).to_contain_text(ANSWER)

    appoint(officer, case, FIRST, looked_at)
    suspend(page_as("asesor3"), case, looked_at)
    answer_measure(decider, "Dibekukan", looked_at)
    visitor.goto(reverse("report_show"))
    main(visitor).to_contain_text("Terbukti")

    respondent.goto(reverse("ethics_case_answer", args=[case]))
    go(respondent, "Ajukan banding")
    respondent.locator("main [name=grounds]").fill("Saksinya keliru.")
    press(respondent, "Ajukan banding")
    expect(respondent).to_have_url(re.compile("/answer/$"))
    appoint(officer, case, SECOND, looked_at)
    second = page_as("asesor7")
    second.goto(reverse("ethics_case_judge", args=[case]))
    second.locator("[name=outcome][value=lifted]").check()
    second.locator("[name=reasons]").fill("Saksi menarik keterangannya.")
    assert not looked_at(second)
    press(second, "Catat putusan")
    main(second).to_contain_text("Saksi menarik keterangannya.")
    answer_measure(decider, "Berlaku", looked_at)
