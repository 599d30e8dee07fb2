from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = _("Asesmen")

    def ready(self) -> None:
        from . import guards

        guards.register(self.name, guards.GUARDS)
        pre_migrate.connect(guards.remove_before_migrating, sender=self)  # of every app, before any is migrated
        post_migrate.connect(guards.install_after_migrating, sender=self)
