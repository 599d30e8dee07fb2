from django.urls import URLPattern, path

from ..views import assessors

urlpatterns: list[URLPattern] = [
    path("assessors/", assessors.assessor_list, name="assessor_list"),
    path("assessors/create/", assessors.assessor_create, name="assessor_create"),
    path("assessors/<int:pk>/", assessors.assessor_show, name="assessor_show"),
    path("assessors/<int:pk>/edit/", assessors.assessor_edit, name="assessor_edit"),
]
