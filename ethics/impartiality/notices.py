"""Letters about possible conflicts of interest: to the officers, and to the admins when one is decided.

No letter names anybody: whoever may know signs in and reads it there.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kit import mail

from ..models import Conflict

RAISED = _("Ada kemungkinan benturan kepentingan yang menunggu putusan. Penilaian asesi itu ditahan sampai diputuskan.")
DECIDED = {
    Conflict.Outcome.REPLACE: _(
        "Petugas etik memutuskan agar asesor sebuah asesmen diganti. Pilih asesor penggantinya."
    ),
    Conflict.Outcome.SUPERVISE: _("Petugas etik memutuskan agar sebuah asesmen berlangsung dengan pengawasan."),
    Conflict.Outcome.DISMISS: _(
        "Petugas etik memutuskan bahwa tidak ada benturan kepentingan. Asesmen dapat berlanjut."
    ),
    Conflict.Outcome.UPHOLD: _(
        "Petugas etik memutuskan bahwa sebuah penilaian tidak dapat dipakai. Daftarkan asesinya pada jadwal lain."
    ),
}


@mail.after_commit
def tell_officers(conflicts: Iterable[int]) -> None:
    """The officers who may decide hear that something waits: one letter, whatever the number."""
    raised = list(Conflict.objects.filter(pk__in=conflicts).order_by("pk"))
    for officer in get_user_model().objects.filter(is_ethics_officer=True, is_active=True).exclude(email=""):
        asked: Any = Conflict.objects.with_involvement_of(officer).filter(pk__in=[row.pk for row in raised])
        if asked.filter(is_involved=False).exists():
            _write(officer.email, _("Benturan kepentingan menunggu putusan"), RAISED, reverse("conflict_list"))


@mail.after_commit
def tell_admins(conflict: Conflict) -> None:
    """The LSP's office hears what was decided, with the way to what it has to do."""
    is_task = conflict.outcome == Conflict.Outcome.REPLACE
    path = reverse("assessment_reassign" if is_task else "assessment_show", args=[conflict.assessment_id])
    sentence = DECIDED[Conflict.Outcome(conflict.outcome)]
    for admin in get_user_model().objects.filter(is_lsp_admin=True, is_active=True).exclude(email=""):
        _write(admin.email, _("Benturan kepentingan sudah diputuskan"), sentence, path)


def _write(to: str, subject: Promise, sentence: Promise, path: str) -> None:
    mail.send(template="ethics_told", subject=subject, to=to, path=path, sentence=sentence)
