"""Reporting, following a report, and what the sides of a case write."""

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from assessments.uploads.uses import TESTIMONY
from kit.errors import RuleError
from kit.forms.taken import taken
from kit.forms.widgets import grouped
from kit.taking import MEMBERS, STRANGERS, TakenFile

from ...models import Clause, Code, EthicsCase
from ..operations.reports import MOST_FILES, new_code, too_many_files

Kind = EthicsCase.ReporterKind
SALT = "ethics.report"
TICKET_SECONDS = 24 * 60 * 60
LONGEST = 10_000
ACCEPT = "application/pdf,image/jpeg,image/png,image/webp"
KEPT = _(
    "PDF atau gambar, paling banyak 10, masing-masing paling besar 10 MB. Nama berkas, data lokasi, dan data "
    "pembuatnya tidak disimpan; tanda tangan digital pada PDF ikut hilang."
)
FILES = {"too_many_files": "files"}
BUSY = _(
    "Saat ini terlalu banyak berkas yang sedang diperiksa. Tunggu sebentar lalu kirim lagi, atau kirim dulu tanpa "
    "berkas: berkas dapat ditambahkan nanti."
)


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, none included, taken in together; how many a side may give is asked by the operation too."""

    room = STRANGERS

    def __init__(self, **extra: Any) -> None:
        extra.setdefault("label", _("Bukti"))
        extra.setdefault("help_text", KEPT)
        extra |= {"widget": ManyFiles(attrs={"accept": ACCEPT}), "error_messages": {"empty": _("Berkas ini kosong.")}}
        super().__init__(required=False, **extra)

    def clean(self, data: Any, initial: Any = None) -> list[TakenFile]:
        given = data if isinstance(data, list | tuple) else [data]
        files = [super(FilesField, self).clean(each, initial) for each in given if each]
        if len(files) > MOST_FILES:
            raise too_many_files()
        outcomes = taken([(TESTIMONY, file) for file in files], room=self.room)
        refused = {file.name: each for file, each in zip(files, outcomes, strict=True) if isinstance(each, RuleError)}
        for name, refusal in refused.items():
            if refusal.code == "files_busy":
                raise RuleError(BUSY, code=refusal.code)
            if len(files) == 1 or refusal.code in ("files_too_large", "files_slow"):
                raise refusal
            raise RuleError("%(name)s: %(why)s", refusal.code, {"name": name, "why": " ".join(refusal.messages)})
        return [each for each in outcomes if isinstance(each, TakenFile)]


def long_text(label: Any, **extra: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}), **extra)


class ClausesField(forms.TypedMultipleChoiceField):
    """Clauses of the code in force, ticked by number. Ask `offer` when the form is made: the code may have changed."""

    def __init__(self, **extra: Any) -> None:
        super().__init__(coerce=int, widget=forms.CheckboxSelectMultiple, **extra)
        self.by_number: dict[int, Clause] = {}

    def offer(self) -> None:
        code = Code.objects.current()
        self.by_number = {clause.number: clause for clause in code.clauses.all()} if code else {}
        self.choices = [(number, str(clause)) for number, clause in self.by_number.items()]

    def clean(self, value: Any) -> list[Clause]:
        return [self.by_number[number] for number in super().clean(value)]


class ReportForm(forms.Form):
    """About whom, what happened, and how much the reporter says of himself.

    The page carries the code that will follow the report, signed: sending it twice is reporting once.
    """

    refusal_fields = {"name_required": "name", "kind_unknown": "kind"} | FILES

    about = forms.CharField(
        label=_("Asesor yang dilaporkan"), max_length=200, help_text=_("Nama atau nomor MET, sejauh yang Anda tahu.")
    )
    story = long_text(
        _("Apa yang terjadi"), help_text=_("Kapan, di mana, apa yang dilakukan, dan siapa yang mengetahuinya.")
    )
    clauses = ClausesField(label=_("Butir yang dilanggar, bila tahu"), required=False)
    files = FilesField()
    kind = forms.ChoiceField(label=_("Bagaimana Anda melapor"), choices=Kind.choices, widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Nama"), max_length=150, required=False, help_text=_("Hanya bila Anda memilih melapor dengan nama.")
    )
    contact = forms.CharField(
        label=_("Kontak"),
        max_length=200,
        required=False,
        help_text=_("Surel atau telepon. Hanya petugas etik membacanya."),
    )
    ticket = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, files: Any = None, *, user: Any) -> None:
        self.code = _code_of(data.get("ticket", "")) if data is not None else None
        if self.code is None:
            self.code = new_code()
            ticket = signing.dumps(self.code, salt=SALT)
            if data is not None:
                data = data.copy()
                data["ticket"] = ticket
        else:
            ticket = data["ticket"]
        signed_in = user.is_authenticated
        super().__init__(data, files, initial={"ticket": ticket, "kind": Kind.ACCOUNT if signed_in else Kind.ANONYMOUS})
        fields: Any = self.fields
        fields["clauses"].offer()
        fields["files"].room = MEMBERS if signed_in else STRANGERS
        if not signed_in:
            fields["kind"].choices = [choice for choice in Kind.choices if choice[0] != Kind.ACCOUNT]

    @property
    def helper(self) -> Any:
        return grouped(
            [
                (_("Laporan Anda"), ["about", "story", "files"]),
                (_("Tentang Anda"), ["kind", "name", "contact"]),
                (_("Kode etik"), ["clauses", "ticket"]),
            ]
        )

    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "ticket"}
        return said | {"code": self.code}


def _code_of(ticket: str) -> str | None:
    """The code inside a ticket of ours that is not too old."""
    try:
        return str(signing.loads(ticket, salt=SALT, max_age=TICKET_SECONDS))
    except signing.BadSignature:
        return None


class FollowForm(forms.Form):
    """The secret code; in no address and no log, because it is posted."""

    code = forms.CharField(
        label=_("Kode laporan"), max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )  # fmt: skip


class MessageForm(forms.Form):
    """What a reporter or a respondent adds."""

    refusal_fields = FILES

    body = long_text(_("Pesan"))
    files = FilesField()

    def __init__(self, *args: Any, room: str = STRANGERS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"].room = room


class AppealForm(forms.Form):
    grounds = long_text(_("Alasan banding"))
