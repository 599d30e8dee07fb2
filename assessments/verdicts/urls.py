from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("assessment/<int:pk>/record/", views.assessment_record, name="assessment_record"),
    path("assessment/<int:pk>/sign/", views.assessment_sign, name="assessment_sign"),
]
