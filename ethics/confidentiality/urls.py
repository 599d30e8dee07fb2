from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.menus import Entry

from . import views

urlpatterns = [
    path("ethics/reading/", views.reading_list, name="reading_list"),
    path("ethics/reading/unusual/", views.reading_unusual, name="reading_unusual"),
    path("ethics/reading/<int:pk>/<str:day>/explain/", views.reading_explain, name="reading_explain"),
    path("ethics/export/", views.export_list, name="export_list"),
    path("leave/", views.leave_list, name="leave_list"),
    path("candidate/<int:pk>/leave/create/", views.leave_create, name="leave_create"),
    path("leave/<int:pk>/", views.leave_show, name="leave_show"),
    path("leave/<int:pk>/answer/", views.leave_answer, name="leave_answer"),
    path("leave/<int:pk>/withdraw/", views.leave_withdraw, name="leave_withdraw"),
]

menu = [
    Entry(
        _("Kerahasiaan"),
        "reading_list",
        "eye",
        pgettext_lazy("many", "Berkas"),
        also=("export", "leave"),
        menus={"ethics_officer": 60},
    ),
]
