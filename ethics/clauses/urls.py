from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.menus import Entry

from . import views

urlpatterns = [
    path("clause/", views.clause_list, name="clause_list"),
    path("clause/export/", views.clause_export, name="clause_export"),
    path("clause/<int:number>/", views.clause_show, name="clause_show"),
]

menu = [
    Entry(
        _("Butir kode etik"),
        "clause_list",
        "list-check",
        pgettext_lazy("many", "Butir"),
        menus={"ethics_officer": 70, "settings": 90},
    ),
]
