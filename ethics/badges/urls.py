from django.urls import path, register_converter

from certificates.checking.urls.verification import TokenConverter

from . import views

register_converter(TokenConverter, "badge")

urlpatterns = [
    path("badge/", views.badge_show, name="badge_show"),
    path("badge/<badge:token>/", views.badge_check, name="badge_check"),
]
