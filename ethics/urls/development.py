from django.urls import path

from ..views import development

urlpatterns = [
    path("development/", development.development_list, name="development_list"),
    path("development/create/", development.development_create, name="development_create"),
    path("development/<int:pk>/", development.development_show, name="development_show"),
    path("development/<int:pk>/evidence/", development.development_evidence, name="development_evidence"),
    path("development/<int:pk>/retract/", development.development_retract, name="development_retract"),
]
