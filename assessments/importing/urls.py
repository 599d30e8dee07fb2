from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("scheme-import/", views.scheme_import, name="scheme_import"),
    path("scheme-import/template.<str:fmt>", views.scheme_import_template, name="scheme_import_template"),
    path("scheme-import/<uuid:pk>/", views.scheme_import_preview, name="scheme_import_preview"),
    path("scheme-import/<uuid:pk>/confirm/", views.scheme_import_confirm, name="scheme_import_confirm"),
]
