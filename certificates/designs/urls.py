"""The addresses of the designs, and of the card."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kit.menus import Entry

from ..holders import views as cards
from . import views
from . import views as design_pictures

urlpatterns = [
    path("certificate/<int:pk>/card.pdf", cards.certificate_card_pdf, name="certificate_card_pdf"),
    path("certificate/<int:pk>/card.png", cards.certificate_card_png, name="certificate_card_png"),
    path("design/", views.design_list, name="design_list"),
    path("design/create/", views.design_create, name="design_create"),
    path("design/<int:pk>/", views.design_show, name="design_show"),
    path("design/<int:pk>/edit/", views.design_edit, name="design_edit"),
    path("design/<int:pk>/preview/", design_pictures.design_preview, name="design_preview"),
    path("design/<int:pk>/use/", views.design_use, name="design_use"),
    path("design/<int:pk>/discard/", views.design_discard, name="design_discard"),
    path("design/<int:pk>/copy/", views.design_copy, name="design_copy"),
    path("design/<int:pk>/default/", views.design_default, name="design_default"),
    path("design/<int:pk>/schemes/", views.design_schemes, name="design_schemes"),
    path("design/version/<int:pk>/picture/", design_pictures.design_picture, name="design_picture"),
    path("design/version/<int:pk>/proof/", design_pictures.design_proof, name="design_proof"),
]

menu = [
    Entry(_("Desain sertifikat"), "design_list", "file-earmark-text", menus={"settings": 40}),
]
