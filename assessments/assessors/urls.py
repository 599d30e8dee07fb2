from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from kit.menus import Entry

from . import views

urlpatterns: list[URLPattern] = [
    path("assessor/", views.assessor_list, name="assessor_list"),
    path("assessor/create/", views.assessor_create, name="assessor_create"),
    path("assessor/<int:pk>/", views.assessor_show, name="assessor_show"),
    path("assessor/<int:pk>/edit/", views.assessor_edit, name="assessor_edit"),
]

menu = [
    Entry(_("Asesor"), "assessor_list", "person-badge", menus={"admin": 50}),
]
