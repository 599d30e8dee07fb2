"""What a certificate says: copied once at issue, printed and checked from this copy ever after.

A snapshot is plain JSON, so that it can be stored, hashed and read by anybody in twenty years. Dates are ISO 8601
strings. Later edits of names, schemes or the LSP's profile change nothing here (domain: ISO/IEC 17024, 7.1 and 9.4).
"""

from dataclasses import dataclass
from typing import Annotated, TypedDict, get_type_hints

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SNAPSHOT_FORMAT = 1


@dataclass(frozen=True)
class Text:
    """A text of the snapshot that is printed as it is, declared beside its key.

    Before a certificate is issued its letters are asked; `part` says whose it is, for the refusal, and `label` where
    the reader finds it. What the portal writes itself has neither and is not asked. `since` is the format that it
    stands in first, "" in older ones; `sample` what a specimen says.
    """

    part: str = ""
    label: str | Promise = ""
    since: int = 0
    sample: str = ""


class BodySnapshot(TypedDict):
    """The LSP as it was on the day of issue. `logo` is a data URI or ""."""

    name: str
    licence_number: str
    address: str
    city: str
    phone: str
    email: str
    website: str
    logo: str
    signatory_name: str
    signatory_title: str
    signatory_title_en: str


class SchemeSnapshot(TypedDict):
    """The scheme version assessed. `kkni_level` is None unless the packaging is KKNI."""

    number: str
    version: int
    title: str
    title_en: str
    field: str
    field_en: str
    packaging: str
    packaging_en: str
    kkni_level: int | None


class UnitSnapshot(TypedDict):
    """One competent unit, in the order of the scheme."""

    position: int
    code: str
    title: str
    title_en: str


class StandardSnapshot(TypedDict):
    """A standard that the units come from, as printed: "SKKNI Nomor 282 Tahun 2016"."""

    citation: str
    title: str


class DesignSnapshot(TypedDict):
    """How it is printed. Pictures are data URIs or ""; `texts` are the LSP's own words in place of the design's."""

    family: str
    name: str
    version: int
    paper: str
    languages: list[str]
    texts: dict[str, str]
    art: str
    logo: str
    signature: str


class Snapshot(TypedDict):
    """Everything the printed pages, the credential and the public page need.

    `replaces` and `renews` are the numbers of the certificates it stands for or follows, `blank_number` that of the
    printed blank; "" for none.
    """

    format: int
    holder_name: Annotated[str, Text("holder", _("nama pemegang"))]
    certificate_number: Annotated[str, Text("number", _("nomor sertifikat"), sample="CONTOH 00000 0000 0000000 0000")]
    registration_number: Annotated[str, Text("number", _("nomor registrasi"), sample="CONTOH 000 00000 0000")]
    blank_number: Annotated[str, Text("number", _("nomor blangko"), since=1)]
    replaces: Annotated[str, Text(since=1)]
    renews: Annotated[str, Text(since=1)]
    body: BodySnapshot
    design: DesignSnapshot
    scheme: SchemeSnapshot
    units: list[UnitSnapshot]
    standards: list[StandardSnapshot]
    legal_basis: list[str]
    validity_months: int
    decided_on: str
    issued_on: str
    expires_on: str
    verify_url: str


HINTS = get_type_hints(Snapshot, include_extras=True)
TEXTS: dict[str, Text] = {name: hint.__metadata__[0] for name, hint in HINTS.items() if hasattr(hint, "__metadata__")}


def check_address(snapshot: Snapshot) -> str:
    """Where the certificate is checked; what an offline check reads of the QR code behind "#" is left out."""
    return snapshot["verify_url"].partition("#")[0]


def portal_of(snapshot: Snapshot) -> str:
    """The address of the portal as it was at issue: what stands before "/verify/" and the token."""
    return check_address(snapshot).rstrip("/").rsplit("/", 2)[0]


def token_in(snapshot: Snapshot) -> str:
    """The token in the address that the QR code leads to."""
    return check_address(snapshot).rstrip("/").rpartition("/")[2]
