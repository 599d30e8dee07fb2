from django.urls import URLPattern, path

from .views import cases as views

urlpatterns: list[URLPattern] = [
    path("case/", views.case_list, name="case_list"),
    path("case/<int:pk>/", views.case_show, name="case_show"),
]
