"""Schemes and the life of their versions: draft, in force, replaced or withdrawn.

Units, groups and requirements of a draft are arranged in `scheme_units` and `composition`.
"""

import re
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kit.accounts import Account
from kit.errors import RuleError
from kit.printable import one_line, stated
from kit.saving import cleaned, invalid, only_fields, save_checked
from kit.states import advance

from ...models import Event, Scheme, SchemeVersion, Unit
from .composition import copy_parts
from .drafts import lock_draft
from .publishing import check_publishable

STATUS = SchemeVersion.Status
VERSION_FIELDS = (
    "title",
    "title_en",
    "field",
    "field_en",
    "packaging",
    "kkni_level",
    "validity_months",
    "renewal_months",
    "kbli",
    "kbji",
    "registration_prefix",
    "description",
)
CODES = {
    "kbli": (re.compile(r"\d{5}"), _("Kode KBLI terdiri atas lima angka.")),
    "kbji": (re.compile(r"\d{4}"), _("Kode KBJI terdiri atas empat angka.")),
    "registration_prefix": (re.compile(r"[A-Z]{1,4}"), _("Tulis satu sampai empat huruf besar.")),
}


@transaction.atomic
def create_scheme(*, by: Account, on: date, number: str, verb: str = "created", **fields: Any) -> SchemeVersion:
    """A new scheme with its first version as a draft. Refuses a number in use, or wrong columns ("invalid")."""
    scheme = save_checked(Scheme(number=number))
    return create_version(by=by, on=on, scheme=scheme, verb=verb, **fields)


@transaction.atomic
def create_version(*, by: Account, on: date, scheme: Scheme, verb: str = "created", **fields: Any) -> SchemeVersion:
    """An empty draft as the scheme's next version. Refuses when a draft exists ("draft_exists")."""
    only_fields(fields, VERSION_FIELDS)
    scheme = Scheme.objects.select_for_update().get(pk=scheme.pk)
    if scheme.versions.filter(status=STATUS.DRAFT).exists():
        raise RuleError(_("Skema ini sudah mempunyai konsep. Selesaikan konsep itu dahulu."), "draft_exists")
    newest = scheme.versions.order_by("-number").first()
    version = SchemeVersion(scheme=scheme, number=newest.number + 1 if newest else 1, created_by=by, **fields)
    _check_codes(version)
    save_checked(version)
    Event.record(version, verb, by=by, on=on)
    return version


@transaction.atomic
def edit_version(
    *, by: Account, on: date, version: SchemeVersion, number: str | None = None, **fields: Any
) -> SchemeVersion:
    """Change the columns of a draft, and the scheme's number as long as no version has been in force.

    Refuses any other version ("not_draft"), wrong columns ("invalid"), and another number later, when certificates
    may carry it ("number_settled").
    """
    only_fields(fields, VERSION_FIELDS)
    locked = lock_draft(version)
    fields = cleaned(locked, fields)
    changed = [name for name, value in fields.items() if getattr(locked, name) != value]
    for name in changed:
        setattr(locked, name, fields[name])
    if number is not None and (number := one_line(number)) != locked.scheme.number:
        _renumber(locked.scheme, number)
        changed.append("number")
    if changed:
        _check_codes(locked)
        save_checked(locked)
        Event.record(locked, "edited", by=by, on=on, fields=changed)
    return locked


@transaction.atomic
def publish(*, by: Account, on: date, version: SchemeVersion) -> SchemeVersion:
    """Put a draft in force; the version in force until now is replaced in the same moment.

    Refuses what is no draft ("not_draft") and what `check_publishable` finds unfit: no units ("no_units"), too few
    in an elective group ("elective_short"), nothing compulsory ("nothing_required"), no number codes ("number_codes"),
    letters that no certificate can show ("unprintable").
    """
    scheme = Scheme.objects.select_for_update().get(pk=version.scheme_id)
    locked = lock_draft(version)
    # From here on the wording of these units is frozen; a change under way must finish before.
    list(Unit.objects.select_for_update().filter(scheme_units__version=locked).order_by("pk"))
    check_publishable(locked)
    for former in SchemeVersion.objects.select_for_update().filter(scheme=scheme, status=STATUS.IN_FORCE):
        advance(former, STATUS.REPLACED, by=by, on=on, ended_on=on)
    advance(locked, STATUS.IN_FORCE, by=by, on=on, in_force_from=on)
    return locked


@transaction.atomic
def withdraw(*, by: Account, on: date, version: SchemeVersion, reason: str) -> SchemeVersion:
    """End a version in force for good. Refuses an empty reason ("reason_required"), another status ("transition")."""
    if not (reason := stated(reason)):
        raise RuleError(_("Tulis alasan pencabutan."), "reason_required")
    locked = SchemeVersion.objects.select_for_update().get(pk=version.pk)
    advance(locked, STATUS.WITHDRAWN, by=by, on=on, reason=reason, ended_on=on)
    return locked


@transaction.atomic
def copy_version(*, by: Account, on: date, version: SchemeVersion) -> SchemeVersion:
    """A new draft with all the version holds and the next number. Refuses when a draft exists ("draft_exists")."""
    fields = {name: getattr(version, name) for name in VERSION_FIELDS}
    draft = create_version(by=by, on=on, scheme=version.scheme, verb="copied", **fields)
    copy_parts(version, draft)
    return draft


def _renumber(scheme: Scheme, number: str) -> None:
    scheme = Scheme.objects.select_for_update().get(pk=scheme.pk)
    if not may_renumber(scheme):
        raise RuleError(
            _("Nomor skema yang pernah diberlakukan tidak dapat diubah, karena tercetak pada sertifikat."),
            "number_settled",
        )
    scheme.number = number
    save_checked(scheme)


def may_renumber(scheme: Scheme) -> bool:
    """Whether no version of the scheme has ever been in force."""
    return not scheme.versions.exclude(status=STATUS.DRAFT).exists()


def _check_codes(version: SchemeVersion) -> None:
    wrong = {
        name: message
        for name, (pattern, message) in CODES.items()
        if getattr(version, name) and not pattern.fullmatch(getattr(version, name))
    }
    if wrong:
        raise invalid(wrong)
