from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EthicsConfig(AppConfig):
    name = "ethics"
    verbose_name = _("Etik")

    def ready(self) -> None:
        from assessments.ties import questions as ties
        from kit import slots
        from kit.guards import register

        from . import guards
        from .impartiality.operations.conflicts import raise_recorded

        ties.watch(raise_recorded)
        register(self.name, guards.GUARDS)
        slots.fill("assessment_after_verdicts", "ethics/checklists/_assessment_conduct.html")
        slots.fill("own_assessment_after_decision", "ethics/feedback/_own_assessment_conduct.html")
        slots.fill("candidate_after_assessments", "ethics/confidentiality/_candidate_disclosure_consents.html")
        slots.fill(
            "assignment_before_candidates",
            "ethics/evaluations/_assignment_witness.html",
            "ethics/checklists/_assignment_checklist.html",
        )
        slots.fill("assignment_after_candidates", "ethics/peers/_assignment_peers.html")
        slots.fill("assignment_declare", "ethics/impartiality/_assignment_declare.html")
        slots.fill("session_after_candidates", "ethics/checklists/_session_checklists.html")
        slots.fill("verdict_barrier", "ethics/impartiality/_verdict_barrier.html")
        slots.fill("assessor_actions", "ethics/profile/_assessor_profile.html")
        slots.fill("assessor_list_actions", "ethics/profile/_assessor_profiles.html")
