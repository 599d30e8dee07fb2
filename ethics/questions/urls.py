from django.urls import path
from django.utils.translation import gettext_lazy as _

from kit.menus import Entry

from . import views

urlpatterns = [
    path("question/", views.question_list, name="question_list"),
    path("question/<int:pk>/answer/", views.question_answer, name="question_answer"),
    path("assessment/<int:pk>/questions/", views.question_thread, name="question_thread"),
    path("case/<int:pk>/question/", views.question_ask, name="question_ask"),
]

menu = [
    Entry(
        _("Pertanyaan asesi"),
        "question_list",
        "question-circle",
        _("Tanya"),
        menus={"ethics_officer": 30, "assessor": 30},
    ),
]
