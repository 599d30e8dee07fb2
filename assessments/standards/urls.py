from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from kit.menus import Entry

from . import views

urlpatterns: list[URLPattern] = [
    path("standard/", views.standard_list, name="standard_list"),
    path("standard/create/", views.standard_create, name="standard_create"),
    path("standard/<int:pk>/", views.standard_show, name="standard_show"),
    path("standard/<int:pk>/edit/", views.standard_edit, name="standard_edit"),
    path("unit/", views.unit_list, name="unit_list"),
    path("unit/create/", views.unit_create, name="unit_create"),
    path("unit/<int:pk>/", views.unit_show, name="unit_show"),
    path("unit/<int:pk>/edit/", views.unit_edit, name="unit_edit"),
]

menu = [
    Entry(_("Standar"), "standard_list", "book", menus={"settings": 10}),
    Entry(_("Unit kompetensi"), "unit_list", "list-check", menus={"settings": 20}),
]
