from django.urls import URLPattern, path

from .views import people, relations, trainings

urlpatterns: list[URLPattern] = [
    path("candidate/", people.candidate_list, name="candidate_list"),
    path("candidate/create/", people.candidate_create, name="candidate_create"),
    path("candidate/find/", people.candidate_find, name="candidate_find"),
    path("candidate/<int:pk>/", people.candidate_show, name="candidate_show"),
    path("candidate/<int:pk>/edit/", people.candidate_edit, name="candidate_edit"),
    path("candidate/<int:pk>/training/create/", trainings.training_create, name="training_create"),
    path("training/<int:pk>/remove/", trainings.training_remove, name="training_remove"),
    path("person/<int:pk>/relation/create/", relations.relation_create, name="relation_create"),
    path("relation/<int:pk>/remove/", relations.relation_remove, name="relation_remove"),
]
