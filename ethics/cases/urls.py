from django.urls import path
from django.utils.translation import gettext_lazy as _

from kit.menus import Entry

from .views import answering, cases, judging, reports
from .views.steps import STEPS, page_of_step

urlpatterns = [
    path("matter/", cases.ethics_case_list, name="ethics_case_list"),
    path("matter/<int:pk>/", cases.ethics_case_show, name="ethics_case_show"),
    *(path(f"matter/<int:pk>/{step.verb}/", page_of_step(step), name=step.url_name) for step in STEPS),
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

menu = [
    Entry(_("Perkara etik"), "ethics_case_list", "clipboard-check", _("Perkara"), menus={"ethics_officer": 10}),
    Entry(_("Lapor pelanggaran etik"), "report_create", "shield-check", also=("report",), menus={"register": 40}),
]
