from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from kit.menus import Entry

from ..assessments.views import assessments, enrolment
from . import views

urlpatterns: list[URLPattern] = [
    path("session/", views.session_list, name="session_list"),
    path("session/create/", views.session_create, name="session_create"),
    path("session/<int:pk>/", views.session_show, name="session_show"),
    path("session/<int:pk>/edit/", views.session_edit, name="session_edit"),
    path("session/<int:pk>/assign/", views.session_assign, name="session_assign"),
    path("session/<int:pk>/unassign/<int:assessor_pk>/", views.session_unassign, name="session_unassign"),
    path("session/<int:pk>/enrol/", enrolment.session_enrol, name="session_enrol"),
    path("session/<int:pk>/start/", views.session_start, name="session_start"),
    path("session/<int:pk>/finish/", views.session_finish, name="session_finish"),
    path("session/<int:pk>/cancel/", views.session_cancel, name="session_cancel"),
    path("assignment/", views.assignment_list, name="assignment_list"),
    path("assignment/<int:pk>/", views.assignment_show, name="assignment_show"),
    path("assessment/<int:pk>/", assessments.assessment_show, name="assessment_show"),
    path("assessment/<int:pk>/cancel/", assessments.assessment_cancel, name="assessment_cancel"),
    path("assessment/<int:pk>/reassign/", assessments.assessment_reassign, name="assessment_reassign"),
]

menu = [
    Entry(_("Jadwal uji"), "session_list", "calendar-event", _("Jadwal"), menus={"admin": 20}),
]
