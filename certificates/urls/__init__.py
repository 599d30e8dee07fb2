"""The addresses of the app, in a module for each noun."""

from . import acts, designs, keys, numbers, verification

urlpatterns = [
    *acts.urlpatterns,
    *designs.urlpatterns,
    *numbers.urlpatterns,
    *keys.urlpatterns,
    *verification.urlpatterns,
]
