"""The designs of the LSP: drafts are edited, one version of each is in use, and what was in use stays as it is."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from unicodedata import category

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assessments.access import is_lsp_admin
from assessments.models import Event, Scheme, Upload
from assessments.uploads.operations import discard_image, store_file
from certificates.designs.specimens import specimen_of
from kit.accounts import Account
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.printable import clean, described, unprintable
from kit.saving import at, invalid, save_checked
from kit.states import check_move, move
from kit.taking import TakenFile

from ..models import Design, DesignVersion, SchemeDesign
from ..printing import render
from ..printing.families import FAMILIES
from ..printing.own_art import check_drawable, clean_svg
from ..printing.previews import printed
from ..printing.specimen import SAMPLES

STATUS = DesignVersion.Status
PICTURES = ("logo", "signature")
KEEP: Any = object()  # leaves what is there


@transaction.atomic
def create_design(*, name: str, family: str, by: Account, on: date) -> Design:
    """A design with a first draft. Refuses a name that is taken and an unknown family ("invalid")."""
    _only_admins(by)
    design = save_checked(Design(name=" ".join(name.split())))
    save_checked(DesignVersion(design=design, number=1, family=family, created_by=by))
    Event.record(design, "created", by=by, on=on)
    return design


def _drawable(art: str) -> str:
    """Own art as it is kept; refuses what is not drawn ("invalid" at its field)."""
    if art is KEEP or not art:
        return art
    with at("art"):
        art = clean_svg(art)
        check_drawable(art)
    return art


@transaction.atomic
def edit_draft(
    *,
    version: DesignVersion,
    by: Account,
    on: date,
    family: str = KEEP,
    languages: str = KEEP,
    texts: dict[str, str] = KEEP,
    art: str = KEEP,
    logo: TakenFile | None = KEEP,
    signature: TakenFile | None = KEEP,
) -> DesignVersion:
    """Change a draft; None takes a picture away.

    Refuses "frozen" for a version that is or was in use, and "invalid" with messages by field.
    """
    _only_admins(by)
    version = _locked(version)
    if version.status != STATUS.DRAFT:
        raise frozen(version)
    columns = {"family": family, "languages": languages, "texts": _cleaned(texts), "art": _drawable(art)}
    changed = [name for name, value in columns.items() if value is not KEEP and value != getattr(version, name)]
    for name in changed:
        setattr(version, name, columns[name])
    _check_known_family(version)
    check_words(version)
    former: list[Upload] = []
    for name, file in zip(PICTURES, (logo, signature), strict=True):
        old = getattr(version, name)
        if file is KEEP or (file is None and old is None):
            continue
        setattr(version, name, store_file(by=by, on=on, kind=name, file=file) if file else None)
        former += [old] if old else []
        changed.append(name)
    if changed:
        save_checked(version)
        Event.record(version, "edited", by=by, on=on, fields=changed)
    for upload in former:
        _discard_unless_used(upload)
    return version


@transaction.atomic
@while_guarded
def put_in_use(*, version: DesignVersion, by: Account, on: date) -> DesignVersion:
    """Print new certificates with this version; the one before it retires, and both never change again.

    Refuses "transition" for anything but a draft, "unprintable" for words with letters that no certificate can show,
    and "proof" when a specimen of it cannot be printed.
    """
    _only_admins(by)
    version = _locked(version)
    check_move(version, STATUS.IN_USE)
    _check_letters(version)
    check_proof(version, on=on)
    former = DesignVersion.objects.select_for_update().filter(design=version.design, status=STATUS.IN_USE).first()
    if former:
        move(former, STATUS.RETIRED)
        Event.record(former, "retired", by=by, on=on, name=str(former))
    move(version, STATUS.IN_USE, in_use_from=on)
    Event.record(version, "put_in_use", by=by, on=on, name=str(version))
    return version


@transaction.atomic
def new_version(*, design: Design, by: Account, on: date) -> DesignVersion:
    """A draft that begins as the version in use. Refuses "draft_exists" and "nothing_in_use"."""
    _only_admins(by)
    design = Design.objects.select_for_update().get(pk=design.pk)
    if design.draft:
        raise RuleError(_("Desain ini sudah punya konsep. Ubah konsep itu."), code="draft_exists")
    copied = _in_use(design)
    newest = design.versions.newest_first().first()
    draft = DesignVersion(
        design=design,
        number=newest.number + 1 if newest else 1,
        family=copied.family,
        languages=copied.languages,
        texts=dict(copied.texts),
        art=copied.art,
        logo=copied.logo,
        signature=copied.signature,
        created_by=by,
    )
    save_checked(draft)
    Event.record(draft, "copied", by=by, on=on, name=str(draft))
    return draft


@transaction.atomic
def discard_draft(*, version: DesignVersion, by: Account, on: date) -> Design | None:
    """Throw a draft away with the pictures only it shows; a design that has nothing else goes with it.

    The design that stays, or None. Refuses "frozen" for a version that is or was in use, "gone" when it is no more.
    """
    _only_admins(by)
    version = _locked(version)
    if version.status != STATUS.DRAFT or version.certificates.exists():
        raise frozen(version)
    design = version.design
    Event.record(design, "draft_discarded", by=by, on=on, name=str(version))
    pictures = [upload for upload in (version.logo, version.signature) if upload]
    version.delete()
    for upload in pictures:
        _discard_unless_used(upload)
    if design.versions.exists():
        return design
    design.delete()
    return None


@transaction.atomic
def make_default(*, design: Design, by: Account, on: date) -> Design:
    """Print with this design where a scheme has none of its own. Refuses "nothing_in_use"."""
    _only_admins(by)
    rows = {row.pk: row for row in Design.objects.select_for_update().order_by("pk")}
    design = rows[design.pk]
    _in_use(design)
    if design.is_default:
        return design
    for row in rows.values():
        if row.is_default:
            row.is_default = False
            row.save(update_fields=["is_default"])
    design.is_default = True
    design.save(update_fields=["is_default"])
    Event.record(design, "made_default", by=by, on=on)
    return design


@transaction.atomic
def assign_scheme(*, scheme: Scheme, design: Design | None, by: Account, on: date) -> None:
    """Give a scheme a design of its own; None gives it back to the LSP's. Refuses "nothing_in_use"."""
    _only_admins(by)
    Scheme.objects.select_for_update().get(pk=scheme.pk)
    now = SchemeDesign.objects.select_related("design").filter(scheme=scheme).first()
    if design:
        _in_use(design)
    if (now.design if now else None) == design:
        return
    if now:
        Event.record(now.design, "scheme_left", by=by, on=on, name=scheme.number)
        now.delete()
    if design:
        save_checked(SchemeDesign(scheme=scheme, design=design))
        Event.record(design, "scheme_assigned", by=by, on=on, name=scheme.number)


@transaction.atomic
def assign_schemes(*, design: Design, given: Iterable[Scheme], left: Iterable[Scheme], by: Account, on: date) -> None:
    """`assign_scheme` for many: those that get the design, and those that give it back."""
    for schemes, to in ((given, design), (left, None)):
        for scheme in sorted(schemes, key=lambda scheme: scheme.pk):
            assign_scheme(scheme=scheme, design=to, by=by, on=on)


def _cleaned(texts: dict[str, str]) -> dict[str, str]:
    """The words as they are kept; what is no text is refused later."""
    if texts is KEEP:
        return texts
    return {key: clean(text) if isinstance(text, str) else text for key, text in texts.items()}


def check_words(version: DesignVersion) -> None:
    """Refuses ("invalid", at the key of the text) what its family does not say, cannot hold, or cannot print."""
    known = FAMILIES[version.family].texts
    wrong: dict[str, str] = {}
    for key, text in version.texts.items():
        if key not in known or not isinstance(text, str):
            wrong[key] = _("Desain ini tidak punya kata-kata itu.")
        elif len(text) > known[key].limit:
            wrong[key] = _("Paling banyak %(limit)s huruf.") % {"limit": known[key].limit}
        elif missing := unprintable(text):
            wrong[key] = _("Ada huruf yang tidak dapat dicetak: %s") % described(missing)
        elif any(category(char) == "Cc" for char in text):
            wrong[key] = _("Tulis dalam satu baris, tanpa karakter kendali.")
    if wrong:
        raise invalid(wrong)


def _check_letters(version: DesignVersion) -> None:
    """The letters again, for a draft that was written before they were asked."""
    known = FAMILIES[version.family].texts
    for key, text in version.texts.items():
        if missing := unprintable(text):
            told = {"text": known[key].label if key in known else key, "letters": described(missing)}
            message = _("“%(text)s” memuat huruf yang tidak dapat dicetak: %(letters)s. Perbaiki konsepnya.")
            raise RuleError(message, code="unprintable", params=told)


def check_proof(version: DesignVersion, *, on: date) -> None:
    """Print every sample with this version. Refuses "proof" when one fails: so would a certificate."""
    for sample in SAMPLES:
        printed(specimen_of(version, on=on, sample=sample), by=render)


def frozen(version: DesignVersion) -> RuleError:
    """The refusal to change a version that certificates were or may have been printed with."""
    return RuleError(
        _("Versi %(number)s sudah dipakai, jadi tidak dapat diubah lagi. Buat versi baru."),
        code="frozen",
        params={"number": version.number},
    )


def _check_known_family(version: DesignVersion) -> None:
    if version.family not in FAMILIES:
        raise invalid({"family": _("Bentuk ini tidak dikenal.")})


def _only_admins(by: Account) -> None:
    if not is_lsp_admin(by):
        raise PermissionDenied


def _locked(version: DesignVersion) -> DesignVersion:
    """The version as it is now; its design is locked first, so that of two acts on one design one waits."""
    rows = DesignVersion.objects.select_for_update(of=("self",)).select_related("design", "logo", "signature")
    try:
        Design.objects.select_for_update().get(pk=version.design_id)
        return rows.get(pk=version.pk)
    except ObjectDoesNotExist:
        raise RuleError(_("Konsep ini sudah dibuang."), code="gone") from None


def _in_use(design: Design) -> DesignVersion:
    if version := design.in_use:
        return version
    raise RuleError(_("Belum ada versi desain ini yang dipakai."), code="nothing_in_use")


def _discard_unless_used(upload: Upload) -> None:
    """A picture goes with its last version: versions copy it from each other."""
    if not DesignVersion.objects.filter(Q(logo=upload) | Q(signature=upload)).exists():
        discard_image(upload)
