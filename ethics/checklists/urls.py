from django.urls import path

from . import views

urlpatterns = [
    path("assignment/<int:pk>/checklist/", views.checklist_fill, name="checklist_fill"),
]
