"""The keys' records, an admin's."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kit.menus import Entry

from . import views

urlpatterns = [
    path("key/", views.key_list, name="key_list"),
    path("key/<int:pk>/", views.key_show, name="key_show"),
    path("key/<int:pk>/retire/", views.key_retire, name="key_retire"),
]

menu = [
    Entry(_("Kunci dan segel"), "key_list", "key", _("Kunci"), menus={"settings": 80}),
]
