from django.urls import path

from ..views import peers

urlpatterns = [
    path("assignment/<int:pk>/peers/<int:assessor_pk>/", peers.peer_give, name="peer_give"),
    path("peer/", peers.peer_list, name="peer_list"),
    path("peer/<int:pk>/", peers.peer_show, name="peer_show"),
    path("peer/<int:pk>/review/", peers.peer_review, name="peer_review"),
]
