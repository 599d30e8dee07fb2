from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = _("Asesmen")

    def ready(self) -> None:
        from kit import events, history, mail, roles
        from kit.guards import register

        from . import guards, models
        from .assessments.operations.assessed import check_not_assessed
        from .body import letterhead
        from .people import asking, changes
        from .roles import ROLES
        from .ties import questions

        register(self.name, guards.GUARDS)
        roles.register(*ROLES)
        events.record_with(models.Event)
        mail.sign_with(letterhead.sender_name)
        history.tell_changes(models.Person._meta.label_lower, changes.changed_lines)
        asking.check_changes_with(check_not_assessed)
        asking.watch_ties(questions)
