from django.urls import path

from ..views import relations

urlpatterns = [
    path("assignment/<int:pk>/relations/", relations.relation_declare, name="relation_declare"),
]
