from django.urls import path
from django.utils.translation import gettext_lazy as _

from kit.menus import Entry

from . import views

urlpatterns = [
    path("ethics/", views.code_show, name="code_show"),
    path("ethics/compare/<int:old>/<int:new>/", views.code_compare, name="code_compare"),
    path("code/", views.code_list, name="code_list"),
    path("code/create/", views.code_create, name="code_create"),
    path("code/<int:pk>/", views.code_read, name="code_read"),
    path("code/<int:pk>/edit/", views.code_edit, name="code_edit"),
    path("code/<int:pk>/publish/", views.code_publish, name="code_publish"),
    path("code/<int:pk>/discard/", views.code_discard, name="code_discard"),
]

menu = [
    Entry(
        _("Kode etik"),
        "code_show",
        "shield-check",
        _("Etik"),
        also=("pledge", "development", "policy"),
        menus={"ethics_officer": 80, "assessor": 70, "decision_maker": 30, "settings": 100},
    ),
    Entry(_("Kode etik"), "code_show", "shield-check", menus={"public": 40}),
]
