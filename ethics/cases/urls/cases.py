from django.urls import path

from ..views import answering, judging
from ..views import cases as matters

urlpatterns = [
    path("matter/", matters.matter_list, name="matter_list"),
    path("matter/<int:pk>/", matters.matter_show, name="matter_show"),
    path("matter/<int:pk>/identify/", matters.matter_identify, name="matter_identify"),
    path("matter/<int:pk>/open/", matters.matter_open, name="matter_open"),
    path("matter/<int:pk>/dismiss/", matters.matter_dismiss, name="matter_dismiss"),
    path("matter/<int:pk>/write/", matters.matter_write, name="matter_write"),
    path("matter/<int:pk>/appoint/", matters.matter_appoint, name="matter_appoint"),
    path("matter/<int:pk>/close/", matters.matter_close, name="matter_close"),
    path("matter/<int:pk>/letter/", matters.matter_letter, name="matter_letter"),
    path("matter/<int:pk>/answer/", answering.matter_answer, name="matter_answer"),
    path("matter/<int:pk>/appeal/", answering.matter_appeal, name="matter_appeal"),
    path("matter/<int:pk>/judge/", judging.matter_judge, name="matter_judge"),
    path("matter/file/<int:pk>/", answering.matter_file, name="matter_file"),
    path("measure/<int:pk>/answer/", judging.measure_answer, name="measure_answer"),
]
