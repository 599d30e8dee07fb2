"""Addresses of accounts and invitations; signing in and out is in `urls`."""

from django.urls import URLPattern, path

from ..invitations import views as invitations
from . import views

urlpatterns: list[URLPattern] = [
    path("account/", views.account_list, name="account_list"),
    path("account/invite/", invitations.account_invite, name="account_invite"),
    path("account/<int:pk>/", views.account_show, name="account_show"),
    path("account/<int:pk>/edit/", views.account_edit, name="account_edit"),
    path("person/<int:pk>/invite/", invitations.invitation_create, name="invitation_create"),
    path("invitation/", invitations.invitation_list, name="invitation_list"),
    path("invitation/<int:pk>/resend/", invitations.invitation_resend, name="invitation_resend"),
    path("invitation/<int:pk>/revoke/", invitations.invitation_revoke, name="invitation_revoke"),
    path("invitation/<str:token>/accept/", invitations.invitation_accept, name="invitation_accept"),
]
