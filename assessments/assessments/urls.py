from django.urls import URLPattern, path

from .views import cases as views

urlpatterns: list[URLPattern] = [
    path("case/", views.own_assessment_list, name="own_assessment_list"),
    path("case/<int:pk>/", views.own_assessment_show, name="own_assessment_show"),
]
