"""Reporting an assessor, and following the report by a secret code. Nothing here says or keeps who the reporter is
beyond what he chose to leave: no event, message or file of his names an account.
"""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from assessments.models import Event, Upload
from assessments.uploads.operations import store_file
from kit.accounts import Account
from kit.errors import RuleError
from kit.taking import TakenFile

from ...models import CaseMessage, Clause, EthicsCase, Evidence, Side
from .talks import require_going_on, say

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that reads like something else
CODE_LENGTH = 20
MOST_AT_ONCE = 5
MOST_FILES = 10  # of each side in a case
Kind = EthicsCase.ReporterKind


def new_code() -> str:
    """Twenty signs in groups of five: 98 bits that nobody guesses."""
    signs = "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))
    return "-".join(signs[start : start + 5] for start in range(0, CODE_LENGTH, 5))


def hash_of(code: str) -> str:
    """What is kept of a code. Slow on purpose, and as slow for a wrong code as for a right one."""
    signs = "".join(sign for sign in code.upper()[:100] if sign in ALPHABET)
    return hashlib.scrypt(signs.encode(), salt=b"ethics case", n=2**14, r=8, p=1, dklen=32).hex()


def case_of_code(code: str) -> EthicsCase | None:
    """The case that this code follows, if there is one."""
    return EthicsCase.objects.filter(code_hash=hash_of(code)).first()


def file_report(
    *,
    by: Account | None,
    on: date,
    code: str,
    kind: str,
    about: str,
    story: str,
    clauses: Iterable[Clause] = (),
    name: str = "",
    contact: str = "",
    files: Sequence[TakenFile] = (),
) -> EthicsCase:
    """Receive a report that `code` will follow; the same code sent again is the same report.

    `by` is only kept when the reporter chose to report with his account. Refuses "report_incomplete", "kind_unknown",
    "name_required" and "too_many_files".
    """
    if not about.strip() or not story.strip():
        raise RuleError(_("Tulis tentang siapa laporan ini dan apa yang terjadi."), code="report_incomplete")
    known = by is not None and by.is_authenticated
    if kind not in Kind.values or (kind == Kind.ACCOUNT and not known):
        raise RuleError(_("Pilih cara melapor dari daftar."), code="kind_unknown")
    if kind == Kind.NAMED and not name.strip():
        raise RuleError(_("Tulis nama Anda, atau pilih melapor tanpa nama."), code="name_required")
    named = kind == Kind.NAMED
    row = EthicsCase(
        received_on=on, said_about=about.strip(), story=story.strip(), code_hash=hash_of(code), reporter_kind=kind,
        reporter_name=name.strip() if named else "", reporter_contact=contact.strip() if named else "",
        reporter=by if kind == Kind.ACCOUNT else None,
    )  # fmt: skip
    for _attempt in range(MOST_AT_ONCE):
        try:
            return _receive(row, clauses, files, on=on)
        except IntegrityError:
            row.pk = None  # somebody else's report, or the same one sent twice, took the number meanwhile
    return _receive(row, clauses, files, on=on)


@transaction.atomic
def _receive(row: EthicsCase, clauses: Iterable[Clause], files: Sequence[TakenFile], *, on: date) -> EthicsCase:
    earlier = EthicsCase.objects.filter(code_hash=row.code_hash).first()
    if earlier:
        return earlier
    row.number = _next_number(on)
    row.save(force_insert=True)
    row.clauses.set(clauses)
    give_evidence(on=on, case=row, side=Side.REPORTER, files=files)
    Event.record(row, "reported", by=None, on=on)
    return row


def _next_number(on: date) -> str:
    """Reports of a year are counted from one; two at once cannot have the same number, for it is unique."""
    of_year = EthicsCase.objects.filter(number__startswith=f"ETK-{on.year}-")
    last = of_year.order_by(Length("number"), "number").last()  # 10000 comes after 9999
    serial = int(last.number.rsplit("-", 1)[1]) + 1 if last else 1
    return f"ETK-{on.year}-{serial:04d}"


@transaction.atomic
def give_evidence(*, on: date, case: EthicsCase, side: str, files: Sequence[TakenFile]) -> list[Evidence]:
    """Keep files for one side, without their names. Refuses "too_many_files" and "case_over"."""
    if not files:
        return []
    case = EthicsCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
    require_going_on(case)
    if len(files) + case.evidence.filter(side=side).count() > MOST_FILES:
        raise too_many_files()
    uploads = [store_file(by=None, on=on, kind=Upload.Kind.EVIDENCE, file=file) for file in files]
    return [Evidence.objects.create(case=case, side=side, upload=upload) for upload in uploads]


def too_many_files() -> RuleError:
    """The refusal of more than a side may give."""
    return RuleError(
        _("Paling banyak %(most)d berkas bukti untuk tiap pihak."), code="too_many_files", params={"most": MOST_FILES}
    )


@transaction.atomic
def tell(*, on: date, case: EthicsCase, body: str, files: Sequence[TakenFile] = ()) -> CaseMessage:
    """The reporter writes to the officer. Who knows the code is the reporter, so nobody is named.

    Refuses what `say` and `give_evidence` refuse.
    """
    return _say(on=on, case=case, talk=Side.REPORTER, side=Side.REPORTER, body=body, files=files, by=None)


@transaction.atomic
def answer(*, by: Account, on: date, case: EthicsCase, body: str, files: Sequence[TakenFile] = ()) -> CaseMessage:
    """The respondent replies to what he was given notice of, while the clock runs.

    Only he may (PermissionDenied). Refuses "reply_over" and what `say` and `give_evidence` refuse.
    """
    if not EthicsCase.objects.about(by).filter(pk=case.pk).exists():
        raise PermissionDenied
    case = EthicsCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if not case.is_answerable(on):
        raise RuleError(_("Masa menjawab sudah lewat."), code="reply_over")
    return _say(on=on, case=case, talk=Side.RESPONDENT, side=Side.RESPONDENT, body=body, files=files, by=by)


def _say(
    *, on: date, case: EthicsCase, talk: str, side: str, body: str, files: Sequence[TakenFile], by: Account | None
) -> CaseMessage:
    """Write into a talk; the case is locked so that its end is its end."""
    case = EthicsCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
    message = say(case, talk=talk, side=side, body=body)
    give_evidence(on=on, case=case, side=side, files=files)
    verb = "respondent_wrote" if side == Side.RESPONDENT else "reporter_wrote"
    Event.record(case, verb, by=by, on=on)
    return message
