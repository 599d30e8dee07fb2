from django.urls import path

from ..views import gifts

urlpatterns = [
    path("gift/", gifts.gift_list, name="gift_list"),
    path("gift/create/", gifts.gift_create, name="gift_create"),
    path("gift/<int:pk>/", gifts.gift_show, name="gift_show"),
    path("gift/<int:pk>/review/", gifts.gift_review, name="gift_review"),
    path("assignment/<int:pk>/gifts/", gifts.gift_declare, name="gift_declare"),
]
