"""What anybody may ask of the register: its lines in the menus of visitors. The addresses stand in files by kind."""

from django.utils.translation import gettext_lazy as _

from kit.menus import Entry

menu = [
    Entry(_("Periksa sertifikat"), "verify_search", "patch-check", menus={"public": 50}),
    Entry(_("Pemegang sertifikat"), "holder_list", "people", menus={"register": 10}),
    Entry(_("Statistik"), "statistics_show", "card-list", menus={"register": 20}),
    Entry(_("Bagaimana register dijaga"), "root_list", "journal-check", menus={"register": 30}),
]
