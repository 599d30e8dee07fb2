"""The addresses of the designs, and of the card."""

from django.urls import path

from ..holders.views import cards
from .views import designs
from .views import pictures as design_pictures

urlpatterns = [
    path("certificate/<int:pk>/card.pdf", cards.certificate_card_pdf, name="certificate_card_pdf"),
    path("certificate/<int:pk>/card.png", cards.certificate_card_png, name="certificate_card_png"),
    path("design/", designs.design_list, name="design_list"),
    path("design/create/", designs.design_create, name="design_create"),
    path("design/<int:pk>/", designs.design_show, name="design_show"),
    path("design/<int:pk>/edit/", designs.design_edit, name="design_edit"),
    path("design/<int:pk>/preview/", design_pictures.design_preview, name="design_preview"),
    path("design/<int:pk>/use/", designs.design_use, name="design_use"),
    path("design/<int:pk>/discard/", designs.design_discard, name="design_discard"),
    path("design/<int:pk>/copy/", designs.design_copy, name="design_copy"),
    path("design/<int:pk>/default/", designs.design_default, name="design_default"),
    path("design/<int:pk>/schemes/", designs.design_schemes, name="design_schemes"),
    path("design/version/<int:pk>/picture/", design_pictures.design_picture, name="design_picture"),
    path("design/version/<int:pk>/proof/", design_pictures.design_proof, name="design_proof"),
]
