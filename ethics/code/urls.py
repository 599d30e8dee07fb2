from django.urls import path

from . import views

urlpatterns = [
    path("ethics/", views.code_show, name="code_show"),
    path("ethics/compare/<int:old>/<int:new>/", views.code_compare, name="code_compare"),
    path("code/", views.code_list, name="code_list"),
    path("code/create/", views.code_create, name="code_create"),
    path("code/<int:pk>/", views.code_read, name="code_read"),
    path("code/<int:pk>/edit/", views.code_edit, name="code_edit"),
    path("code/<int:pk>/publish/", views.code_publish, name="code_publish"),
    path("code/<int:pk>/discard/", views.code_discard, name="code_discard"),
]
