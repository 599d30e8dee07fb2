"""The composing app: accounts, site map, home pages, operational commands."""

from django.apps import AppConfig


class LspPortalConfig(AppConfig):
    name = "lsp_portal"
    label = "lsp_portal"
    verbose_name = "Portal"

    def ready(self) -> None:
        from lsp_portal import checks  # noqa: F401 - importing it registers the system checks
