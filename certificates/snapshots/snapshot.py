"""What a certificate says: copied once at issue, printed and checked from this copy ever after.

A snapshot is plain JSON, so that it can be stored, hashed and read by anybody in twenty years. Dates are ISO 8601
strings. Later edits of names, schemes or the LSP's profile change nothing here (domain: ISO/IEC 17024, 7.1 and 9.4).
"""

from typing import TypedDict

SNAPSHOT_FORMAT = 1


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
    certificate_number: str
    registration_number: str
    blank_number: str
    replaces: str
    renews: str
    holder_name: str
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


def check_address(snapshot: Snapshot) -> str:
    """Where the certificate is checked; what an offline check reads of the QR code behind "#" is left out."""
    return snapshot["verify_url"].partition("#")[0]


def portal_of(snapshot: Snapshot) -> str:
    """The address of the portal as it was at issue: what stands before "/verify/" and the token."""
    return check_address(snapshot).rstrip("/").rsplit("/", 2)[0]


def token_in(snapshot: Snapshot) -> str:
    """The token in the address that the QR code leads to."""
    return check_address(snapshot).rstrip("/").rpartition("/")[2]
