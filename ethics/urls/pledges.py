from django.urls import path

from ..views import pledges

urlpatterns = [
    path("ethics/pledge/", pledges.pledge_sign, name="pledge_sign"),
]
