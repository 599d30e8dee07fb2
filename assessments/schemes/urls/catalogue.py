from django.urls import URLPattern, path

from ..views import catalogue as views

urlpatterns: list[URLPattern] = [
    path("catalogue/", views.catalogue_list, name="catalogue_list"),
    path("catalogue/<int:pk>/", views.catalogue_show, name="catalogue_show"),
]
