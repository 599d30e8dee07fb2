"""The addresses of the app, in a module for each noun; those that anybody asks are `verification` and `public`."""

from .certificates import urls as acts
from .designs import urls as designs
from .keys import urls as keys
from .numbers import urls as numbers

urlpatterns = [
    *acts.urlpatterns,
    *designs.urlpatterns,
    *numbers.urlpatterns,
    *keys.urlpatterns,
]
