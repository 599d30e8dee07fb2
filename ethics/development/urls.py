from django.urls import path

from . import views

urlpatterns = [
    path("development/", views.development_list, name="development_list"),
    path("development/create/", views.development_create, name="development_create"),
    path("development/<int:pk>/", views.development_show, name="development_show"),
    path("development/<int:pk>/evidence/", views.development_evidence, name="development_evidence"),
    path("development/<int:pk>/retract/", views.development_retract, name="development_retract"),
]
