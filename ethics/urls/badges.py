from django.urls import path, register_converter

from certificates.checking.urls.verification import TokenConverter

from ..views import badges

register_converter(TokenConverter, "badge")

urlpatterns = [
    path("badge/", badges.badge_show, name="badge_show"),
    path("badge/<badge:token>/", badges.badge_check, name="badge_check"),
]
