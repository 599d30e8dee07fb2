"""The keys' records, an admin's."""

from django.urls import path

from ..views import keys

urlpatterns = [
    path("key/", keys.key_list, name="key_list"),
    path("key/<int:pk>/", keys.key_show, name="key_show"),
    path("key/<int:pk>/retire/", keys.key_retire, name="key_retire"),
]
