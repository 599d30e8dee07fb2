from django.urls import path

from .views import drafts as policy_drafts
from .views import policies

urlpatterns = [
    path("policy/", policies.policy_list, name="policy_list"),
    path("policy/create/", policy_drafts.policy_create, name="policy_create"),
    path("policy/compare/<int:old>/<int:new>/", policies.policy_compare, name="policy_compare"),
    path("policy/<int:pk>/", policies.policy_show, name="policy_show"),
    path("policy/<int:pk>/file/", policies.policy_file, name="policy_file"),
    path("policy/<int:pk>/acknowledge/", policies.policy_acknowledge, name="policy_acknowledge"),
    path("policy/<int:pk>/readers/", policies.policy_readers, name="policy_readers"),
    path("policy/<int:pk>/edit/", policy_drafts.policy_edit, name="policy_edit"),
    path("policy/<int:pk>/publish/", policy_drafts.policy_publish, name="policy_publish"),
    path("policy/<int:pk>/discard/", policy_drafts.policy_discard, name="policy_discard"),
    path("policy/<int:pk>/renew/", policy_drafts.policy_renew, name="policy_renew"),
]
