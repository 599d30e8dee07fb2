"""What an account had to do with an assessment: who had a part in it may not decide on it (ISO/IEC 17024, 9.4)."""

from datetime import date, datetime
from typing import Any, Self

from django.db import models

from ...assessors.models import Assessor
from ...people.models import Candidate, Relation, Training
from ...sessions.models import Assignment


class PartQuerySet(models.QuerySet[Any]):
    def with_involvement_of(self, user: Any, by_day: date | None = None, by_moment: datetime | None = None) -> Self:
        """Adds `involvement`: what this account had to do with it, "" when nothing. Who had a part may not decide.

        A training that ended after `by_day` is left out: it takes nothing from what was decided that day. A relation,
        and having been taught by the candidate, counts whenever it was recorded, or up to `by_moment`.
        """
        from .assessments import Assessment
        from .verdicts import Verdict

        # Subqueries, not joins: a list that counts and cuts first never pays for them.
        himself = Candidate.objects.filter(pk=models.OuterRef("candidate"), person__account=user)
        assigned = Assessor.objects.filter(pk=models.OuterRef("assessor"), person__account=user)
        task = Assignment.objects.filter(session=models.OuterRef("session"), assessor__person__account=user)
        recorded = Verdict.objects.filter(assessment=models.OuterRef("pk"), recorded_by=user)
        beside = {"pk": models.OuterRef("pk"), "supervisions__supervisor__account": user}
        supervised = Assessment.objects.filter(**beside).order_by()
        trained = Training.objects.filter(candidate=models.OuterRef("candidate"), trainer__account=user)
        taught = Training.objects.filter(trainer=models.OuterRef("candidate__person"), candidate__person__account=user)
        if by_day:
            trained, taught = trained.exclude(ended_on__gt=by_day), taught.exclude(ended_on__gt=by_day)
        related = Relation.objects.filter(
            models.Q(person=models.OuterRef("candidate__person"), relative__account=user)
            | models.Q(relative=models.OuterRef("candidate__person"), person__account=user)
        )
        if by_moment:
            related, taught = related.filter(recorded_at__lte=by_moment), taught.filter(recorded_at__lte=by_moment)
        assessed = models.Q(signed_by=user) | models.Exists(assigned) | models.Exists(task) | models.Exists(recorded)
        return self.annotate(
            involvement=models.Case(
                models.When(models.Exists(himself), then=models.Value("is_candidate")),
                models.When(assessed, then=models.Value("assessed_it")),
                models.When(models.Exists(supervised), then=models.Value("supervised_it")),
                models.When(models.Exists(trained), then=models.Value("trained_candidate")),
                models.When(models.Exists(related) | models.Exists(taught), then=models.Value("tied_to_candidate")),
                default=models.Value(""),
            )
        )
