"""The composing app: accounts, site map, home pages, operational commands."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class LspPortalConfig(AppConfig):
    default = True
    name = "lsp_portal"
    label = "lsp_portal"
    verbose_name = "Portal"

    def ready(self) -> None:
        from kit import slots

        from .system_checks import guards, keys, settings  # noqa: F401 - importing them registers the system checks

        slots.fill("person_access", "lsp_portal/invitations/_person_access.html")


class PortalAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "lsp_portal.admin_site.SuperuserSite"
