from django.urls import path

from ..views import clauses

urlpatterns = [
    path("clause/", clauses.clause_list, name="clause_list"),
    path("clause/export/", clauses.clause_export, name="clause_export"),
    path("clause/<int:number>/", clauses.clause_show, name="clause_show"),
]
