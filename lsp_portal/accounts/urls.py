from django.urls import URLPattern, path

from ..invitations import views as invitations
from . import views

urlpatterns: list[URLPattern] = [
    path("account/", views.account_list, name="account_list"),
    path("account/invite/", invitations.account_invite, name="account_invite"),
    path("account/<int:pk>/", views.account_show, name="account_show"),
    path("account/<int:pk>/edit/", views.account_edit, name="account_edit"),
]
