"""The composing app: accounts, site map, home pages, operational commands."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class LspPortalConfig(AppConfig):
    name = "lsp_portal"
    label = "lsp_portal"
    verbose_name = "Portal"

    def ready(self) -> None:
        from lsp_portal import checks  # noqa: F401 - importing it registers the system checks


class PortalAdminConfig(AdminConfig):
    default_site = "lsp_portal.admin_site.SuperuserSite"
