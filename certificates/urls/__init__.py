"""The addresses of the app, in a module for each noun; those that anybody asks are `verification` and `public`."""

from . import acts, designs, keys, numbers

urlpatterns = [
    *acts.urlpatterns,
    *designs.urlpatterns,
    *numbers.urlpatterns,
    *keys.urlpatterns,
]
