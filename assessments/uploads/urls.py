from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("upload/<uuid:key>/", views.upload_show, name="upload_show"),
]
