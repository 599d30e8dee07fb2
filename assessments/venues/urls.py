from django.urls import URLPattern, path
from django.utils.translation import pgettext_lazy

from kit.menus import Entry

from . import views

urlpatterns: list[URLPattern] = [
    path("venue/", views.venue_list, name="venue_list"),
    path("venue/create/", views.venue_create, name="venue_create"),
    path("venue/<int:pk>/", views.venue_show, name="venue_show"),
    path("venue/<int:pk>/edit/", views.venue_edit, name="venue_edit"),
]

menu = [
    Entry(pgettext_lazy("menu", "TUK"), "venue_list", "geo-alt", menus={"admin": 60}),
]
