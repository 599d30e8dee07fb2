from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from kit.menus import Entry

from . import views

urlpatterns: list[URLPattern] = [
    path("decision/", views.decision_list, name="decision_list"),
    path("assessment/<int:pk>/decide/", views.assessment_decide, name="assessment_decide"),
]

menu = [
    Entry(_("Keputusan"), "decision_list", "clipboard-check", menus={"decision_maker": 10}),
]
