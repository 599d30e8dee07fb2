"""The menus: plain data, each role's entries in the order of its work (`work.homes` hands them to the roles)."""

from dataclasses import dataclass
from functools import cache, lru_cache

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.roles import Role


@dataclass(frozen=True, eq=False)
class Entry:
    """One line of a menu. `url_name` names the list; pages whose name begins with the same noun belong to it."""

    label: str | Promise
    url_name: str
    icon: str
    short: str | Promise = ""
    also: tuple[str, ...] = ()  # other nouns whose pages belong here

    @property
    def nouns(self) -> tuple[str, ...]:
        return (self.url_name.removesuffix("_list").removesuffix("_edit").removesuffix("_show"), *self.also)

    def contains(self, url_name: str) -> bool:
        """Whether the page of this name belongs to the entry."""
        return url_name == self.url_name or url_name.startswith(tuple(f"{noun}_" for noun in self.nouns))


@dataclass(frozen=True, eq=False)
class Link:
    """An entry for one request: its address, and whether the reader is in it."""

    label: str | Promise
    short: str | Promise
    icon: str
    url: str
    current: bool


WORK = Entry(_("Pekerjaan saya"), "work", "check2-square", _("Pekerjaan"))
CERTIFICATES = Entry(_("Sertifikat"), "certificate_list", "award", also=("issuing",))
CONFLICTS = Entry(_("Benturan kepentingan"), "conflict_list", "people", _("Benturan"))
CASES = Entry(_("Perkara etik"), "ethics_case_list", "clipboard-check", _("Perkara"))
GIFTS = Entry(_("Daftar pemberian"), "gift_list", "journal-check", _("Pemberian"))
QUESTIONS = Entry(_("Pertanyaan asesi"), "question_list", "question-circle", _("Tanya"))
EVALUATED = ("evaluation", "review", "witness", "inspection")
EVALUATIONS = Entry(
    _("Evaluasi asesor"), "evaluation_list", "person-check", _("Evaluasi"), also=(*EVALUATED, "feedback", "peer")
)
OWN_EVALUATIONS = Entry(_("Evaluasi saya"), "evaluation_own", "person-check", _("Evaluasi"), also=EVALUATED)
CLAUSES = Entry(_("Butir kode etik"), "clause_list", "list-check", pgettext_lazy("many", "Butir"))
SECRECY = Entry(_("Kerahasiaan"), "reading_list", "eye", pgettext_lazy("many", "Berkas"), also=("export", "disclosure"))
ETHICS = Entry(_("Kode etik"), "code_show", "shield-check", _("Etik"), also=("pledge", "development", "policy"))

OF_ADMIN = (
    WORK,
    Entry(_("Asesi"), "candidate_list", "people"),
    Entry(_("Jadwal uji"), "session_list", "calendar-event", _("Jadwal")),
    CERTIFICATES,
    Entry(_("Skema"), "scheme_list", "layers", also=("version",)),
    Entry(_("Asesor"), "assessor_list", "person-badge"),
    Entry(pgettext_lazy("menu", "TUK"), "venue_list", "geo-alt"),
)
OF_DECISION_MAKER = (WORK, Entry(_("Keputusan"), "decision_list", "clipboard-check"), CERTIFICATES, ETHICS)
OF_ETHICS_OFFICER = (WORK, CASES, CONFLICTS, QUESTIONS, EVALUATIONS, GIFTS, SECRECY, CLAUSES, ETHICS)
OF_ASSESSOR = (
    WORK,
    Entry(_("Jadwal saya"), "assignment_list", "calendar-event", _("Jadwal"), also=("checklist", "peer")),
    Entry(_("Tanda pengenal"), "badge_show", "person-badge", _("Pengenal")),
    QUESTIONS,
    GIFTS,
    CONFLICTS,
    OWN_EVALUATIONS,
    ETHICS,
)
CERTIFICATIONS = ("certificate", "feedback", "disclosure", "question")
OF_CANDIDATE = (
    WORK,
    Entry(_("Sertifikasi saya"), "own_assessment_list", "award", _("Sertifikasi"), also=CERTIFICATIONS),
)
SETTINGS: tuple[Entry, ...] = (
    Entry(_("Standar"), "standard_list", "book"),
    Entry(_("Unit kompetensi"), "unit_list", "list-check"),
    Entry(_("Profil LSP"), "profile_show", "building"),
    Entry(_("Desain sertifikat"), "design_list", "file-earmark-text"),
    Entry(_("Dasar hukum"), "legalbasis_list", "journal-text", also=("definition",)),
    Entry(_("Penomoran"), "number_show", "card-list", also=("pattern",)),
    Entry(_("Blangko"), "blank_show", "collection"),
    Entry(_("Kunci dan segel"), "key_list", "key", _("Kunci")),
    CLAUSES,
    ETHICS,
    EVALUATIONS,
    Entry(_("Akun"), "account_list", "person"),
    Entry(_("Undangan"), "invitation_list", "envelope"),
)
PUBLIC: tuple[Entry, ...] = (
    Entry(_("Skema sertifikasi"), "catalogue_list", "layers"),
    Entry(_("Cara sertifikasi"), "how_it_works", "signpost"),
    Entry(_("Dasar hukum"), "legal_basis", "journal-text"),
    Entry(_("Kode etik"), "code_show", "shield-check"),
    Entry(_("Periksa sertifikat"), "verify_search", "patch-check"),
)
REGISTER: tuple[Entry, ...] = (  # at the foot of every public page: asked less often than a single certificate
    Entry(_("Pemegang sertifikat"), "holder_list", "people"),
    Entry(_("Statistik"), "statistics_show", "card-list"),
    Entry(_("Bagaimana register dijaga"), "root_list", "journal-check"),
    Entry(_("Lapor pelanggaran etik"), "report_create", "shield-check", also=("report",)),
)


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
