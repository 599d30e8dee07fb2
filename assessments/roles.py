"""The roles of the certification, in the order of the work. Their questions are those of `access`.

The ethics officer stands among them, for the facts ask for one: he exports evidence and may be suspended.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.roles import Role

from . import access
from .confidentiality.models import FileReading

READER = FileReading.Role

ROLES = (
    Role("admin", 10, _("Admin LSP"), "sliders", access.is_lsp_admin, flag="is_lsp_admin", reads_as=READER.ADMIN),
    Role(
        "decision_maker",
        20,
        _("Pengambil keputusan"),
        "clipboard-check",
        access.is_decision_maker,
        flag="is_decision_maker",
        is_office=True,
        reads_as=READER.DECISION_MAKER,
    ),
    Role(
        "ethics_officer",
        30,
        _("Petugas etik"),
        "shield-check",
        access.is_ethics_officer,
        flag="is_ethics_officer",
        is_office=True,
        reads_as=READER.ETHICS_OFFICER,
    ),
    Role(
        "assessor",
        40,
        pgettext_lazy("one", "Asesor"),
        "person-badge",
        access.is_assessor,
        record="assessor",
        reads_as=READER.ASSESSOR,
    ),
    Role("candidate", 50, pgettext_lazy("one", "Asesi"), "person", access.is_candidate, record="candidate"),
)
