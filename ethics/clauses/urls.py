from django.urls import path

from . import views

urlpatterns = [
    path("clause/", views.clause_list, name="clause_list"),
    path("clause/export/", views.clause_export, name="clause_export"),
    path("clause/<int:number>/", views.clause_show, name="clause_show"),
]
