"""What anybody may ask of the register, beyond one certificate."""

from django.urls import include, path

from ..views import dropping, holders, roots, statistics
from . import interface

urlpatterns = [
    path("verify/file/", dropping.verify_file, name="verify_file"),
    path("register/", roots.root_list, name="root_list"),
    path("register/roots.json", roots.root_list_json, name="root_list_json"),
    path("register/entries.json", roots.entry_list_json, name="entry_list_json"),
    path("holders/", holders.holder_list, name="holder_list"),
    path("candidate/<int:pk>/consent/", holders.candidate_consent, name="candidate_consent"),
    path("statistics/", statistics.statistics_show, name="statistics_show"),
    path("api/", include((interface.urlpatterns, "ninja"), namespace="api")),
]
