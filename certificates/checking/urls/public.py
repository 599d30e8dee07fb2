"""What anybody may ask of the register, beyond one certificate."""

from django.urls import include, path

from ...holders import views as holders
from ...holders import views as statistics
from ...register import views as daily_roots
from .. import views
from . import interface

urlpatterns = [
    path("verify/file/", views.verify_file, name="verify_file"),
    path("register/", daily_roots.root_list, name="root_list"),
    path("register/roots.json", daily_roots.root_list_json, name="root_list_json"),
    path("register/entries.json", daily_roots.entry_list_json, name="entry_list_json"),
    path("holders/", holders.holder_list, name="holder_list"),
    path("candidate/<int:pk>/consent/", holders.candidate_consent, name="candidate_consent"),
    path("statistics/", statistics.statistics_show, name="statistics_show"),
    path("api/", include((interface.urlpatterns, "ninja"), namespace="api")),
]
