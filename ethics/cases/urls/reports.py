from django.urls import path

from ..views import reports

urlpatterns = [
    path("report/", reports.report_create, name="report_create"),
    path("report/follow/", reports.report_follow, name="report_follow"),
    path("report/case/", reports.report_show, name="report_show"),
    path("report/file/<int:pk>/", reports.report_file, name="report_file"),
    path("report/leave/", reports.report_leave, name="report_leave"),
]
