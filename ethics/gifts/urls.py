from django.urls import path
from django.utils.translation import gettext_lazy as _

from kit.menus import Entry

from . import views

urlpatterns = [
    path("gift/", views.gift_list, name="gift_list"),
    path("gift/create/", views.gift_create, name="gift_create"),
    path("gift/<int:pk>/", views.gift_show, name="gift_show"),
    path("gift/<int:pk>/review/", views.gift_examine, name="gift_examine"),
    path("assignment/<int:pk>/gifts/", views.gift_declare, name="gift_declare"),
]

menu = [
    Entry(
        _("Daftar pemberian"),
        "gift_list",
        "journal-check",
        _("Pemberian"),
        menus={"ethics_officer": 50, "assessor": 40},
    ),
]
