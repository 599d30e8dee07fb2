"""Every address of the facts, a module for each noun."""

from . import (
    body,
    catalogue,
    decisions,
    imports,
    people,
    schemes,
    sessions,
    standards,
    uploads,
    venues,
    verdicts,
)

MODULES = [body, catalogue, decisions, imports, people, schemes, sessions, standards, uploads, venues, verdicts]
urlpatterns = [pattern for module in MODULES for pattern in module.urlpatterns]
