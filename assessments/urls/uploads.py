from django.urls import URLPattern, path

from ..views import uploads

urlpatterns: list[URLPattern] = [
    path("upload/<uuid:key>/", uploads.upload_show, name="upload_show"),
]
