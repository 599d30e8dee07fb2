"""When a draft may be put in force, and what an admin should know before."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from ..errors import RuleError
from ..models import SchemeVersion


def check_publishable(version: SchemeVersion) -> None:
    """Refuses a version on which no fair assessment is possible: "no_units", "elective_short", "nothing_required"."""
    places = version.scheme_units.all()
    if not places.exists():
        raise RuleError(_("Skema belum mempunyai unit kompetensi."), "no_units")
    groups = list(version.elective_groups.annotate(unit_count=Count("scheme_units")))
    for group in groups:
        if group.unit_count < group.max_units:
            raise RuleError(
                _("Kelompok pilihan “%(group)s” berisi %(count)s unit, padahal paling banyak %(wanted)s dipilih."),
                "elective_short",
                {"group": group.name, "count": group.unit_count, "wanted": group.max_units},
            )
    if not places.filter(elective_group__isnull=True).exists() and not any(group.min_units for group in groups):
        raise RuleError(
            _("Tidak ada unit yang wajib dinilai: jadikan satu unit wajib, atau beri kelompok pilihan jumlah minimum."),
            "nothing_required",
        )
