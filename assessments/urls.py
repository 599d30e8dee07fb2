"""Every address of the facts, a module for each noun."""

from .assessments import urls as cases
from .assessors import urls as assessors
from .body import urls as body
from .confidentiality import urls as exports
from .decisions import urls as decisions
from .importing import urls as imports
from .people import urls as people
from .remarks import urls as remarks
from .schemes.urls import catalogue as catalogue
from .schemes.urls import schemes as schemes
from .sessions import urls as sessions
from .standards import urls as standards
from .uploads import urls as uploads
from .venues import urls as venues
from .verdicts import urls as verdicts

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
