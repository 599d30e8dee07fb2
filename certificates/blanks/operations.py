"""Blanko: sheets come from BNSP, and each meets one fate. Those who keep no stock are asked nothing.

A number is given as it is read from the sheet. The batch's row is locked by whatever gives a sheet its fate, so of two
who reach for one sheet the second waits, and is refused.
"""

from datetime import date
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from assessments.access import is_lsp_admin
from assessments.models import Event
from kit.accounts import Account
from kit.days import refuse_future
from kit.errors import RuleError
from kit.guards import while_guarded
from kit.printable import stated
from kit.saving import save_checked

from ..models import BlankBatch, BlankUse, Certificate
from ..numbers.operations import draw

DELIVERIES = "blank batch"
MOST_SHEETS = 100_000
WIDTHS = range(4, 13)
LONGEST_REASON = 2_000
FATE = BlankUse.Fate


class Sheet(NamedTuple):
    """One sheet of the stock."""

    batch: BlankBatch
    number: int

    @property
    def written(self) -> str:
        return self.batch.written(self.number)


@transaction.atomic
@while_guarded
def receive(
    *, first: str, last: str, received_on: date, by: Account, on: date, letter_number: str = "", note: str = ""
) -> BlankBatch:
    """Put a delivery into the stock; its numbers keep the digits they are typed with.

    Refuses "blank_digits", "blank_width" (4 to 12, the same for both), "blank_reversed", "blank_too_many",
    "blank_overlap" (a number that was received before), "in_future"; PermissionDenied for anybody but an admin.
    """
    _only_admins(by)
    low, high = _read(first), _read(last)
    width = len(first.strip())
    if width not in WIDTHS or len(last.strip()) != width:
        raise RuleError(
            _("Tulis kedua nomor seperti pada lembarnya, sama banyak angkanya (4 sampai 12)."), code="blank_width"
        )
    _check_run(low, high)
    refuse_future(received_on)
    draw(DELIVERIES)  # one delivery at a time: two that overlap would not see each other
    if other := BlankBatch.objects.containing(low, high).first():
        raise RuleError(_("Nomor itu sudah diterima: %(batch)s."), code="blank_overlap", params={"batch": str(other)})
    fields = {"letter_number": letter_number.strip(), "note": note.strip(), "received_on": received_on}
    batch = save_checked(BlankBatch(first=low, last=high, width=width, recorded_by=by, **fields))
    Event.record(batch, "received", by=by, on=on, name=str(batch))
    return batch


def held(number: str, *, on: date) -> Sheet:
    """The unused sheet of this number, kept from others until the transaction ends.

    Refuses "blank_digits", "blank_unknown", "blank_taken", and "blank_not_received" on a day before it came.
    """
    wanted = _read(number)
    batch = BlankBatch.objects.containing(wanted, wanted).select_for_update().first()
    if batch is None:
        raise _unknown(number)
    if on < batch.received_on:
        day = date_format(batch.received_on, "j F Y")
        raise RuleError(_("Blangko itu baru diterima pada %(day)s."), code="blank_not_received", params={"day": day})
    if taken := BlankUse.objects.filter(number=wanted).first():
        raise _taken(taken)
    return Sheet(batch, wanted)


def use(number: str, certificate: Certificate, *, by: Account, on: date) -> BlankUse:
    """A certificate is printed on this sheet. Runs in the issuing transaction; refuses what `held` refuses."""
    sheet = held(number, on=on)
    return BlankUse.objects.create(
        batch=sheet.batch, number=sheet.number, fate=FATE.USED, certificate=certificate, on=on, by=by
    )


@transaction.atomic
@while_guarded
def spoil(*, first: str, reason: str, by: Account, on: date, last: str = "") -> int:
    """These sheets are spoiled; returns how many. One that bears a certificate (a misprint) is named alone.

    A used sheet keeps its certificate, and the certificate's history tells of it. Refuses "reason_missing",
    "blank_digits", "blank_reversed", "blank_too_many", "blank_unknown", "blank_taken", "blank_not_received",
    "before_use" and "in_future"; PermissionDenied for anybody but an admin.
    """
    _only_admins(by)
    reason = _reason(reason)
    low, high = _read(first), _read(last or first)
    if low == high and (use := _used(low)):
        return _spoil_used(use, reason, by=by, on=on)
    return _give_fate(low, high, FATE.SPOILED, reason, by=by, on=on)


@transaction.atomic
@while_guarded
def send_back(*, first: str, letter_number: str, by: Account, on: date, last: str = "", reason: str = "") -> int:
    """These sheets, unused or spoiled, went back to BNSP with this letter; returns how many.

    A spoiled one keeps the day and the reason it was spoiled, and its certificate if it bears one. Refuses
    "letter_missing", "before_spoil" and what `spoil` refuses of sheets; PermissionDenied for anybody but an admin.
    """
    _only_admins(by)
    if not (letter_number := letter_number.strip()):
        raise RuleError(_("Tulis nomor surat pengembalian."), code="letter_missing")
    told = ". ".join(filter(None, (str(_("Surat %(number)s") % {"number": letter_number}), reason.strip())))
    return _give_fate(_read(first), _read(last or first), FATE.RETURNED, told[:LONGEST_REASON], by=by, on=on)


def _return_spoiled(low: int, high: int, reason: str, *, by: Account, on: date) -> set[int]:
    """Those of a run that are spoiled already, their batches locked."""
    spoiled = BlankUse.objects.filter(number__range=(low, high), fate=FATE.SPOILED)
    if late := spoiled.filter(on__gt=on).order_by("number").first():
        raise RuleError(
            _("Tanggal tidak boleh sebelum blangko %(number)s dicatat rusak."),
            code="before_spoil",
            params={"number": str(late)},
        )
    numbers = set(spoiled.values_list("number", flat=True))
    told = Concat("reason", Value("; "), Value(reason))
    spoiled.update(fate=FATE.RETURNED, spoiled_on=F("on"), on=on, reason=told, by=by)
    return numbers


def _give_fate(low: int, high: int, fate: str, reason: str, *, by: Account, on: date) -> int:
    """One fate for every sheet of a run, which may lie in several deliveries; all of them or none."""
    _check_run(low, high)
    refuse_future(on)
    batches = list(BlankBatch.objects.containing(low, high).select_for_update())
    runs = [(batch, max(low, batch.first), min(high, batch.last)) for batch in batches]
    if sum(end - begin + 1 for _batch, begin, end in runs) != high - low + 1:
        raise _unknown(f"{low}–{high}" if high > low else str(low))
    if late := max((batch.received_on for batch in batches if batch.received_on > on), default=None):
        day = date_format(late, "j F Y")
        raise RuleError(_("Blangko itu baru diterima pada %(day)s."), code="blank_not_received", params={"day": day})
    uses = BlankUse.objects.filter(number__range=(low, high)).order_by("number")
    if taken := (uses.exclude(fate=FATE.SPOILED) if fate == FATE.RETURNED else uses).first():
        raise _taken(taken)
    met = _return_spoiled(low, high, reason, by=by, on=on) if fate == FATE.RETURNED else set()
    verb = "spoiled" if fate == FATE.SPOILED else "returned"
    for batch, begin, end in runs:
        BlankUse.objects.bulk_create(
            (
                BlankUse(batch=batch, number=n, fate=fate, on=on, reason=reason, by=by)
                for n in range(begin, end + 1)
                if n not in met
            ),
            batch_size=5_000,
        )
        name = batch.written(begin) if begin == end else f"{batch.written(begin)}–{batch.written(end)}"
        Event.record(batch, verb, by=by, on=on, reason=reason, name=name)
    return high - low + 1


def _used(number: int) -> BlankUse | None:
    """The use of a sheet by a certificate, its batch locked."""
    list(BlankBatch.objects.containing(number, number).select_for_update())
    return BlankUse.objects.filter(number=number, fate=FATE.USED).select_related("batch", "certificate").first()


def _spoil_used(use: BlankUse, reason: str, *, by: Account, on: date) -> int:
    refuse_future(on)
    if on < use.on:
        raise RuleError(_("Tanggal tidak boleh sebelum blangko dipakai."), code="before_use")
    use.fate, use.on, use.reason, use.by = FATE.SPOILED, on, reason, by
    use.save(update_fields=["fate", "on", "reason", "by"])
    Event.record(use.batch, "spoiled", by=by, on=on, reason=reason, name=str(use))
    if use.certificate:
        Event.record(use.certificate, "blank_spoiled", by=by, on=on, reason=reason, name=str(use))
    return 1


def _only_admins(by: Account) -> None:
    if not is_lsp_admin(by):
        raise PermissionDenied


def _read(number: str) -> int:
    """The number on a sheet, from how it is typed; refuses "blank_digits"."""
    text = number.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= WIDTHS[-1] and int(text)):
        raise RuleError(_("Nomor blangko hanya berisi angka, seperti pada lembarnya."), code="blank_digits")
    return int(text)


def _check_run(low: int, high: int) -> None:
    if high < low:
        raise RuleError(_("Nomor terakhir lebih kecil daripada nomor pertama."), code="blank_reversed")
    if high - low >= MOST_SHEETS:
        raise RuleError(
            _("Paling banyak %(most)s lembar sekaligus. Periksa nomornya."),
            code="blank_too_many",
            params={"most": f"{MOST_SHEETS:,}".replace(",", ".")},
        )


def _reason(reason: str) -> str:
    if not (reason := stated(reason)[:LONGEST_REASON]):
        raise RuleError(_("Tulis alasannya."), code="reason_missing")
    return reason


def _unknown(number: str) -> RuleError:
    return RuleError(
        _("Tidak semua nomor itu ada pada persediaan: %(number)s."), code="blank_unknown", params={"number": number}
    )


def _taken(taken: BlankUse) -> RuleError:
    return RuleError(
        _("Blangko %(number)s sudah tercatat: %(fate)s."),
        code="blank_taken",
        params={"number": str(taken), "fate": taken.get_fate_display()},
    )
