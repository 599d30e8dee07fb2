"""Policies of BNSP and of the LSP: drafted, published once, taken note of by every assessor (clauses 1 and 2)."""

from datetime import date, timedelta
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.access import is_lsp_admin
from assessments.assessors.operations import record_policy_duty
from assessments.models import Assessor, Event, Upload
from assessments.uploads.operations import store_file
from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.saving import save_checked
from kit.seen import refuse_stale
from kit.taking import TakenFile

from ..models import Acknowledgement, Policy, PolicyEdition

LONGEST = 60_000
DAYS_TO_READ = 14  # proposed for a new edition; whoever writes it may choose another day
PUBLISHED = _("Edisi ini sudah diumumkan, jadi tidak dapat diubah lagi.")


class Draft(NamedTuple):
    """What an edition says and from when; `file` replaces the one that is kept, `drops_file` takes it away."""

    in_force_from: date
    acknowledge_by: date
    text: str = ""
    is_public: bool = False
    file: TakenFile | None = None
    drops_file: bool = False


@transaction.atomic
def draft_policy(*, by: Account, on: date, title: str, issuer: str, number: str, draft: Draft) -> PolicyEdition:
    """Begin a policy with the draft of its first edition; assessors see nothing before it is published.

    Only an admin may (PermissionDenied). Refuses a number that the issuer's other policy has ("invalid") and what
    `edit_policy` refuses of the draft.
    """
    _require_admin(by)
    policy = save_checked(Policy(title=title.strip(), issuer=issuer, number=number.strip()))
    edition = _write(PolicyEdition(policy=policy, number=1), draft, by=by, on=on)
    Event.record(edition, "created", by=by, on=on)
    return edition


@transaction.atomic
def renew_policy(*, by: Account, on: date, policy: Policy) -> PolicyEdition:
    """Begin the next edition as a copy of the newest, in force from tomorrow unless that is changed.

    Only an admin may. Refuses while another draft waits ("policy_draft_waits").
    """
    _require_admin(by)
    policy = Policy.objects.select_for_update().get(pk=policy.pk)
    newest = policy.editions.order_by("-number").first()
    if newest is None or newest.is_draft:
        raise RuleError(_("Masih ada konsep edisi kebijakan ini."), code="policy_draft_waits")
    edition = PolicyEdition(
        policy=policy, number=newest.number + 1, text=newest.text, file=newest.file, is_public=newest.is_public,
        in_force_from=on + timedelta(days=1), acknowledge_by=on + timedelta(days=DAYS_TO_READ),
    )  # fmt: skip
    save_checked(edition)
    Event.record(edition, "created", by=by, on=on)
    return edition


@transaction.atomic
def edit_policy(
    *, by: Account, on: date, edition: PolicyEdition, title: str, issuer: str, number: str, draft: Draft
) -> PolicyEdition:
    """Change a draft; the policy's own name and number too, as long as none of its editions was published.

    Only an admin may. Refuses "policy_published", another name after that ("policy_named"), a first day that is over
    ("policy_backdated"), a last day to take note that is before the first or not to come ("policy_too_soon"), neither
    text nor file ("policy_empty").
    """
    _require_admin(by)
    edition = _locked_draft(edition)
    policy, name = edition.policy, (title.strip(), issuer, number.strip())
    if name != (policy.title, policy.issuer, policy.number):
        if policy.editions.published().exists():
            raise RuleError(_("Judul dan nomor tetap sejak edisi pertama diumumkan."), code="policy_named")
        policy.title, policy.issuer, policy.number = name
        save_checked(policy)
    _write(edition, draft, by=by, on=on)
    Event.record(edition, "edited", by=by, on=on)
    return edition


@transaction.atomic
@while_guarded
def publish_policy(*, by: Account, on: date, edition: PolicyEdition, seen: str) -> int:
    """Announce an edition for ever: every assessor is asked to take note of it. Tells how many are on duty.

    `seen` is the fingerprint of what the admin had before his eyes. Refuses "policy_published", "policy_changed",
    "policy_backdated", "policy_too_soon", and a first day that is not after that of the policy's other published
    editions ("policy_out_of_order").
    """
    _require_admin(by)
    Policy.objects.select_for_update().get(pk=edition.policy_id)  # two editions are not published beside each other
    edition = _locked_draft(edition)
    message = _("Konsep ini berubah sejak halaman ini dibuka. Baca lagi.")
    refuse_stale(seen, edition.fingerprint, message, code="policy_changed")
    _refuse_days(edition.in_force_from, edition.acknowledge_by, on)
    if edition.policy.editions.published().filter(in_force_from__gte=edition.in_force_from).exists():
        raise RuleError(
            _("Sudah ada edisi yang berlaku pada hari itu atau sesudahnya. Pilih hari yang lebih kemudian."),
            code="policy_out_of_order",
        )
    edition.published_at, edition.published_by = timezone.now(), by
    edition.save(update_fields=["published_at", "published_by"])
    Event.record(edition, "published", by=by, on=on)
    for assessor in Assessor.objects.select_for_update(of=("self",)).order_by("pk"):  # who takes note just now waits
        earliest = min(assessor.policies_due_on or edition.acknowledge_by, edition.acknowledge_by)
        record_policy_duty(by=by, on=on, assessor=assessor, until=earliest)
    return Assessor.objects.active().count()


@transaction.atomic
def discard_policy(*, by: Account, on: date, edition: PolicyEdition) -> None:
    """Throw a draft away, and the policy with it when it has no other edition. Refuses "policy_published"."""
    _require_admin(by)
    edition = _locked_draft(edition)
    policy = edition.policy
    Event.record(edition, "discarded", by=by, on=on, number=policy.number)
    edition.delete()
    if not policy.editions.exists():
        policy.delete()


def _locked_draft(edition: PolicyEdition) -> PolicyEdition:
    edition = PolicyEdition.objects.select_for_update(of=("self",)).select_related("policy", "file").get(pk=edition.pk)
    if not edition.is_draft:
        raise RuleError(PUBLISHED, code="policy_published")
    return edition


def _write(edition: PolicyEdition, draft: Draft, *, by: Account, on: date) -> PolicyEdition:
    """Give a draft its words, days and file; refuses what can be no edition."""
    _refuse_days(draft.in_force_from, draft.acknowledge_by, on)
    edition.text = "\n".join(draft.text.splitlines()).strip()
    edition.in_force_from, edition.acknowledge_by = draft.in_force_from, draft.acknowledge_by
    edition.is_public = draft.is_public
    if draft.drops_file:
        edition.file = None
    if draft.file:
        edition.file = store_file(by=by, on=on, kind=Upload.Kind.EVIDENCE, file=draft.file)
    if not edition.text and not edition.file:
        raise RuleError(_("Tulis isinya atau lampirkan berkasnya."), code="policy_empty")
    if len(edition.text) > LONGEST:
        raise RuleError(_("Isi terlalu panjang. Lampirkan sebagai berkas."), code="policy_too_long")
    return save_checked(edition)


def _refuse_days(in_force_from: date, acknowledge_by: date, on: date) -> None:
    if in_force_from < on:
        raise RuleError(_("Kebijakan berlaku paling cepat hari ini."), code="policy_backdated")
    if acknowledge_by < in_force_from or acknowledge_by <= on:
        raise RuleError(
            _("Beri waktu membaca: paling cepat besok, dan tidak sebelum kebijakan berlaku."), code="policy_too_soon"
        )


def _require_admin(by: Account) -> None:
    if not is_lsp_admin(by):
        raise PermissionDenied


STATEMENT = (
    "Saya, {name}, asesor kompetensi nomor registrasi {met}, telah membaca dan memahami {title} "
    "({issuer}, {number}, edisi {edition}) dan akan melaksanakannya."
)


def statement_of(assessor: Assessor, edition: PolicyEdition) -> str:
    """The words that the assessor confirms; Indonesian, as the policies themselves."""
    policy = edition.policy
    return STATEMENT.format(
        name=assessor.person.name, met=assessor.met_number, title=policy.title, issuer=policy.get_issuer_display(),
        number=policy.number, edition=edition.number,
    )  # fmt: skip


@transaction.atomic
@while_guarded
def acknowledge(
    *, by: Account, on: date, assessor: Assessor, edition: PolicyEdition, seen: str, address: str | None = None
) -> Acknowledgement:
    """Say that one has read an edition and carries it out; once, and for ever. It settles earlier editions too.

    `seen` is the fingerprint of what the page showed. Only the assessor himself may (PermissionDenied). Refuses any
    day but today ("acknowledgement_dated"), a draft or an edition that another followed ("policy_not_asked"), other
    words than those shown ("policy_changed"), and a second time ("acknowledged_already").
    """
    if assessor.person.account_id is None or assessor.person.account_id != by.pk:
        raise PermissionDenied
    if on != timezone.localdate():
        raise RuleError(_("Pernyataan dibuat pada hari ini."), code="acknowledgement_dated")
    assessor = Assessor.objects.select_for_update(of=("self",)).select_related("person").get(pk=assessor.pk)
    asked = PolicyEdition.objects.not_followed(on).select_related("policy", "file").filter(pk=edition.pk).first()
    if asked is None:
        raise RuleError(_("Edisi ini belum diumumkan atau sudah diganti."), code="policy_not_asked")
    message = _("Halaman ini tidak memuat isi yang terbaru. Baca lagi.")
    refuse_stale(seen, asked.fingerprint, message, code="policy_changed")
    if Acknowledgement.objects.filter(assessor=assessor, edition=asked).exists():
        raise RuleError(_("Anda sudah menyatakannya."), code="acknowledged_already")
    word = Acknowledgement(
        assessor=assessor, edition=asked, statement=statement_of(assessor, asked), acknowledged_by=by,
        acknowledged_at=timezone.now(), address=address,
    )  # fmt: skip
    word.digest = word.expected_digest()
    word.save(force_insert=True)
    Event.record(word, "acknowledged", by=by, on=on)
    tell_policy_duty(by=by, on=on, assessor=assessor)
    return word


def tell_policy_duty(*, by: Account, on: date, assessor: Assessor) -> None:
    """Write down where sessions are planned until when this assessor has to take note of what waits for him."""
    first = PolicyEdition.objects.waiting_for(assessor, on).first()
    record_policy_duty(by=by, on=on, assessor=assessor, until=first.acknowledge_by if first else None)
