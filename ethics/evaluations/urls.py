from django.urls import path

from .views import inspections, reviews, witnessings

urlpatterns = [
    path("review/", reviews.review_list, name="review_list"),
    path("review/choose/", reviews.review_choose, name="review_choose"),
    path("task/<int:pk>/review/", reviews.review_ask, name="review_ask"),
    path("review/<int:pk>/", reviews.review_show, name="review_show"),
    path("review/<int:pk>/fill/", reviews.review_fill, name="review_fill"),
    path("review/<int:pk>/reply/", reviews.review_reply, name="review_reply"),
    path("review/<int:pk>/cancel/", reviews.review_cancel, name="review_cancel"),
    path("review/<int:pk>/pdf/", reviews.review_download, name="review_download"),
    path("witness/", witnessings.witness_list, name="witness_list"),
    path("witness/choose/", witnessings.witness_choose, name="witness_choose"),
    path("task/<int:pk>/witness/", witnessings.witness_plan, name="witness_plan"),
    path("witness/<int:pk>/", witnessings.witness_show, name="witness_show"),
    path("witness/<int:pk>/report/", witnessings.witness_report, name="witness_report"),
    path("witness/<int:pk>/reply/", witnessings.witness_reply, name="witness_reply"),
    path("witness/<int:pk>/cancel/", witnessings.witness_cancel, name="witness_cancel"),
    path("inspection/", inspections.inspection_list, name="inspection_list"),
    path("inspection/create/", inspections.inspection_create, name="inspection_create"),
    path("inspection/<int:pk>/", inspections.inspection_show, name="inspection_show"),
    path("inspection/<int:pk>/evidence/", inspections.inspection_evidence, name="inspection_evidence"),
    path("inspection/<int:pk>/retract/", inspections.inspection_retract, name="inspection_retract"),
]
