"""The menus, gathered: a noun says in its `urls.py` in which menus it stands, and at which place (`kit.menus`).

Here stand the lines of this app, and those to which pages of several apps belong. `work.homes` hands the roles theirs.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.nouns import NOUNS as FACTS
from certificates.nouns import NOUNS as PROMISE
from ethics.nouns import NOUNS as CONSCIENCE
from kit.menus import Entry, menu_of
from kit.nouns import gathered
from kit.roles import Role

NOUNS = {"assessments": FACTS, "certificates": PROMISE, "ethics": CONSCIENCE}
ROLES = ("admin", "decision_maker", "ethics_officer", "assessor", "candidate")


@dataclass(frozen=True, eq=False)
class Link:
    """An entry for one request: its address, and whether the reader is in it."""

    label: str | Promise
    short: str | Promise
    icon: str
    url: str
    current: bool


WORK = Entry(_("Pekerjaan saya"), "work", "check2-square", _("Pekerjaan"), menus=dict.fromkeys(ROLES, 0))
OWN = (
    WORK,
    Entry(
        _("Jadwal saya"), "assignment_list", "calendar-event", _("Jadwal"), also=("checklist", "peer"),
        menus={"assessor": 10},
    ),
    Entry(
        _("Sertifikasi saya"), "own_assessment_list", "award", _("Sertifikasi"),
        also=("certificate", "feedback", "disclosure", "question"), menus={"candidate": 10},
    ),
    Entry(_("Akun"), "account_list", "person", menus={"settings": 120}),
    Entry(_("Undangan"), "invitation_list", "envelope", menus={"settings": 130}),
    Entry(_("Cara sertifikasi"), "how_it_works", "signpost", menus={"public": 20}),
    Entry(_("Dasar hukum"), "legal_basis", "journal-text", menus={"public": 30}),
)  # fmt: skip


@cache
def menu(name: str) -> tuple[Entry, ...]:
    """The menu of a role, or "settings" of an admin, "public", "register" at the foot of every public page."""
    return menu_of(name, entries())


def entries() -> list[Entry]:
    """Every line of every menu."""
    return [*OWN, *(entry for app, nouns in NOUNS.items() for entry in gathered(app, nouns, "urls", "menu"))]


@cache
def for_roles(roles: tuple[Role, ...]) -> tuple[Entry, ...]:
    """The entries of every role a person has, each once, in the order of the roles."""
    entries: list[Entry] = [entry for role in roles for entry in role.menu]
    return tuple(dict.fromkeys(entries)) or (WORK,)


def links(entries: tuple[Entry, ...], request: HttpRequest) -> tuple[Link, ...]:
    """The entries with their addresses; an entry whose page this installation lacks is left out."""
    match = getattr(request, "resolver_match", None)
    return _links(entries, (match.url_name or "") if match else "")


@lru_cache(maxsize=1024)
def _links(entries: tuple[Entry, ...], here: str) -> tuple[Link, ...]:
    """Twenty lines of menu stand on every page, and differ only by roles and by the page one is on."""
    found = []
    for entry in entries:
        try:
            url = reverse(entry.url_name)
        except NoReverseMatch:
            continue
        found.append(Link(entry.label, entry.short or entry.label, entry.icon, url, entry.contains(here)))
    return tuple(found)
