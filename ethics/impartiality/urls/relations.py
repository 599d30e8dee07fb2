from django.urls import path

from .. import views as relations

urlpatterns = [
    path("assignment/<int:pk>/relations/", relations.relation_declare, name="relation_declare"),
]
