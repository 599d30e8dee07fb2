"""Every address of the conscience, a module for each noun."""

from .badges import urls as badges
from .cases.urls import cases, reports
from .checklists import urls as checklists
from .clauses import urls as clauses
from .code import urls as code
from .confidentiality import urls as readings
from .development import urls as development
from .evaluations import urls as evaluations
from .feedback import urls as feedback
from .gifts import urls as gifts
from .impartiality.urls import conflicts, relations
from .peers import urls as peers
from .pledges import urls as pledges
from .policies import urls as policies
from .profile import urls as profiles
from .questions import urls as questions

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
    cases,
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
