from django.urls import path

from ..views import code

urlpatterns = [
    path("ethics/", code.code_show, name="code_show"),
]
