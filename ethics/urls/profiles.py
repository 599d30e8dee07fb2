from django.urls import path

from ..views import profiles

urlpatterns = [
    path("evaluations/", profiles.evaluation_list, name="evaluation_list"),
    path("evaluations/own/", profiles.evaluation_own, name="evaluation_own"),
    path("evaluations/<int:pk>/show/", profiles.evaluation_show, name="evaluation_show"),
]
