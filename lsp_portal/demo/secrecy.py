"""The demo's files: read, exported, talked about with consent, and answered by the candidate (clauses 10 and 15)."""

from datetime import date, timedelta
from typing import Any

from assessments.confidentiality.operations import record_export
from assessments.confidentiality.readings import Kind, note_reading
from assessments.models import Assessment, Export
from assessments.remarks.operations import Answer, answer_verdicts, show_verdicts
from ethics.confidentiality import operations as consents
from ethics.confidentiality.operations import explain_reading
from kit.accounts import Account

from .clock import standing_on
from .people import Team

DIFFERENT = "Saya sudah menunjukkan pekerjaan ini dua kali; berkas kedua ada di folder bukti."
UNUSUAL = ((-33, "Penataan ulang arsip foto atas surat tugas ketua LSP; dibenarkan ketua."), (-9, ""))


def show(assessment: Assessment, *, by: Account, on: date, answered: bool) -> None:
    """The assessor shows the verdicts to a candidate who has an account; he agrees, and differs about a BK."""
    account = assessment.candidate.person.account
    if account is None:
        return
    said: dict[str, Any] = {"on": on, "assessment": assessment, "revision": 1}
    show_verdicts(by=by, **said)
    if answered:
        answers = {
            verdict.pk: Answer("differs", DIFFERENT) if verdict.outcome == "BK" else Answer("agrees")
            for verdict in assessment.verdicts.all()
        }
        answer_verdicts(by=account, answers=answers, **said)


def tell(today: date, *, accounts: dict[str, Any], team: Team) -> None:
    """Ordinary reading, a day too many of it, exports, and consent that is given, waits or was taken back."""
    for days, reason in UNUSUAL:
        with standing_on(today + timedelta(days=days), hour=19):
            for candidate in team.candidates[10:34]:
                note_reading(accounts["admin"], candidate, Kind.CANDIDATE)
        if reason:
            day = today + timedelta(days=days)
            with standing_on(day + timedelta(days=2)) as on:
                explain_reading(by=accounts["etik"], on=on, reader=accounts["admin"], day=day, reason=reason)
    for candidate in team.candidates[:3]:
        with standing_on(today - timedelta(days=2)):
            note_reading(accounts["admin"], candidate, Kind.CANDIDATE)
            note_reading(accounts["komite"], candidate, Kind.DECISION)
    _exports(today, accounts, team)
    _disclosure_consents(today, accounts, team)


def _exports(today: date, accounts: dict[str, Any], team: Team) -> None:
    people = [candidate.pk for candidate in team.candidates[:60]]
    act = {"by": accounts["admin"], "subject": Export.Subject.CANDIDATES, "rows": len(people), "candidates": people}
    with standing_on(today - timedelta(days=30)) as on:
        reason = "Kolom NIK wajib pada laporan bulanan."
        record_export(
            **act, on=on, purpose="Laporan bulanan kepada BNSP.", with_identity=True, identity_reason=reason
        )  # fmt: skip
    with standing_on(today - timedelta(days=4)) as on:
        record_export(**act, on=on, purpose="Undangan rapat evaluasi dengan sekolah mitra.")


def _disclosure_consents(today: date, accounts: dict[str, Any], team: Team) -> None:
    """One that stands, and one that waits for both answers."""
    ask = {"by": accounts["admin"], "candidate": team.candidates[0], "until": today + timedelta(days=60)}
    with standing_on(today - timedelta(days=20)) as on:
        consent = consents.ask_disclosure_consent(
            **ask,
            on=on,
            recipient="PT Sumber Karya Contoh",
            matter="Hasil K atau BK tiap unit dari asesmen terakhir.",
            purpose="Penempatan kerja yang diminta asesi sendiri.",
        )
        consents.answer_as_candidate(by=accounts["asesi"], on=on, consent=consent, answer="yes")
        consents.answer_for_body(by=accounts["etik"], on=on, consent=consent, answer="yes")
    with standing_on(today - timedelta(days=1)) as on:
        consents.ask_disclosure_consent(
            **ask,
            on=on,
            recipient="Dinas Tenaga Kerja Kota Contoh",
            matter="Nama, skema, dan tanggal asesmen.",
            purpose="Pendataan penerima bantuan pelatihan.",
        )
