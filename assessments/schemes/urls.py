from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from kit.menus import Entry

from .views import catalogue, drafts, schemes

urlpatterns: list[URLPattern] = [
    path("catalogue/", catalogue.catalogue_list, name="catalogue_list"),
    path("catalogue/<int:pk>/", catalogue.catalogue_show, name="catalogue_show"),
    path("scheme/", schemes.scheme_list, name="scheme_list"),
    path("scheme/create/", schemes.scheme_create, name="scheme_create"),
    path("scheme/<int:pk>/", schemes.scheme_show, name="scheme_show"),
    path("version/<int:pk>/", schemes.version_show, name="version_show"),
    path("version/<int:pk>/publish/", schemes.version_publish, name="version_publish"),
    path("version/<int:pk>/withdraw/", schemes.version_withdraw, name="version_withdraw"),
    path("version/<int:pk>/copy/", schemes.version_copy, name="version_copy"),
    path("version/<int:pk>/edit/", drafts.version_edit, name="version_edit"),
    path("version/<int:pk>/units/", drafts.version_units, name="version_units"),
    path("version/<int:pk>/units/add/", drafts.version_units_add, name="version_units_add"),
    path("version/<int:pk>/groups/", drafts.version_groups, name="version_groups"),
    path("version/<int:pk>/requirements/", drafts.version_requirements, name="version_requirements"),
]

menu = [
    Entry(_("Skema"), "scheme_list", "layers", also=("version",), menus={"admin": 40}),
    Entry(_("Skema sertifikasi"), "catalogue_list", "layers", menus={"public": 10}),
]
