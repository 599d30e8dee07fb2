"""Taking many people's data out of the portal: for a purpose, and on record (UU 27/2022, article 16)."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kit.accounts import Account
from kit.errors import RuleError
from kit.forms.purposes import LONGEST_PURPOSE, SHORTEST_PURPOSE

from ..access import check_ethics_officer, is_lsp_admin
from ..models import Event, Export


@transaction.atomic
def record_export(
    *,
    by: Account,
    on: date,
    subject: str,
    purpose: str,
    rows: int,
    candidates: Iterable[int] = (),
    with_identity: bool = False,
    identity_reason: str = "",
) -> Export:
    """Write down what is about to be downloaded, and whose data; who gets no record gets no file.

    Only an admin may, and the evidence of the code of ethics only an ethics officer (PermissionDenied). Refuses
    "suspended", "nothing_to_export", "purpose_required" (a few words at least), "identity_reason_required" and either
    text "too_long".
    """
    if subject == Export.Subject.EVIDENCE:
        check_ethics_officer(by, on)
    elif not is_lsp_admin(by):
        raise PermissionDenied
    if rows < 1:
        raise RuleError(_("Tidak ada data untuk diekspor."), code="nothing_to_export")
    purpose, reason = purpose.strip(), identity_reason.strip() if with_identity else ""
    if len(purpose) < SHORTEST_PURPOSE:
        raise RuleError(_("Tulis tujuannya dengan beberapa kata."), code="purpose_required")
    if with_identity and len(reason) < SHORTEST_PURPOSE:
        raise RuleError(_("Tulis mengapa NIK lengkap diperlukan."), code="identity_reason_required")
    if max(len(purpose), len(reason)) > LONGEST_PURPOSE:
        raise RuleError(_("Paling panjang %(limit)s huruf."), code="too_long", params={"limit": LONGEST_PURPOSE})
    export = Export.objects.create(
        subject=subject,
        purpose=purpose,
        rows=rows,
        with_identity=with_identity,
        identity_reason=reason,
        exported_by=by,
    )
    row = Export.candidates.through
    row.objects.bulk_create([row(export=export, candidate_id=pk) for pk in sorted(set(candidates))], batch_size=500)
    Event.record(export, "exported", by=by, on=on, rows=rows)
    return export
