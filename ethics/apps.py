from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EthicsConfig(AppConfig):
    name = "ethics"
    verbose_name = _("Etik")

    def ready(self) -> None:
        from assessments.ties import questions as ties
        from kit.guards import register

        from . import guards
        from .impartiality.operations.conflicts import raise_recorded

        ties.watch(raise_recorded)
        register(self.name, guards.GUARDS)
