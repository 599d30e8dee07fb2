"""Recording how two people belong together, so that nobody judges his own."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kit.errors import RuleError
from kit.guards import while_guarded
from kit.printable import stated
from kit.saving import save_checked

from ...models import Event, Person, Relation
from ...ties import recorded as ties


@transaction.atomic
def record_relation(*, by: Any, on: date, person: Person, relative: Person, kind: str, note: str = "") -> Relation:
    """Record a tie between two people; the history of both tells of it, and so does whoever watches (`ties.watch`).

    Refuses: somebody with himself ("relation_self"), the same tie in either direction ("relation_known"), an unknown
    kind ("invalid").
    """
    if person.pk == relative.pk:
        raise RuleError(_("Seseorang tidak mempunyai hubungan dengan dirinya sendiri."), code="relation_self")
    ties.hold_still(person.pk, relative.pk)
    # No key changes: rows that point to the two may be written meanwhile.
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=[person.pk, relative.pk]).order_by("pk"))
    if Relation.objects.between(person, relative).filter(kind=kind).exists():
        raise RuleError(_("Hubungan ini sudah tercatat."), code="relation_known")
    relation = save_checked(Relation(person=person, relative=relative, kind=kind, note=note.strip()))
    _tell(relation, verb="related", by=by, on=on)
    ties.tell(person.pk, relative.pk, by=by, on=on)
    return relation


@transaction.atomic
@while_guarded
def remove_relation(*, by: Any, on: date, relation: Relation, reason: str) -> None:
    """Take back a tie recorded by mistake; the reason stays in the history of both.

    Refuses: no reason ("reason"); one of the two himself, who could so open the way to judging ("relation_own").
    """
    if not (reason := stated(reason)):
        raise RuleError(_("Tulis alasannya."), code="reason")
    if by is not None and by.pk in (relation.person.account_id, relation.relative.account_id):
        raise RuleError(_("Catatan tentang diri Anda hanya dapat dihapus admin lain."), code="relation_own")
    _tell(relation, verb="relation_removed", by=by, on=on, reason=reason)
    relation.delete()


def _tell(relation: Relation, *, verb: str, by: Any, on: date, reason: str = "") -> None:
    for one, other in ((relation.person, relation.relative), (relation.relative, relation.person)):
        said = {"name": other.name, "person": other.pk, "kind": relation.kind, "relation": relation.pk}
        Event.record(one, verb, by=by, on=on, reason=reason, **said)
