"""What a stranger may know of a certificate: one answer for the page, the API and the dropped file alike.

The answer is made of plain values, so that nothing else can slip onto a public page.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache, reduce
from operator import or_
from typing import Any
from urllib.parse import quote

import psycopg
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.db.models.fields.json import KT
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from certificates.certificates.models.certificates import standing_of
from certificates.consents.models import OF_AGE
from certificates.models import Certificate, RegisterConsent, Standing

from . import lookups, names

# What is said and no more: a snapshot carries pictures too. Of each certificate a row for every act, oldest first.
COLUMNS = (
    "pk", "token", "holder_name", "number", "registration_number", "status", "issued_on", "expires_on",
    KT("snapshot__scheme"), KT("snapshot__units"), KT("snapshot__body__name"), KT("snapshot__body__licence_number"),
    "replaced_by__number", "replaced_by__token", "replaced_by__occasion",
    "entries__number", "entries__digest", "entries__on",
)  # fmt: skip
ENTRY = len(COLUMNS) - 3
# These stand in a statement for what is asked about: a key or several, and the last birthday of those of age today.
ASKED = [f"-{n}" for n in range(1, lookups.MOST + 1)]
SOME_DAY = date(1901, 2, 3)


@dataclass(frozen=True)
class Look:
    """How a standing is said: in words, in a tone and in a sign, so that none of them is needed alone."""

    title: str | Promise
    tone: str
    icon: str


LOOKS: Mapping[str, Look] = {
    Standing.VALID: Look(_("Sertifikat ini asli dan berlaku"), "good", "check-circle"),
    Standing.EXPIRING: Look(_("Sertifikat ini asli dan berlaku, tetapi segera berakhir"), "waiting", "clock"),
    Standing.EXPIRED: Look(_("Sertifikat ini asli, tetapi masa berlakunya sudah habis"), "ended", "hourglass-split"),
    Standing.SUSPENDED: Look(_("Sertifikat ini asli, tetapi sedang dibekukan"), "suspended", "pause-circle"),
    Standing.WITHDRAWN: Look(_("Sertifikat ini asli, tetapi sudah dicabut"), "bad", "x-circle"),
    Standing.REPLACED: Look(_("Sertifikat ini asli, tetapi sudah diganti"), "info", "arrow-repeat"),
}
OCCASION = Certificate.Occasion
# Why there is a successor, in words that tell nothing of anybody's reasons.
WHY_REPLACED: Mapping[str, Promise] = {
    OCCASION.NAME_CHANGE: _("data pemegangnya berubah"),
    OCCASION.CORRECTION: _("isinya dibetulkan"),
    OCCASION.DAMAGE: _("lembar yang lama rusak atau hilang"),
    OCCASION.SCOPE_REDUCED: _("ruang lingkupnya berubah"),
}


@dataclass(frozen=True)
class Entry:
    """One act in the chain of the register, as anybody may read it."""

    number: int
    digest: str
    on: date


@dataclass(frozen=True)
class Successor:
    """The certificate that stands in the place of a replaced one; `typed` is its number as an address has it."""

    number: str
    token: str
    why: str | Promise
    typed: str


@dataclass(frozen=True)
class Answer:
    """Holder, scheme, units, dates, standing, and the place in the register; nothing more.

    `since` is the day of the act that gave it this standing. The entries are None only in a register that was damaged.
    Scheme and units are kept as they are stored, and read by whoever asks for them. Without a token it is the answer to
    a number; `is_hidden` then says that the holder stands there by his initials, `differs` that another name was typed.
    """

    token: str
    holder: str
    number: str
    registration_number: str
    scheme_json: str
    units_json: str
    lsp: str
    licence: str
    issued_on: date
    expires_on: date
    standing: Standing
    since: date | None
    successor: Successor | None
    issued: Entry | None
    latest: Entry | None
    is_hidden: bool = False
    differs: bool = False

    @property
    def scheme(self) -> Mapping[str, Any]:
        return _read(self.scheme_json)

    @property
    def units(self) -> Sequence[Mapping[str, Any]]:
        return _read(self.units_json)

    @property
    def look(self) -> Look:
        return LOOKS[self.standing]

    @property
    def in_force(self) -> bool:
        return self.standing.in_force

    def mark(self, *beside: object) -> str:
        """Changes with the next act, with the standing, and with what else the page shows."""
        latest = self.latest.digest if self.latest else ""
        said = (latest, self.number, self.standing.value, self.holder, self.differs, *beside)
        return hashlib.sha256(repr(said).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Found:
    """The certificate of a number, before it is decided how its holder is called. Nothing of it goes to a page."""

    whole: Answer
    is_listed: bool

    def told(self, *, is_known: bool, differs: bool = False) -> Answer:
        """What a number alone gives: no token, and no name that the asker does not know and no public list has."""
        is_hidden = not (is_known or self.is_listed)
        holder, successor = self.whole.holder, self.whole.successor
        return replace(
            self.whole,
            token="",
            holder=names.initials(holder) if is_hidden else holder,
            successor=replace(successor, token="") if successor else None,
            is_hidden=is_hidden,
            differs=differs,
        )


def by_token(token: str) -> Answer | None:
    """The answer to a QR code. One query, whether or not there is such a certificate."""
    return _answer(_asked([token], "token"))


def by_number(number: str, *, name: str = "") -> Answer | None:
    """The answer to a certificate or registration number, however typed, by somebody who may know the holder's name.

    One query, whether or not there is such a one. Raises `lookups.Twins`.
    """
    found = found_by_number(number)
    if found is None:
        return None
    is_known = names.same_name(name, found.whole.holder)
    return found.told(is_known=is_known, differs=bool(name) and not is_known)


def found_by_number(number: str) -> Found | None:
    """The certificate that this number means. Raises `lookups.Twins`."""
    typed = lookups.typed(number)
    rows = _asked(typed.padded, "number_key", "registration_key")
    places = [COLUMNS.index(name) for name in ("number", "registration_number")]
    meant = lookups.chosen(typed, {row[0]: (row[places[0]], row[places[1]]) for row in rows})
    mine = [row for row in rows if row[0] == meant]
    answer = _answer([row[:-1] for row in mine])
    return Found(answer, bool(mine[0][-1]) and answer.in_force) if answer else None


def by_key(pk: int) -> Answer | None:
    """The answer about the certificate of a file that is known."""
    return _answer(_asked([pk], "pk"))


def _asked(values: Sequence[str | int], *keys: str) -> list[Any]:
    """The rows that have one of these values under one of the keys."""
    sql, params = _statement(*keys)
    given: dict[str, Any] = dict(zip(ASKED, values, strict=False))
    given[str(_of_age(SOME_DAY))] = connection.ops.adapt_datefield_value(_of_age(timezone.localdate()))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and not connection.queries_logged:  # Django's log cannot write such a one
            # The server plans longer than it looks: asked so, it keeps its plan (`prepare_threshold` in the settings).
            cursor.cursor = psycopg.Cursor(connection.connection)
        cursor.execute(sql, [given.get(str(param), param) for param in params])
        return cursor.fetchall()


@cache
def _statement(*keys: str) -> tuple[str, Sequence[Any]]:
    """The ORM's query, written once a process: writing it takes longer than asking it.

    Of a number it asks too whether the holder stands in the public list (`RegisterConsent.counting`).
    """
    rows = Certificate.objects.order_by("pk", "entries__number")
    if "number_key" not in keys:
        asked = reduce(or_, (Q((key, ASKED[0])) for key in keys))
        return rows.filter(asked).values_list(*COLUMNS).query.sql_with_params()
    asked = reduce(or_, (Q((f"{key}__in", ASKED)) for key in keys))
    agreed = RegisterConsent.objects.counting(SOME_DAY).filter(candidate=OuterRef("assessment__candidate"))
    return rows.filter(asked).values_list(*COLUMNS, Exists(agreed)).query.sql_with_params()


def _of_age(day: date) -> date:
    """Whoever was born by then is of age that day."""
    return day - relativedelta(years=OF_AGE)


@lru_cache(maxsize=1024)
def _read(stored: str) -> Any:
    """A part of a snapshot. The certificates of one scheme mostly share theirs, so nobody may change it."""
    return json.loads(stored)


def _answer(rows: Sequence[Sequence[Any]]) -> Answer | None:
    """What the rows say of the first certificate among them."""
    if not rows:
        return None
    (pk, token, holder, number, registration, status, issued_on, expires_on, scheme, units, lsp, licence,
     *successor) = rows[0][:ENTRY]  # fmt: skip
    entries = [Entry(*row[ENTRY:]) for row in rows if row[0] == pk and row[ENTRY] is not None]
    standing = standing_of(status, expires_on, timezone.localdate())
    by_act = standing in (Standing.SUSPENDED, Standing.WITHDRAWN, Standing.REPLACED)
    return Answer(
        token=token,
        holder=holder,
        number=number,
        registration_number=registration,
        scheme_json=scheme,
        units_json=units,
        lsp=lsp,
        licence=licence,
        issued_on=issued_on,
        expires_on=expires_on,
        standing=standing,
        since=entries[-1].on if by_act and entries else None,
        successor=_successor(*successor),
        issued=entries[0] if entries else None,
        latest=entries[-1] if entries else None,
    )


def _successor(number: str | None, token: str | None, occasion: str | None) -> Successor | None:
    if not (number and token):
        return None
    return Successor(number, token, WHY_REPLACED.get(occasion or "", ""), quote(number))


# What the page is drawn for when there is no such certificate, and then thrown away: known and unknown take as long.
STAND_IN = Answer(
    token="A" * 32,
    holder="A" * 24,
    number="0" * 24,
    registration_number="0" * 19,
    scheme_json=json.dumps(dict.fromkeys(("number", "title", "title_en", "field", "field_en"), "A" * 24)),
    units_json=json.dumps(
        [{"position": n, "code": "A" * 15, "title": "A" * 40, "title_en": "B" * 40} for n in range(1, 9)]
    ),
    lsp="A" * 24,
    licence="A" * 16,
    issued_on=date(2026, 1, 1),
    expires_on=date(2029, 1, 1),
    standing=Standing.VALID,
    since=None,
    successor=None,
    issued=Entry(1, "0" * 64, date(2026, 1, 1)),
    latest=None,
)
