from django.urls import URLPattern, path

from . import views

urlpatterns: list[URLPattern] = [
    path("person/<int:pk>/invite/", views.invitation_create, name="invitation_create"),
    path("invitation/", views.invitation_list, name="invitation_list"),
    path("invitation/<int:pk>/resend/", views.invitation_resend, name="invitation_resend"),
    path("invitation/<int:pk>/revoke/", views.invitation_revoke, name="invitation_revoke"),
    path("invitation/<str:token>/accept/", views.invitation_accept, name="invitation_accept"),
]
