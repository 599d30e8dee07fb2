from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from kit.printable import Faces


class CertificatesConfig(AppConfig):
    name = "certificates"
    verbose_name = _("Sertifikat")

    def ready(self) -> None:
        from kit import acts, printable, slots
        from kit.acts import Act
        from kit.guards import register

        from . import first_records, guards
        from .checking import stencils

        slots.fill("assessment_after_facts", "certificates/certificates/_assessment_certificate.html")
        slots.fill("own_assessment_after_next", "certificates/certificates/_own_assessment_certificate.html")
        slots.fill("version_facts", "certificates/designs/_version_design.html")
        printable.print_with(_letters, _("Ada huruf yang tidak dapat dicetak pada sertifikat: %(letters)s."))
        register(self.name, guards.GUARDS)
        acts.add(
            "assessments.person",
            listed=Act(_("Dicantumkan dalam daftar publik pemegang sertifikat")),
            unlisted=Act(_("Dikeluarkan dari daftar publik pemegang sertifikat")),
        )
        post_migrate.connect(first_records.fill, sender=self)
        post_save.connect(stencils.forget, sender="assessments.CertificationBody")


def _letters() -> "Faces":
    """The letters of the fonts. The press is loaded when they are first asked for, not when the portal starts."""
    from .printing.faces import letters

    return letters()
