"""Every address of the conscience, a module for each noun."""

from . import code, conflicts, development, gifts, matters, pledges, readings, relations, reports

MODULES = [code, conflicts, development, gifts, matters, pledges, readings, relations, reports]
urlpatterns = [pattern for module in MODULES for pattern in module.urlpatterns]
