from django.urls import path

from ..views import code

urlpatterns = [
    path("ethics/", code.code_show, name="code_show"),
    path("ethics/compare/<int:old>/<int:new>/", code.code_compare, name="code_compare"),
    path("code/", code.code_list, name="code_list"),
    path("code/create/", code.code_create, name="code_create"),
    path("code/<int:pk>/", code.code_read, name="code_read"),
    path("code/<int:pk>/edit/", code.code_edit, name="code_edit"),
    path("code/<int:pk>/publish/", code.code_publish, name="code_publish"),
    path("code/<int:pk>/discard/", code.code_discard, name="code_discard"),
]
