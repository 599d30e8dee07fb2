"""Every address of the conscience, a module for each noun."""

from . import (
    badges,
    checklists,
    clauses,
    code,
    conflicts,
    development,
    evaluations,
    feedback,
    gifts,
    matters,
    peers,
    pledges,
    policies,
    profiles,
    questions,
    readings,
    relations,
    reports,
)

MODULES = [
    badges,
    checklists,
    clauses,
    code,
    conflicts,
    development,
    evaluations,
    feedback,
    gifts,
    matters,
    peers,
    pledges,
    policies,
    profiles,
    questions,
    readings,
    relations,
    reports,
]
urlpatterns = [pattern for module in MODULES for pattern in module.urlpatterns]
