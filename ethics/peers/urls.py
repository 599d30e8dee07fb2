from django.urls import path

from . import views

urlpatterns = [
    path("assignment/<int:pk>/peers/<int:assessor_pk>/", views.peer_give, name="peer_give"),
    path("peer/", views.peer_list, name="peer_list"),
    path("peer/<int:pk>/", views.peer_show, name="peer_show"),
    path("peer/<int:pk>/review/", views.peer_outcome, name="peer_outcome"),
]
