"""Every address of the conscience, a module for each noun."""

from . import code, pledges, relations

MODULES = [code, pledges, relations]
urlpatterns = [pattern for module in MODULES for pattern in module.urlpatterns]
