from django.urls import URLPattern, path

from ..views import assessors

urlpatterns: list[URLPattern] = [
    path("assessor/", assessors.assessor_list, name="assessor_list"),
    path("assessor/create/", assessors.assessor_create, name="assessor_create"),
    path("assessor/<int:pk>/", assessors.assessor_show, name="assessor_show"),
    path("assessor/<int:pk>/edit/", assessors.assessor_edit, name="assessor_edit"),
]
