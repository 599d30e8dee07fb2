"""The LSP's own data: its profile, the legal basis it stands on, and the terms it explains."""

from datetime import date
from typing import Any, TypeVar

from django.db import transaction

from kit.accounts import Account
from kit.saving import change_checked, cleaned, only_fields, save_checked
from kit.taking import TakenFile

from ..models import CertificationBody, Definition, Event, LegalBasis, Upload
from ..uploads.operations import discard_image, store_file

PROFILE_FIELDS = (
    "name",
    "licence_number",
    "address",
    "city",
    "phone",
    "email",
    "website",
    "about",
    "signatory_name",
    "signatory_title",
    "signatory_title_en",
)
LEGAL_BASIS_FIELDS = ("citation", "status", "note", "url")
DEFINITION_FIELDS = ("term", "text")

Ordered = TypeVar("Ordered", LegalBasis, Definition)


@transaction.atomic
def save_profile(
    *, by: Account, on: date, logo: TakenFile | None = None, remove_logo: bool = False, **fields: Any
) -> CertificationBody:
    """Fill in or change the one profile. Certificates issued before keep what they copied.

    Refuses wrong columns and letters that no certificate can show ("invalid").
    """
    only_fields(fields, PROFILE_FIELDS)
    body = CertificationBody.objects.select_for_update().first()
    verb = "edited" if body else "created"
    body = body or CertificationBody(pk=1)
    former = body.logo
    fields = cleaned(body, fields)
    changed = [name for name, value in fields.items() if getattr(body, name) != value]
    for name in changed:
        setattr(body, name, fields[name])
    if logo:
        body.logo = store_file(by=by, on=on, kind=Upload.Kind.LOGO, file=logo)
    elif remove_logo:
        body.logo = None
    if body.logo != former:
        changed.append("logo")
    if changed:
        save_checked(body, new=verb == "created")
        Event.record(body, verb, by=by, on=on, fields=changed)
    if former and body.logo != former:
        discard_image(former)
    return body


@transaction.atomic
def create_legal_basis(
    *, by: Account, on: date, citation: str, status: str = LegalBasis.Status.IN_FORCE, note: str = "", url: str = ""
) -> LegalBasis:
    """A regulation at the end of the list. Refuses a citation twice ("invalid")."""
    basis = LegalBasis(citation=citation, status=status, note=note, url=url, position=_last(LegalBasis) + 1)
    save_checked(basis)
    Event.record(basis, "created", by=by, on=on)
    return basis


@transaction.atomic
def edit_legal_basis(*, by: Account, on: date, basis: LegalBasis, **fields: Any) -> LegalBasis:
    """Correct a regulation, or tell that it was amended or repealed. Refuses a citation twice ("invalid")."""
    only_fields(fields, LEGAL_BASIS_FIELDS)
    locked = LegalBasis.objects.select_for_update().get(pk=basis.pk)
    return change_checked(locked, fields, by=by, on=on)


@transaction.atomic
def create_definition(*, by: Account, on: date, term: str, text: str) -> Definition:
    """A term at the end of the list. Refuses a term twice ("invalid")."""
    definition = save_checked(Definition(term=term, text=text, position=_last(Definition) + 1))
    Event.record(definition, "created", by=by, on=on)
    return definition


@transaction.atomic
def edit_definition(*, by: Account, on: date, definition: Definition, **fields: Any) -> Definition:
    """Change a term or its text. Refuses a term twice ("invalid")."""
    only_fields(fields, DEFINITION_FIELDS)
    locked = Definition.objects.select_for_update().get(pk=definition.pk)
    return change_checked(locked, fields, by=by, on=on)


@transaction.atomic
def move_in_order(*, by: Account, on: date, row: Ordered, steps: int) -> None:
    """Move a regulation or a term up (negative) or down in its list; at the ends it stays."""
    rows: list[Ordered] = list(type(row)._default_manager.select_for_update().order_by("position", "pk"))
    here = rows.index(row)
    rows.insert(max(0, here + steps), rows.pop(here))
    for position, each in enumerate(rows, start=1):
        if each.position != position:
            each.position = position
            each.save(update_fields=["position"])
    Event.record(row, "edited", by=by, on=on, fields=["position"])


def _last(model: type[LegalBasis] | type[Definition]) -> int:
    newest = model._default_manager.order_by("-position").first()
    return newest.position if newest else 0
