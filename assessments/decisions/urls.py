from django.urls import URLPattern, path

from . import views as views

urlpatterns: list[URLPattern] = [
    path("decision/", views.decision_list, name="decision_list"),
    path("assessment/<int:pk>/decide/", views.assessment_decide, name="assessment_decide"),
]
