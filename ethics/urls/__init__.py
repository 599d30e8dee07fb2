"""Every address of the conscience, a module for each noun."""

from . import code

MODULES = [code]
urlpatterns = [pattern for module in MODULES for pattern in module.urlpatterns]
