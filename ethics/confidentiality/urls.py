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
    path("leave/", views.disclosure_consent_list, name="disclosure_consent_list"),
    path("candidate/<int:pk>/leave/create/", views.disclosure_consent_create, name="disclosure_consent_create"),
    path("leave/<int:pk>/", views.disclosure_consent_show, name="disclosure_consent_show"),
    path("leave/<int:pk>/answer/", views.disclosure_consent_answer, name="disclosure_consent_answer"),
    path("leave/<int:pk>/withdraw/", views.disclosure_consent_withdraw, name="disclosure_consent_withdraw"),
]

menu = [
    Entry(
        _("Kerahasiaan"),
        "reading_list",
        "eye",
        pgettext_lazy("many", "Berkas"),
        also=("export", "disclosure"),
        menus={"ethics_officer": 60},
    ),
]
