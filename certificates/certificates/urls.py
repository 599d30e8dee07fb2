"""The register's records and the acts on them."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kit.menus import Entry

from ..acts import views as acting
from ..credentials import views as credentials
from ..issuing import views as issuing
from ..register import views as register
from ..runs import views as runs

urlpatterns = [
    path("certificate/", register.certificate_list, name="certificate_list"),
    path("certificate/<int:pk>/", register.certificate_show, name="certificate_show"),
    path("certificate/<int:pk>/download/", register.certificate_download, name="certificate_download"),
    path("certificate/<int:pk>/credential/", credentials.certificate_credential, name="certificate_credential"),
    path("certificate/<int:pk>/suspend/", acting.certificate_suspend, name="certificate_suspend"),
    path("certificate/<int:pk>/reinstate/", acting.certificate_reinstate, name="certificate_reinstate"),
    path("certificate/<int:pk>/withdraw/", acting.certificate_withdraw, name="certificate_withdraw"),
    path("certificate/<int:pk>/replace/", acting.certificate_replace, name="certificate_replace"),
    path("certificate/<int:pk>/reduce/", acting.certificate_reduce, name="certificate_reduce"),
    path("assessment/<int:pk>/issue/", issuing.certificate_issue, name="certificate_issue"),
    path("issuing/", runs.issuing_list, name="issuing_list"),
    path("issuing/create/", runs.issuing_create, name="issuing_create"),
    path("issuing/<int:pk>/", runs.issuing_show, name="issuing_show"),
    path("issuing/<int:pk>/resume/", runs.issuing_resume, name="issuing_resume"),
    path("issuing/<int:pk>/download/", runs.issuing_download, name="issuing_download"),
]

menu = [
    Entry(_("Sertifikat"), "certificate_list", "award", also=("issuing",), menus={"admin": 30, "decision_maker": 20}),
]
