from django.urls import path

from ..views import checklists

urlpatterns = [
    path("assignment/<int:pk>/checklist/", checklists.checklist_fill, name="checklist_fill"),
]
