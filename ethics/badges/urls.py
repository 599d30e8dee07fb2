from django.urls import path, register_converter
from django.utils.translation import gettext_lazy as _

from certificates.checking.urls.verification import TokenConverter
from kit.menus import Entry

from . import views

register_converter(TokenConverter, "badge")

urlpatterns = [
    path("badge/", views.badge_show, name="badge_show"),
    path("badge/<badge:token>/", views.badge_check, name="badge_check"),
]

menu = [
    Entry(_("Tanda pengenal"), "badge_show", "person-badge", _("Pengenal"), menus={"assessor": 20}),
]
