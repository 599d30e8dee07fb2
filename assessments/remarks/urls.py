from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("assessment/<int:pk>/reveal/", views.assessment_reveal, name="assessment_reveal"),
    path("case/<int:pk>/answer/", views.own_assessment_answer, name="own_assessment_answer"),
]
