from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save, pre_migrate
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    name = "certificates"
    verbose_name = _("Sertifikat")

    def ready(self) -> None:
        from . import guards, reference
        from .checking import stencils

        pre_migrate.connect(guards.remove_before_migrating, sender=self)
        post_migrate.connect(guards.install_after_migrating, sender=self)
        post_migrate.connect(reference.fill, sender=self)
        post_save.connect(stencils.forget, sender="assessments.CertificationBody")
