"""The site map."""

from django.urls import include, path

urlpatterns = [
    path("", include("assessments.urls")),
    path("", include("certificates.urls")),
    path("accounts/", include("allauth.account.urls")),
]
