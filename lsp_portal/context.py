"""What every page knows: the LSP's name, the reader's menu, whether this is the demo."""

from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from assessments import access
from assessments.models import CertificationBody
from kit.guards import Flaw, known_flaws
from kit.roles import Role, held_by

from .demo import ACCOUNTS, PASSWORD
from .work import navigation
from .work.navigation import Link

QUICK_ENTRIES = 4


class Portal:
    """Asked lazily and once a request, so a page that shows no menu costs no query for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def demo(self) -> bool:
        return settings.DEMO

    @property
    def demo_accounts(self) -> dict[str, str | Promise]:
        """The accounts that the sign-in page of the demo names; none anywhere else."""
        return ACCOUNTS if settings.DEMO else {}

    @property
    def demo_password(self) -> str:
        return PASSWORD if settings.DEMO else ""

    @cached_property
    def body(self) -> CertificationBody | None:
        return CertificationBody.current()

    @property
    def name(self) -> str:
        return self.body.name if self.body else _("Portal sertifikasi")

    @cached_property
    def _roles(self) -> list[Role]:
        user = getattr(self._request, "user", None)
        return held_by(user) if user else []

    @cached_property
    def roles(self) -> list[str]:
        return [role.name for role in self._roles]

    @cached_property
    def held_back(self) -> str | Promise:
        """What the reader is told, and why nothing is offered to him, while a suspension keeps him from his office."""
        user = getattr(self._request, "user", None)
        return access.SUSPENDED if user and access.is_held_back(user) else ""

    @cached_property
    def guard_flaws(self) -> list[Flaw]:
        """What staff are told when the guards of the database do not stand; asks nothing while they do."""
        return known_flaws() if set(self.roles) - {"candidate"} else []

    @property
    def role_names(self) -> list[str | Promise]:
        return [role.label for role in self._roles]

    @property
    def person_name(self) -> str:
        return str(self._request.user)

    @property
    def own_url(self) -> str:
        """The reader's own record: what the LSP knows of a candidate or an assessor."""
        if not {"candidate", "assessor"} & set(self.roles):
            return ""
        person = self._request.user.person
        record = person.candidate if "candidate" in self.roles else person.assessor
        return str(record.get_absolute_url())

    @cached_property
    def navigation(self) -> tuple[Link, ...]:
        return navigation.links(navigation.for_roles(tuple(self._roles)), self._request)

    @property
    def quick_navigation(self) -> tuple[Link, ...]:
        """The first entries, for the bar at the foot of a phone."""
        return self.navigation[:QUICK_ENTRIES]

    @cached_property
    def settings_navigation(self) -> tuple[Link, ...]:
        return navigation.links(navigation.menu("settings"), self._request) if "admin" in self.roles else ()

    @cached_property
    def public_navigation(self) -> tuple[Link, ...]:
        return navigation.links(navigation.menu("public"), self._request)

    @cached_property
    def footer_navigation(self) -> tuple[Link, ...]:
        """What stands at the foot of a public page: its menu, and what the register tells as a whole."""
        return self.public_navigation + navigation.links(navigation.menu("register"), self._request)

    @property
    def search_url(self) -> str:
        try:
            return reverse("search")
        except NoReverseMatch:
            return ""

    @property
    def search_text(self) -> str:
        match = self._request.resolver_match
        return self._request.GET.get("q", "")[:100] if match and match.url_name == "search" else ""


def portal(request: HttpRequest) -> dict[str, Portal]:
    """The context processor: one object, kept on the request for included pages."""
    if not hasattr(request, "portal"):
        request.portal = Portal(request)  # type: ignore[attr-defined]
    return {"portal": request.portal}  # type: ignore[attr-defined]
