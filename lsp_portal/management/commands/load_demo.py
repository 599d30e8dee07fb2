"""manage.py load_demo: fill an empty portal with the living demo."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lsp_portal.demo import loading


class Command(BaseCommand):
    """Refuses a portal that is not a demo; leaves one that has data alone."""

    help = "Load LSP Nusantara Kompeten, an invented LSP with three years of history, through the operations."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("DEMO is not set: invented people do not belong in a real portal.")
        if loading.is_loaded():
            self.stdout.write("The demo is loaded already; nothing is changed.")
            return
        self.stdout.write("Loading the demo: three years of an LSP's history")
        loading.load()
        self.stdout.write("The demo is loaded.")
