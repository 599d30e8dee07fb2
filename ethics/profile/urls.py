from django.urls import path
from django.utils.translation import gettext_lazy as _

from kit.menus import Entry

from . import views

urlpatterns = [
    path("evaluations/", views.evaluation_list, name="evaluation_list"),
    path("evaluations/own/", views.evaluation_own, name="evaluation_own"),
    path("evaluations/<int:pk>/show/", views.evaluation_show, name="evaluation_show"),
]

EVALUATED = ("evaluation", "review", "witness", "inspection")
menu = [
    Entry(
        _("Evaluasi asesor"),
        "evaluation_list",
        "person-check",
        _("Evaluasi"),
        also=(*EVALUATED, "feedback", "peer"),
        menus={"ethics_officer": 40, "settings": 110},
    ),
    Entry(_("Evaluasi saya"), "evaluation_own", "person-check", _("Evaluasi"), also=EVALUATED, menus={"assessor": 60}),
]
