from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("candidate/export/", views.candidate_export, name="candidate_export"),
]
