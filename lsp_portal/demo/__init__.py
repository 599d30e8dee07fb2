"""The living demo: an invented LSP, loaded through the operations. Its accounts are no secret."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PASSWORD = "demo-lsp-2026"  # noqa: S105 - shown on the sign-in page of the demo, and only there

ACCOUNTS = {
    "admin": _("Admin LSP"),
    "komite": _("Komite pengambil keputusan"),
    "etik": _("Petugas etik"),
    "asesor": _("Asesor kompetensi"),
    "asesor2": _("Asesor kompetensi lain"),
    "asesi": pgettext_lazy("one", "Asesi"),
    "asesi2": _("Asesi lain"),
}
