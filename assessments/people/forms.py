"""Forms about people. What an operation refuses comes back at its field; what looks odd is asked once more."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.validators import RegexValidator
from django.db.models import Q, QuerySet
from django.forms.models import fields_for_model
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.uploads.uses import PORTRAIT
from kit.errors import RuleError
from kit.forms.stale import SeenForm
from kit.forms.taken import TakenFileField
from kit.forms.widgets import IMAGES, Group, date_input, grouped, invite_a_choice, pair

from ..assessments.forms import HeldForm
from ..models import Candidate, Person, Relation, Training
from .identity import YOUNG_AGE, check_identity, clean_name, doubts
from .refusals import TellsOfPeople


class PersonForm(TellsOfPeople, SeenForm, HeldForm, forms.ModelForm):
    """Personal data. `warnings` holds what looks odd; a tick at `confirm` says that it is right all the same."""

    identity_number = forms.CharField(
        label=_("NIK atau nomor paspor"),
        max_length=40,
        required=False,
        help_text=_("NIK: 16 angka. Titik dan spasi boleh."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    phone = forms.CharField(
        label=_("Nomor telepon"),
        max_length=30,
        required=False,
        validators=[RegexValidator(r"^\+?[0-9 ().\-]{6,}$", _("Tulis dengan angka, misalnya 0812 3456 7890."))],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    photo = TakenFileField(
        use=PORTRAIT,
        label=_("Pas foto"),
        required=False,
        help_text=_("JPEG, PNG, atau WebP, paling besar 10 MB."),
        widget=forms.FileInput(attrs={"accept": IMAGES}),
    )
    remove_photo = forms.BooleanField(label=_("Hapus foto yang ada"), required=False)
    confirm = forms.BooleanField(required=False)
    required_fields: Sequence[str] = ("name",)

    class Meta:
        model = Person
        fields = Person.ASKED
        widgets = {"birth_date": date_input(), "address": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(person, name) for name in Person.ASKED} if person else {}
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.person, self.warnings = person, []
        self.kept_files = {"photo": ("remove_photo", str(person and person.photo_id))}
        for name in self.required_fields:
            self.fields[name].required = True
        invite_a_choice(self.fields["sex"])
        if not (person and person.photo):
            del self.fields["remove_photo"]
        self.fields["name"].widget.attrs |= {"autocomplete": "off", "autofocus": not self.is_bound}
        self.freeze(person)

    @property
    def edits(self) -> bool:
        return self.person is not None

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        return name if self.held else clean_name(name, known=self.person.name if self.person else "")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self.refuse_held()
        try:
            kind = data.get("identity_kind", Person.IdentityKind.NIK)
            if not self.held:
                data["identity_number"] = check_identity(kind, data.get("identity_number", ""))
        except RuleError as error:
            self.add_error("identity_number", error)
        if not self.errors:
            self._ask_about_doubts(data)
        return data

    def _ask_about_doubts(self, data: dict[str, Any]) -> None:
        """Refuse what looks odd until the reader has confirmed it."""
        identity = doubts(
            kind=data["identity_kind"],
            number=data["identity_number"],
            birth_date=data["birth_date"],
            sex=data["sex"],
            nationality=data["nationality"],
        )
        others = self.other_doubts(data)
        self.warnings = [*identity, *others]
        label = _("Simpan walaupun ada peringatan ini") if others else _("Simpan walaupun NIK tidak cocok")
        self["confirm"].label = str(label)  # on the bound field: it took its label before the doubts were known
        if self.warnings and not data["confirm"]:
            sentences = [*self.warnings, _("Jika sudah benar, centang kotak ini lalu simpan lagi.")]
            self.add_error("confirm", " ".join(str(sentence) for sentence in sentences))

    def other_doubts(self, data: dict[str, Any]) -> list[str | Promise]:
        """Doubts beyond the identity number."""
        return []

    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        left_out = {"confirm", "remove_photo", *self.held}
        return {name: value for name, value in self.cleaned_data.items() if name not in left_out}

    @property
    def helper(self) -> FormHelper:
        if self.errors and self.files.get("photo"):
            self.fields["photo"].help_text = _("Pilih fotonya sekali lagi: berkas tidak ikut tersimpan.")
        return grouped(self.groups())

    def groups(self) -> list[Group]:
        """The questions by subject, in the order they are asked."""
        identity: list[Any] = ["name", pair("identity_number", "identity_kind")]
        if self.warnings:
            identity.append("confirm")
        born: list[Any] = [pair("birth_place", "birth_date"), pair("sex", "nationality")]
        photo: list[Any] = ["photo", *(["remove_photo"] if "remove_photo" in self.fields else [])]
        return [
            (_("Nama dan identitas"), identity),
            (_("Kelahiran"), born),
            (_("Kontak"), [pair("phone", "email"), "address"]),
            (_("Pas foto"), photo),
        ]


class CandidateForm(PersonForm):
    """A candidate: FR.APL-01 part 1."""

    required_fields = ("name", "identity_number", "birth_date", "sex")

    def __init__(self, *args: Any, candidate: Candidate | None = None, **kwargs: Any) -> None:
        kept = {name: getattr(candidate, name) for name in Candidate.ASKED} if candidate else {}
        kwargs["initial"] = kept | kwargs.get("initial", {})
        super().__init__(*args, person=candidate.person if candidate else None, **kwargs)
        self.fields |= fields_for_model(Candidate, Candidate.ASKED)
        invite_a_choice(self.fields["education"])

    def other_doubts(self, data: dict[str, Any]) -> list[str | Promise]:
        found: list[str | Promise] = []
        age = Person(birth_date=data["birth_date"]).age(timezone.localdate())
        if age is not None and 0 <= age < YOUNG_AGE:
            found.append(_("Asesi ini berumur %(age)d tahun. Periksa tanggal lahirnya.") % {"age": age})
        namesakes = Person.objects.filter(Q(name__iexact=data["name"]), birth_date=data["birth_date"])
        if self.person is None and namesakes.exclude(identity_fingerprint="").exists() and not self._is_known(data):
            found.append(_("Sudah ada orang dengan nama dan tanggal lahir yang sama. Pastikan ini bukan orang itu."))
        return found

    def _is_known(self, data: dict[str, Any]) -> bool:
        return Person.objects.with_identity(data["identity_number"]) is not None

    def groups(self) -> list[Group]:
        groups = super().groups()
        school: list[Any] = [pair("education", "job"), "institution"]
        return [*groups[:-1], (_("Pendidikan dan pekerjaan"), school), groups[-1]]


class KnownCandidateForm(TellsOfPeople, forms.ModelForm):
    """What is asked of a person already registered who becomes a candidate."""

    class Meta:
        model = Candidate
        fields = Candidate.ASKED

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        invite_a_choice(self.fields["education"])

    def values(self) -> dict[str, Any]:
        return self.cleaned_data


class IdentitySearchForm(forms.Form):
    """Find a person by the exact number. Sent by POST, so that the number stands in no address and no log."""

    identity_number = forms.CharField(
        label=_("NIK atau nomor paspor"),
        max_length=40,
        help_text=_("Ditulis lengkap. Nomor ini tidak dicatat di mana pun."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )


class TrainingForm(TellsOfPeople, forms.ModelForm):
    """Who trained a candidate. Offered are those who could otherwise decide or assess."""

    class Meta:
        model = Training
        fields = ("trainer", "subject", "ended_on")
        widgets = {"ended_on": date_input()}

    def __init__(self, *args: Any, candidate: Candidate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = Q(assessor__isnull=False) | Q(account__is_decision_maker=True) | Q(account__is_lsp_admin=True)
        people = Person.objects.filter(staff).exclude(pk=candidate.person_id)
        self.fields["trainer"].queryset, self.fields["trainer"].empty_label = people, _("Pilih…")
        self.fields["trainer"].help_text = _("Asesor, pengambil keputusan, atau admin LSP ini.")
        self.fields["subject"].help_text = _("Misalnya: Pelatihan pemrograman dasar, angkatan 3.")


class ReasonForm(TellsOfPeople, forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label=_("Alasan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class RelativeField(forms.ModelChoiceField):
    """People found by name; what they are here tells namesakes apart."""

    def label_from_instance(self, person: Person) -> str:
        if hasattr(person, "assessor"):
            return f"{person.name} ({_('asesor')}, {person.assessor.met_number})"
        if hasattr(person, "candidate"):
            known = [str(_("asesi")), person.candidate.institution]
            return f"{person.name} ({', '.join(filter(None, known))})"
        return person.name


class RelationForm(forms.ModelForm):
    """Which tie, with whom of the people that the search found."""

    refusal_fields = {"relation_self": "relative", "relation_known": "kind"}

    relative = RelativeField(
        queryset=Person.objects.none(),
        label=_("Orang lain"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Cari lalu pilih orangnya.")},
    )

    class Meta:
        model = Relation
        fields = ("relative", "kind", "note")

    def __init__(self, *args: Any, people: QuerySet[Person], shown: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        relative: Any = self.fields["relative"]
        relative.queryset = people  # whoever was found is taken, even when the search says something else by now
        relative.choices = [(person.pk, relative.label_from_instance(person)) for person in shown]
        invite_a_choice(self.fields["kind"])
        self.fields["note"].help_text = _("Misalnya: kakak kandung, satu kontrakan, rekan usaha.")
