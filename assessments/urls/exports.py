from django.urls import URLPattern, path

from ..views import exports

urlpatterns: list[URLPattern] = [
    path("candidate/export/", exports.candidate_export, name="candidate_export"),
]
