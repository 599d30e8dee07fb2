from django.urls import path

from . import views

urlpatterns = [
    path("ethics/", views.code_show, name="code_show"),
]
