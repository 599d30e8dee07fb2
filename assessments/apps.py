from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = _("Asesmen")

    def ready(self) -> None:
        from kit import acts, events, history, transitions
        from kit.guards import register

        from . import guards, models, statuses, words
        from .assessments.operations.assessed import check_not_assessed
        from .people import asking, changes
        from .ties import questions

        register(self.name, guards.GUARDS)
        events.record_with(models.Event)
        acts.call(words.EVENT_LABELS, words.TONES)
        history.tell_changes(models.Person._meta.label_lower, changes.changed_lines)
        asking.check_changes_with(check_not_assessed)
        asking.watch_ties(questions)
        transitions.draw(statuses.EDGES)
