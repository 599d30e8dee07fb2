"""The composing app: accounts, site map, home pages, operational commands."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class LspPortalConfig(AppConfig):
    default = True
    name = "lsp_portal"
    label = "lsp_portal"
    verbose_name = "Portal"

    def ready(self) -> None:
        from kit import acts, slots
        from kit.acts import Act

        from .system_checks import guards, keys, settings  # noqa: F401 - importing them registers the system checks
        from .work import homes

        slots.fill("person_access", "lsp_portal/invitations/_person_access.html")
        homes.furnish()
        acts.add(
            "assessments.person",
            invited=Act(_("Undangan dikirim")),
            invitation_revoked=Act(_("Undangan dibatalkan")),
        )


class PortalAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "lsp_portal.admin_site.SuperuserSite"
