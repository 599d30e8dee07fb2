from django.urls import path

from .views import answering, cases, judging, reports

urlpatterns = [
    path("matter/", cases.ethics_case_list, name="ethics_case_list"),
    path("matter/<int:pk>/", cases.ethics_case_show, name="ethics_case_show"),
    path("matter/<int:pk>/identify/", cases.ethics_case_identify, name="ethics_case_identify"),
    path("matter/<int:pk>/open/", cases.ethics_case_open, name="ethics_case_open"),
    path("matter/<int:pk>/dismiss/", cases.ethics_case_dismiss, name="ethics_case_dismiss"),
    path("matter/<int:pk>/write/", cases.ethics_case_write, name="ethics_case_write"),
    path("matter/<int:pk>/appoint/", cases.ethics_case_appoint, name="ethics_case_appoint"),
    path("matter/<int:pk>/close/", cases.ethics_case_close, name="ethics_case_close"),
    path("matter/<int:pk>/letter/", cases.ethics_case_letter, name="ethics_case_letter"),
    path("matter/<int:pk>/answer/", answering.ethics_case_answer, name="ethics_case_answer"),
    path("matter/<int:pk>/appeal/", answering.ethics_case_appeal, name="ethics_case_appeal"),
    path("matter/<int:pk>/judge/", judging.ethics_case_judge, name="ethics_case_judge"),
    path("matter/file/<int:pk>/", answering.ethics_case_file, name="ethics_case_file"),
    path("measure/<int:pk>/answer/", judging.measure_answer, name="measure_answer"),
    path("report/", reports.report_create, name="report_create"),
    path("report/follow/", reports.report_follow, name="report_follow"),
    path("report/case/", reports.report_show, name="report_show"),
    path("report/file/<int:pk>/", reports.report_file, name="report_file"),
    path("report/leave/", reports.report_close, name="report_close"),
]
