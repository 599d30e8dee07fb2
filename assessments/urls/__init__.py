"""Every address of the facts, a module for each noun."""

from . import (
    assessors,
    body,
    cases,
    catalogue,
    decisions,
    exports,
    imports,
    people,
    remarks,
    schemes,
    sessions,
    standards,
    uploads,
    venues,
    verdicts,
)

MODULES = [
    assessors,
    body,
    cases,
    catalogue,
    decisions,
    exports,
    imports,
    people,
    remarks,
    schemes,
    sessions,
    standards,
    uploads,
    venues,
    verdicts,
]
urlpatterns = [pattern for module in MODULES for pattern in module.urlpatterns]
