from django.urls import path

from . import views

urlpatterns = [
    path("case/<int:pk>/feedback/", views.feedback_give, name="feedback_give"),
    path("feedback/", views.feedback_list, name="feedback_list"),
    path("feedback/<int:pk>/", views.feedback_show, name="feedback_show"),
    path("feedback/<int:pk>/pdf/", views.feedback_download, name="feedback_download"),
]
