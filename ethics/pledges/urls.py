from django.urls import path

from . import views

urlpatterns = [
    path("ethics/pledge/", views.pledge_sign, name="pledge_sign"),
    path("pledge/", views.pledge_list, name="pledge_list"),
    path("pledge/<int:pk>/", views.pledge_show, name="pledge_show"),
    path("pledge/<int:pk>/download/", views.pledge_download, name="pledge_download"),
]
