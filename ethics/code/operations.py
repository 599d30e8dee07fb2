"""Editions of the code of ethics: written, changed while nobody is bound by them, published, thrown away."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.access import check_ethics_officer
from assessments.assessors.operations import end_pledges
from assessments.models import Event
from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.saving import save_checked

from ..models import Clause, Code

MOST_CLAUSES = 40


class Words(NamedTuple):
    """What a clause says: the text that binds, and how it reads in English."""

    text: str
    text_en: str = ""


@transaction.atomic
def draft_code(*, by: Account, on: date, title: str, decree: str, in_force_from: date) -> Code:
    """Begin a new edition with the clauses of the one in force; nobody but officers and admins sees it.

    Only an ethics officer may (PermissionDenied), here as below; one who is suspended is refused ("suspended"). Refuses
    a day that is not to come ("code_not_coming"), a decree that another edition has ("invalid").
    """
    check_ethics_officer(by, on)
    _refuse_past(in_force_from, on)
    code = save_checked(Code(title=title, decree=decree, in_force_from=in_force_from))
    present = Code.objects.in_force(on)
    if present:
        _write(code, [Words(clause.text, clause.text_en) for clause in present.clauses.all()])
    Event.record(code, "created", by=by, on=on)
    return code


@transaction.atomic
def edit_code(
    *, by: Account, on: date, code: Code, title: str, decree: str, in_force_from: date, clauses: Sequence[Words]
) -> Code:
    """Change an edition until the day it comes into force or somebody pledged to it.

    Refuses "code_fixed" after that, "code_not_coming", "code_without_clauses", "code_too_long", and another day for
    what was published: pledges were ended by it ("code_day_published").
    """
    check_ethics_officer(by, on)
    code = Code.objects.select_for_update().get(pk=code.pk)
    if not code.may_change(on):
        raise RuleError(_("Edisi ini sudah berlaku atau sudah diikrarkan, jadi tidak dapat diubah."), code="code_fixed")
    if in_force_from != code.in_force_from and not code.is_draft:
        raise RuleError(
            _("Tanggal berlaku sudah diumumkan: ikrar atas edisi lama berakhir sehari sebelumnya."),
            code="code_day_published",
        )
    _refuse_past(in_force_from, on)
    _refuse_length(clauses)
    code.title, code.decree, code.in_force_from = title, decree, in_force_from
    save_checked(code)
    _write(code, clauses)
    Event.record(code, "edited", by=by, on=on)
    return code


@transaction.atomic
@while_guarded
def publish_code(*, by: Account, on: date, code: Code) -> int:
    """Make an edition public: pledges to the code before it end the day before, and everybody is asked for a new one.

    Tells how many pledges end earlier by it. Refuses "code_published", "code_not_coming", "code_without_clauses", and a
    day that is not after that of every other published edition ("code_out_of_order").
    """
    check_ethics_officer(by, on)
    list(Code.objects.select_for_update().order_by("pk"))  # two editions are not published beside each other
    code = Code.objects.get(pk=code.pk)
    if not code.is_draft:
        raise RuleError(_("Edisi ini sudah diumumkan."), code="code_published")
    _refuse_past(code.in_force_from, on)
    _refuse_length(list(code.clauses.all()))
    if Code.objects.published().filter(in_force_from__gte=code.in_force_from).exists():
        raise RuleError(
            _("Sudah ada edisi yang berlaku pada hari itu atau sesudahnya. Pilih hari yang lebih kemudian."),
            code="code_out_of_order",
        )
    code.published_at, code.published_by = timezone.now(), by
    code.save(update_fields=["published_at", "published_by"])
    Event.record(code, "published", by=by, on=on)
    return end_pledges(by=by, on=on, last_day=code.in_force_from - timedelta(days=1))


@transaction.atomic
def discard_code(*, by: Account, on: date, code: Code) -> None:
    """Throw a draft away. Refuses what was published ("code_published")."""
    check_ethics_officer(by, on)
    code = Code.objects.select_for_update().get(pk=code.pk)
    if not code.is_draft:
        raise RuleError(_("Edisi ini sudah diumumkan."), code="code_published")
    Event.record(code, "discarded", by=by, on=on, decree=code.decree)
    code.clauses.all().delete()
    code.delete()


def _refuse_past(in_force_from: date, on: date) -> None:
    if in_force_from <= on:
        raise RuleError(_("Edisi baru berlaku paling cepat besok."), code="code_not_coming")


def _refuse_length(clauses: Sequence[Any]) -> None:
    if not clauses:
        raise RuleError(_("Kode etik paling sedikit mempunyai satu butir."), code="code_without_clauses")
    if len(clauses) > MOST_CLAUSES:
        raise RuleError(
            _("Kode etik paling banyak mempunyai %(most)s butir."), code="code_too_long", params={"most": MOST_CLAUSES}
        )


def _write(code: Code, clauses: Sequence[Words]) -> None:
    """The clauses, numbered in their order, in place of those there were."""
    code.clauses.all().delete()
    for number, words in enumerate(clauses, start=1):
        save_checked(Clause(code=code, number=number, text=words.text, text_en=words.text_en))
