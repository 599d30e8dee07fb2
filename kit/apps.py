from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class KitConfig(AppConfig):
    name = "kit"

    def ready(self) -> None:
        from . import guards

        pre_migrate.connect(guards.remove_before_migrating, sender=self)  # of every app, before any is migrated
        post_migrate.connect(guards.install_after_migrating, sender=self)
