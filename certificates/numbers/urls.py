"""Numbers and blanks, an admin's reference data."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from kit.menus import Entry

from ..blanks import views as blanks
from . import views

urlpatterns = [
    path("number/", views.number_show, name="number_show"),
    path("number/pattern/", views.number_pattern, name="number_pattern"),
    path("pattern/<int:pk>/discard/", views.pattern_discard, name="pattern_discard"),
    path("number/example/", views.number_example, name="number_example"),
    path("number/void/", views.number_void, name="number_void"),
    path("blank/", blanks.blank_show, name="blank_show"),
    path("blank/sheet/", blanks.blank_list, name="blank_list"),
    path("blank/receive/", blanks.blank_receive, name="blank_receive"),
    path("blank/spoil/", blanks.blank_spoil, name="blank_spoil"),
    path("blank/return/", blanks.blank_return, name="blank_return"),
]

menu = [
    Entry(_("Penomoran"), "number_show", "card-list", also=("pattern",), menus={"settings": 60}),
    Entry(_("Blangko"), "blank_show", "collection", menus={"settings": 70}),
]
