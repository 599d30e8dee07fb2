from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from kit.menus import Entry

from . import views

urlpatterns: list[URLPattern] = [
    path("profile/", views.profile_show, name="profile_show"),
    path("profile/edit/", views.profile_edit, name="profile_edit"),
    path("legalbasis/", views.legalbasis_list, name="legalbasis_list"),
    path("legalbasis/create/", views.legalbasis_create, name="legalbasis_create"),
    path("legalbasis/<int:pk>/edit/", views.legalbasis_edit, name="legalbasis_edit"),
    path("legalbasis/<int:pk>/move/", views.legalbasis_move, name="legalbasis_move"),
    path("definition/", views.definition_list, name="definition_list"),
    path("definition/create/", views.definition_create, name="definition_create"),
    path("definition/<int:pk>/edit/", views.definition_edit, name="definition_edit"),
    path("definition/<int:pk>/move/", views.definition_move, name="definition_move"),
]

menu = [
    Entry(_("Profil LSP"), "profile_show", "building", menus={"settings": 30}),
    Entry(_("Dasar hukum"), "legalbasis_list", "journal-text", also=("definition",), menus={"settings": 50}),
]
