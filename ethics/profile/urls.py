from django.urls import path

from . import views

urlpatterns = [
    path("evaluations/", views.evaluation_list, name="evaluation_list"),
    path("evaluations/own/", views.evaluation_own, name="evaluation_own"),
    path("evaluations/<int:pk>/show/", views.evaluation_show, name="evaluation_show"),
]
