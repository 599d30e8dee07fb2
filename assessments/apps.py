from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = _("Asesmen")

    def ready(self) -> None:
        from kit import acts, events, history
        from kit.guards import register

        from . import guards, models, words
        from .people import changes

        register(self.name, guards.GUARDS)
        events.record_with(models.Event)
        acts.call(words.EVENT_LABELS, words.TONES)
        history.tell_changes(models.Person._meta.label_lower, changes.changed_lines)
