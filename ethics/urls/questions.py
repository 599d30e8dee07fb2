from django.urls import path

from ..views import questions

urlpatterns = [
    path("question/", questions.question_list, name="question_list"),
    path("question/<int:pk>/answer/", questions.question_answer, name="question_answer"),
    path("assessment/<int:pk>/questions/", questions.question_thread, name="question_thread"),
    path("case/<int:pk>/question/", questions.question_ask, name="question_ask"),
]
