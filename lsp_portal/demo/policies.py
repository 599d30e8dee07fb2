"""The demo's policies, who has taken note of them, and what some assessors say of their colleagues."""

from datetime import date, timedelta
from typing import Any

from assessments.models import AssessmentSession
from ethics.models import PolicyEdition
from ethics.peers.models import SAID
from ethics.peers.operations import give_peer_remark, record_outcome
from ethics.policies.operations import Draft, acknowledge, draft_policy, edit_policy, publish_policy, renew_policy

from .clock import standing_on
from .people import Team, account_of

GUIDE = "Pedoman pelaksanaan uji kompetensi"
GUIDE_FIRST = """Asesmen dilaksanakan oleh asesor yang ditugaskan secara tertulis, di TUK yang terverifikasi.

Asesor memakai perangkat asesmen yang ditetapkan LSP."""
GUIDE_SECOND = """Asesmen dilaksanakan oleh asesor yang ditugaskan secara tertulis, di TUK yang terverifikasi.

Asesor memakai perangkat asesmen yang ditetapkan LSP dan tidak menggandakannya.

Hasil setiap unit dicatat pada hari yang sama."""
SECRECY = "Kebijakan kerahasiaan perangkat asesmen"
SECRECY_FIRST = """Perangkat asesmen hanya disimpan pada portal LSP.

Asesor tidak mengirim soal lewat aplikasi percakapan."""
SECRECY_SECOND = """Perangkat asesmen hanya disimpan pada portal LSP dan tidak dicetak tanpa izin tertulis.

Asesor tidak mengirim soal lewat aplikasi percakapan.

Telepon genggam asesi dititipkan sebelum uji tertulis dimulai."""
REMOTE = "Kebijakan asesmen jarak jauh"
REMOTE_TEXT = """Asesmen jarak jauh hanya untuk unit yang buktinya dapat dilihat langsung lewat gambar dan suara.

Identitas asesi dicocokkan pada awal setiap sesi."""
LATE = [6]  # has not read the guide
WAITING = [0, 6]  # have not read the second edition on secrecy
PEER_REMARKS: list[tuple[int, int, int, int, dict[str, bool], str, str]] = [
    # day of the session, of the peer_remark, rater, colleague, what is denied, note, what the officer did
    (-61, -59, 3, 7, {"cooperates": False}, "Pembagian asesi diubah tanpa bicara dengan saya.",
     "Keduanya sepakat membagi asesi sebelum hari uji."),
    (-12, -10, 5, 1, {"keeps_secrets": False}, "Nilai sementara disebut di depan pengantar asesi.", ""),
    (-6, -5, 2, 0, {}, "", ""),
]  # fmt: skip


def tell(today: date, *, accounts: dict[str, Any], team: Team) -> None:
    """A public guide that one assessor has not read, a policy whose new edition waits, a draft; peer remarks."""
    admin = accounts["admin"]
    everybody = set(range(len(team.assessors)))
    guide = _published(today, -400, admin, (GUIDE, "bnsp", "Pedoman BNSP 301"), GUIDE_FIRST, is_public=True)
    _note(today, -397, guide, everybody, team)
    guide = _followed(today, -40, admin, guide, GUIDE_SECOND)
    _note(today, -38, guide, everybody - set(LATE), team)
    secrecy = _published(today, -300, admin, (SECRECY, "lsp", "Kebijakan LSP-04"), SECRECY_FIRST)
    _note(today, -295, secrecy, everybody, team)
    secrecy = _followed(today, -4, admin, secrecy, SECRECY_SECOND)
    _note(today, -2, secrecy, everybody - set(WAITING), team)
    with standing_on(today) as on:
        draft = Draft(on + timedelta(days=30), on + timedelta(days=44), REMOTE_TEXT)
        draft_policy(by=admin, on=on, title=REMOTE, issuer="lsp", number="Kebijakan LSP-09", draft=draft)
    for row in PEER_REMARKS:
        _peer_remark(today, *row, officer=accounts["etik"], team=team)


def _published(
    today: date, day: int, admin: Any, named: tuple[str, str, str], text: str, *, is_public: bool = False
) -> PolicyEdition:
    title, issuer, number = named
    with standing_on(today + timedelta(days=day)) as on:
        draft = Draft(on, on + timedelta(days=14), text, is_public)
        edition = draft_policy(by=admin, on=on, title=title, issuer=issuer, number=number, draft=draft)
        publish_policy(by=admin, on=on, edition=edition, seen=edition.fingerprint)
    return edition


def _followed(today: date, day: int, admin: Any, edition: PolicyEdition, text: str) -> PolicyEdition:
    named = {name: getattr(edition.policy, name) for name in ("title", "issuer", "number")}
    with standing_on(today + timedelta(days=day)) as on:
        following = renew_policy(by=admin, on=on, policy=edition.policy)
        draft = Draft(on, on + timedelta(days=14), text, edition.is_public)
        following = edit_policy(by=admin, on=on, edition=following, draft=draft, **named)
        publish_policy(by=admin, on=on, edition=following, seen=following.fingerprint)
    return following


def _note(today: date, day: int, edition: PolicyEdition, places: set[int], team: Team) -> None:
    with standing_on(today + timedelta(days=day), hour=19) as on:
        for place in sorted(places):
            assessor: Any = team.assessors[place]
            acknowledge(
                by=account_of(assessor.person), on=on, assessor=assessor, edition=edition, seen=edition.fingerprint,
                address="192.0.2.7",
            )  # fmt: skip


def _peer_remark(
    today: date, held: int, given: int, rater: int, about: int, denied: dict[str, bool], note: str, done: str, *,
    officer: Any, team: Team,
) -> None:  # fmt: skip
    one, other = team.assessors[rater], team.assessors[about]
    session = AssessmentSession.objects.get(assessors=one, starts_at__date=today + timedelta(days=held))
    with standing_on(today + timedelta(days=given)) as on:
        peer_remark = give_peer_remark(
            by=account_of(one.person), on=on, session=session, rater=one, about=other,
            said=dict.fromkeys(SAID, True) | denied, note=note,
        )  # fmt: skip
    if done:
        with standing_on(today + timedelta(days=given + 3)) as on:
            record_outcome(by=officer, on=on, peer_remark=peer_remark, outcome="talked", reason=done)
