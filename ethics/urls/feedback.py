from django.urls import path

from ..views import feedback

urlpatterns = [
    path("case/<int:pk>/feedback/", feedback.feedback_give, name="feedback_give"),
    path("feedback/", feedback.feedback_list, name="feedback_list"),
    path("feedback/<int:pk>/", feedback.feedback_show, name="feedback_show"),
    path("feedback/<int:pk>/pdf/", feedback.feedback_download, name="feedback_download"),
]
