from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from kit.menus import Entry

from . import views

urlpatterns: list[URLPattern] = [
    path("candidate/", views.candidate_list, name="candidate_list"),
    path("candidate/create/", views.candidate_create, name="candidate_create"),
    path("candidate/find/", views.candidate_find, name="candidate_find"),
    path("candidate/<int:pk>/", views.candidate_show, name="candidate_show"),
    path("candidate/<int:pk>/edit/", views.candidate_edit, name="candidate_edit"),
    path("candidate/<int:pk>/training/create/", views.training_create, name="training_create"),
    path("training/<int:pk>/remove/", views.training_remove, name="training_remove"),
    path("person/<int:pk>/relation/create/", views.relation_create, name="relation_create"),
    path("relation/<int:pk>/remove/", views.relation_remove, name="relation_remove"),
]

menu = [
    Entry(_("Asesi"), "candidate_list", "people", menus={"admin": 10}),
]
