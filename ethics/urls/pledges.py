from django.urls import path

from ..views import pledges

urlpatterns = [
    path("ethics/pledge/", pledges.pledge_sign, name="pledge_sign"),
    path("pledge/", pledges.pledge_list, name="pledge_list"),
    path("pledge/<int:pk>/", pledges.pledge_show, name="pledge_show"),
    path("pledge/<int:pk>/download/", pledges.pledge_download, name="pledge_download"),
]
