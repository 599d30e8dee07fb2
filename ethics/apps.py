from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class EthicsConfig(AppConfig):
    name = "ethics"
    verbose_name = _("Etik")

    def ready(self) -> None:
        from assessments import ties

        from . import guards
        from .operations.conflicts import raise_recorded

        ties.watch(raise_recorded)
        pre_migrate.connect(guards.remove_before_migrating, sender=self)
        post_migrate.connect(guards.install_after_migrating, sender=self)
