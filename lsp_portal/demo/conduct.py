"""How the demo's sessions were held, and what its candidates say and ask about them."""

import io
import random
from datetime import date, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from PIL import Image, ImageDraw

from assessments.models import Assessment, AssessmentSession, Assessor, Person
from assessments.people.operations import edit_person, link_account
from assessments.uploads.uses import PORTRAIT
from ethics.badges.operations import badge_for
from ethics.checklists.models import CHECKED
from ethics.checklists.operations import send_checklist
from ethics.checklists.statements import STATEMENTS
from ethics.feedback.models import TOLD
from ethics.feedback.operations import Said, give_feedback
from ethics.questions import operations as questions
from kit.accounts import Account
from kit.taking import take_in

from .clock import standing_on

SMOKE = "Seorang pengantar merokok di dekat pintu; sudah diminta pindah dan pintu ditutup."
NOTES = {
    3: "Jadwalnya sudah ditentukan, jadi tidak banyak yang dapat dibicarakan.",
    6: "Saya ingin penjelasan yang lebih rinci tentang unit terakhir.",
    7: "Catatan tindak lanjutnya terlalu singkat.",
}
DENIED = {3: 0.5, 6: 0.25, 7: 0.2}  # how many candidates say no to it
THANKS = "Terima kasih, ruang ujinya nyaman dan petugasnya ramah."
SILENT = "asesi"  # the account that the portal still invites to say something
ASKED = [
    # account, days from today, question, days from today of the answer and its words
    ("asesi2", -4, "Apakah saya boleh membawa laptop sendiri?", -3,
     "Boleh. Datanglah tiga puluh menit lebih awal agar laptopnya sempat diperiksa."),
    ("asesi2", 0, "Berapa lama waktu untuk tugas praktik setelah istirahat?", None, ""),
    ("asesi", -9, "Bukti kerja apa saja yang sebaiknya saya bawa?", None, ""),
]  # fmt: skip


def portraits(*, by: Account, on: date, assessors: list[Assessor]) -> None:
    """A drawn head and shoulders for each: nobody's face."""
    for assessor in assessors:
        picture, out = Image.new("RGB", (360, 480), "#DCE6E6"), io.BytesIO()
        pen = ImageDraw.Draw(picture)
        pen.ellipse((110, 90, 250, 260), fill="#8A6A55")
        pen.rounded_rectangle((50, 290, 310, 620), radius=110, fill="#0B5563")
        picture.save(out, "JPEG", quality=85)
        edit_person(by=by, on=on, person=assessor.person, photo=take_in(PORTRAIT, out))


def confirm(session: AssessmentSession, on: date) -> None:
    """Every assessor of a session shows his badge and confirms how it is held; one has not found the time yet today."""
    for assessor in session.assessors.select_related("person__account"):
        account: Any = assessor.person.account
        if on == timezone.localdate() and account.username == "asesor":
            continue
        badge_for(by=account, on=on, session=session, assessor=assessor)
        smoked = assessor.pk % 3 == 0
        send_checklist(
            by=account, on=on, session=session, assessor=assessor,
            confirmed=dict.fromkeys(CHECKED, True) | {"no_smoking": not smoked}, note=SMOKE if smoked else "",
        )  # fmt: skip


def speak(*, admin: Any, accounts: dict[str, Any], today: date) -> None:
    """What candidates said after the decision, and what some of them ask."""
    chance = random.Random(2026)  # noqa: S311 - invented opinions, the same each time
    ended = Assessment.objects.filter(status__in=TOLD).select_related("candidate__person__account", "decision")
    for assessment in ended.order_by("pk"):
        ended_on = questions.ended_on(assessment) or today
        account = _account_of(assessment.candidate.person, admin, today)
        if account.username != SILENT and ended_on < today and chance.random() < 0.8:
            _tell(assessment, account, chance, min(ended_on + timedelta(days=2), today - timedelta(days=1)))
    for username, day, text, answered, answer in ASKED:
        place = Assessment.objects.filter(
            candidate__person__account=accounts[username], status=Assessment.Status.ENROLLED
        ).latest("session__starts_at")
        with standing_on(today + timedelta(days=day), hour=8) as on:
            question = questions.ask(by=accounts[username], on=on, assessment=place, text=text)
        if answered is not None:
            with standing_on(today + timedelta(days=answered), hour=14) as on:
                questions.reply(by=admin, on=on, question=question, text=answer)


def _tell(assessment: Assessment, account: Any, chance: random.Random, day: date) -> None:
    denied = {number for number, share in DENIED.items() if chance.random() < share}
    answers = {
        each.number: Said(each.number not in denied, NOTES[each.number] if each.number in denied else "")
        for each in STATEMENTS
    }
    with standing_on(day, hour=19) as on:
        note = THANKS if chance.random() < 0.3 else ""
        give_feedback(by=account, on=on, assessment=assessment, answers=answers, note=note)


def _account_of(person: Person, admin: Any, today: date) -> Any:
    """The candidate's account; those who are not shown on the sign-in page have one without a password."""
    person.refresh_from_db()
    if person.account is None:
        account = get_user_model().objects.create_user(f"asesi-{person.pk}", person.email, first_name=person.name)
        return link_account(by=admin, on=today, person=person, account=account).account
    return person.account
