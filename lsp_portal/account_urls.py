"""Addresses of accounts and invitations; signing in and out is in `urls`."""

from django.urls import URLPattern, path

from .views import accounts, invitations

urlpatterns: list[URLPattern] = [
    path("accounts/", accounts.account_list, name="account_list"),
    path("accounts/invite/", invitations.account_invite, name="account_invite"),
    path("accounts/<int:pk>/", accounts.account_show, name="account_show"),
    path("accounts/<int:pk>/edit/", accounts.account_edit, name="account_edit"),
    path("people/<int:pk>/invite/", invitations.invitation_create, name="invitation_create"),
    path("invitations/", invitations.invitation_list, name="invitation_list"),
    path("invitations/<int:pk>/resend/", invitations.invitation_resend, name="invitation_resend"),
    path("invitations/<int:pk>/revoke/", invitations.invitation_revoke, name="invitation_revoke"),
    path("invitations/<str:token>/accept/", invitations.invitation_accept, name="invitation_accept"),
]
