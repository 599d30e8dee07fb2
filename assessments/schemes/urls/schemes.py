from django.urls import URLPattern, path

from ..views import drafts as drafts
from ..views import schemes as views

urlpatterns: list[URLPattern] = [
    path("scheme/", views.scheme_list, name="scheme_list"),
    path("scheme/create/", views.scheme_create, name="scheme_create"),
    path("scheme/<int:pk>/", views.scheme_show, name="scheme_show"),
    path("version/<int:pk>/", views.version_show, name="version_show"),
    path("version/<int:pk>/publish/", views.version_publish, name="version_publish"),
    path("version/<int:pk>/withdraw/", views.version_withdraw, name="version_withdraw"),
    path("version/<int:pk>/copy/", views.version_copy, name="version_copy"),
    path("version/<int:pk>/edit/", drafts.version_edit, name="version_edit"),
    path("version/<int:pk>/units/", drafts.version_units, name="version_units"),
    path("version/<int:pk>/units/add/", drafts.version_units_add, name="version_units_add"),
    path("version/<int:pk>/groups/", drafts.version_groups, name="version_groups"),
    path("version/<int:pk>/requirements/", drafts.version_requirements, name="version_requirements"),
]
