from django.urls import URLPattern, path

from ..views import people, trainings

urlpatterns: list[URLPattern] = [
    path("candidates/", people.candidate_list, name="candidate_list"),
    path("candidates/create/", people.candidate_create, name="candidate_create"),
    path("candidates/find/", people.candidate_find, name="candidate_find"),
    path("candidates/<int:pk>/", people.candidate_show, name="candidate_show"),
    path("candidates/<int:pk>/edit/", people.candidate_edit, name="candidate_edit"),
    path("candidates/<int:pk>/trainings/create/", trainings.training_create, name="training_create"),
    path("trainings/<int:pk>/remove/", trainings.training_remove, name="training_remove"),
]
