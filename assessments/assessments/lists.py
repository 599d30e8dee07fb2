"""The candidate's own certifications."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.addresses import page_of
from kit.columns import Column, LinkColumn, MomentColumn, StatusColumn
from kit.tables import Intro, Table

from ..models import Assessment


class OwnAssessmentTable(Table):
    """One row for each attempt, the newest first."""

    intro = Intro(
        _("Sertifikasi saya"),
        icon="award",
        empty=_("Belum ada sertifikasi"),
        text=_("Setelah LSP mendaftarkan Anda pada jadwal uji, jalannya sertifikasi terlihat di sini."),
    )

    scheme = LinkColumn(pgettext_lazy("one", "Skema"), "session__scheme_version__title")
    starts_at = MomentColumn(pgettext_lazy("one", "Jadwal uji"), "session__starts_at")
    venue = Column(_("Tempat"), "session__venue__name")
    status = StatusColumn()

    phone = ("scheme", "starts_at", "venue", "status")

    def address(self, record: Assessment) -> str:
        return page_of("own_assessment_show", record.pk)
