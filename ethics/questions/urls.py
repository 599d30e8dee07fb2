from django.urls import path

from . import views

urlpatterns = [
    path("question/", views.question_list, name="question_list"),
    path("question/<int:pk>/answer/", views.question_answer, name="question_answer"),
    path("assessment/<int:pk>/questions/", views.question_thread, name="question_thread"),
    path("case/<int:pk>/question/", views.question_ask, name="question_ask"),
]
