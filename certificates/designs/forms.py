"""The forms of a certificate's look."""

import hashlib
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Fieldset, Layout
from django import forms
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.models import Scheme, SchemeVersion
from assessments.uploads.uses import LOGO, SIGNATURE
from certificates.designs.specimens import specimen_of
from certificates.snapshots.copying import data_uri
from kit.errors import RuleError
from kit.forms.stale import SeenForm
from kit.forms.taken import TakenFileField
from kit.forms.ticks import TicksField
from kit.forms.widgets import IMAGES
from kit.printable import one_line

from ..models import Design, DesignVersion, SchemeDesign
from ..printing.families import FAMILIES, Wording
from ..printing.own_art import LARGEST, check_drawable, clean_svg
from ..printing.wordings import ENGLISH
from ..snapshots.snapshot import Snapshot
from .operations import KEEP, PICTURES, at, check_words

LIVE_ERROR = '<p class="field-error live-error" id="live-{}" aria-live="polite"></p>'


TEXT = "text_"
FOLD = '<details class="fold"{}><summary>{}</summary>'
LONG = 100  # letters; more are given room to be seen


def show_families(field: Any) -> None:
    """Each family with what it looks like in words."""
    field.choices = [(family.key, f"{family.title}: {family.summary}") for family in FAMILIES.values()]


def text_field(key: str, wording: Wording, stored: str) -> forms.CharField:
    """A text in place of the family's; empty for the family's own."""
    widget = forms.Textarea(attrs={"rows": 3}) if wording.limit > LONG else forms.TextInput()
    widget.attrs |= {"placeholder": wording.default, "lang": "en" if key.endswith(ENGLISH) else "id"}
    label: Any = wording.label
    return forms.CharField(label=label, max_length=wording.limit, required=False, initial=stored, widget=widget)


class DesignForm(forms.Form):
    """A new design."""

    name = forms.CharField(
        label=_("Nama desain"),
        max_length=80,
        help_text=_("Nama untuk Anda sendiri, misalnya “Utama 2027”. Tidak tercetak pada sertifikat."),
    )
    family = forms.ChoiceField(label=_("Bentuk"), choices=DesignVersion.Family.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        show_families(self.fields["family"])


class DraftForm(SeenForm, forms.ModelForm):
    """The draft of a design: its shape, words and pictures."""

    art_file = forms.FileField(
        label=_("Gambar muka sendiri (SVG)"),
        required=False,
        help_text=_(
            "Menggantikan bingkai halaman muka, seukuran kertasnya. Hanya garis dan bidang; paling besar 100 kB."
        ),
        widget=forms.FileInput(attrs={"accept": "image/svg+xml,.svg"}),
    )
    remove_art = forms.BooleanField(label=_("Kembali ke gambar muka bawaan"), required=False)
    logo_file = TakenFileField(
        use=LOGO,
        label=_("Logo"),
        required=False,
        help_text=_("JPEG, PNG, atau WebP, paling besar 10 MB. Kosongkan untuk memakai logo dari profil LSP."),
        widget=forms.FileInput(attrs={"accept": IMAGES}),
    )
    remove_logo = forms.BooleanField(label=_("Hapus logo desain ini"), required=False)
    signature_file = TakenFileField(
        use=SIGNATURE,
        label=_("Gambar tanda tangan"),
        required=False,
        help_text=_("PNG berlatar transparan paling rapi. Kosongkan bila sertifikat ditandatangani dengan pena."),
        widget=forms.FileInput(attrs={"accept": IMAGES}),
    )
    remove_signature = forms.BooleanField(label=_("Hapus gambar tanda tangan"), required=False)

    class Meta:
        model = DesignVersion
        fields = ("family", "languages")
        widgets = {"family": forms.RadioSelect, "languages": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = {
            "art": hashlib.sha256(self.instance.art.encode()).hexdigest() if self.instance.art else "",
            "logo": self.instance.logo_id,
            "signature": self.instance.signature_id,
        }
        self.kept_files = {f"{name}_file": (f"remove_{name}", str(key)) for name, key in kept.items()}
        for name, key in kept.items():
            if not key:
                del self.fields[f"remove_{name}"]
        languages: Any = self.fields["languages"]
        languages.choices = [choice for choice in languages.choices if choice[0]]
        show_families(self.fields["family"])
        self.wordings = FAMILIES[self._family()].texts
        for key, wording in self.wordings.items():
            self.fields[TEXT + key] = text_field(key, wording, self.instance.texts.get(key, ""))

    def _family(self) -> str:
        """The shape whose words are asked for: the one chosen, else the one that is stored."""
        chosen = self.data.get("family") if self.is_bound else ""
        return chosen if chosen in FAMILIES else self.instance.family

    def clean_art_file(self) -> str:
        """The drawing, made harmless; "" for none."""
        if not (file := self.cleaned_data["art_file"]):
            return ""
        try:
            return clean_svg(file.read(LARGEST * 4).decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError(_("Berkas ini bukan gambar SVG dengan viewBox."), code="art_not_svg") from None

    @property
    def helper(self) -> FormHelper:
        """Each field with room for what the preview says of it."""
        helper = FormHelper()
        pictures = ["logo_file", "remove_logo", "signature_file", "remove_signature", "art_file", "remove_art"]
        texts = [part for key in self.wordings for part in self._with_room(TEXT + key)]
        is_open = self.instance.texts or self._wrong_words()
        fold = format_html(FOLD, mark_safe(" open") if is_open else "", _("Ganti kata-kata desain"))
        helper.layout = Layout(
            Fieldset(_("Lembar"), *self._with_room("family"), *self._with_room("languages")),
            Fieldset(
                _("Gambar"), *[part for name in pictures if name in self.fields for part in self._with_room(name)]
            ),
            Fieldset(_("Kata-kata"), HTML(fold), *texts, HTML("</details>")),
        )
        return helper

    def _wrong_words(self) -> bool:
        return self.is_bound and any(name.startswith(TEXT) for name in self.errors)

    @staticmethod
    def _with_room(name: str) -> list[Any]:
        return [name] if name.startswith("remove_") else [name, HTML(LIVE_ERROR.format(name))]

    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        said = self.cleaned_data
        art = said["art_file"] or ("" if said.get("remove_art") else KEEP)
        values = {"family": said["family"], "languages": said["languages"], "texts": self._texts(), "art": art}
        return values | {name: self._file(name) for name in ("logo", "signature")}

    def _texts(self) -> dict[str, str]:
        """The words that differ from the family's own."""
        said = {key: one_line(self.cleaned_data[TEXT + key]) for key in self.wordings}
        return {key: text for key, text in said.items() if text and text != self.wordings[key].default}

    def snapshot(self, *, on: date, sample: str) -> Snapshot:
        """The specimen with what the form holds, saved or not. Refuses what saving refuses."""
        version, values = self.instance, self.values()
        version.texts = values["texts"]
        version.art = version.art if values["art"] is KEEP else values["art"]
        if said := self.cleaned_data["art_file"]:
            with at("art"):
                check_drawable(said)
        check_words(version)
        snapshot = specimen_of(version, on=on, sample=sample)
        drawn: Any = snapshot["design"]
        for name in PICTURES:
            if (file := values[name]) is not KEEP:
                drawn[name] = data_uri(file.content_type, file.data) if file else ""
        return snapshot

    def show_refusal(self, refusal: RuleError) -> None:
        """Put it at the field it speaks of."""
        if not hasattr(refusal, "error_dict"):
            self.add_error(None, refusal)
            return
        for column, errors in refusal.error_dict.items():
            names = (f"{column}_file", TEXT + column, column)
            self.add_error(next((name for name in names if name in self.fields), None), errors)

    @property
    def live_errors(self) -> list[tuple[str, str]]:
        """What the preview says at each field; "" where nothing is wrong."""
        names = [name for name in self.fields if not name.startswith("remove_")]
        return [(name, " ".join(map(str, self.errors.get(name, [])))) for name in names]

    def _file(self, name: str) -> Any:
        """The new file; None to take away what is there."""
        if file := self.cleaned_data[f"{name}_file"]:
            return file
        return None if self.cleaned_data.get(f"remove_{name}") else KEEP


class SchemesField(TicksField):
    """Schemes by the title of their newest version."""

    titles: dict[int, str] = {}

    def label_from_instance(self, scheme: Any) -> str:
        return self.titles.get(scheme.pk, scheme.number)


class SchemesForm(SeenForm, forms.Form):
    """Which schemes have this design as their own."""

    schemes = SchemesField(
        label=_("Skema dengan desain ini"),
        queryset=Scheme.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Skema tanpa desain sendiri memakai desain utama."),
    )

    def __init__(self, *args: Any, design: Design, **kwargs: Any) -> None:
        taken = {row.scheme_id: row.design for row in SchemeDesign.objects.select_related("design")}
        self.own = [scheme for scheme, with_design in taken.items() if with_design == design]
        kwargs["initial"] = {"schemes": self.own}
        super().__init__(*args, **kwargs)
        versions = SchemeVersion.objects.latest_of_each().select_related("scheme")
        field: Any = self.fields["schemes"]
        field.titles = {
            version.scheme_id: self._label(version, taken.get(version.scheme_id), design) for version in versions
        }

    @staticmethod
    def _label(version: SchemeVersion, now: Design | None, design: Design) -> str:
        said = f"{version.title} ({version.scheme.number})"
        if now is None or now == design:
            return said
        return gettext("%(scheme)s, sekarang: %(design)s") % {"scheme": said, "design": now}

    def values(self) -> dict[str, list[Scheme]]:
        """The schemes that get this design, and those that give it back."""
        chosen = list(self.cleaned_data["schemes"])
        left = Scheme.objects.filter(pk__in=set(self.own) - {scheme.pk for scheme in chosen})
        return {"given": [scheme for scheme in chosen if scheme.pk not in self.own], "left": list(left)}
