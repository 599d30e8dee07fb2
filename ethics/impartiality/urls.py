from django.urls import path
from django.utils.translation import gettext_lazy as _

from kit.menus import Entry

from . import views

urlpatterns = [
    path("conflict/", views.conflict_list, name="conflict_list"),
    path("conflict/<int:pk>/", views.conflict_show, name="conflict_show"),
    path("conflict/<int:pk>/decide/", views.conflict_decide, name="conflict_decide"),
    path("assignment/<int:pk>/relations/", views.relation_declare, name="relation_declare"),
]

menu = [
    Entry(
        _("Benturan kepentingan"),
        "conflict_list",
        "people",
        _("Benturan"),
        menus={"ethics_officer": 20, "assessor": 50},
    ),
]
