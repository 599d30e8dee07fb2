"""Forms of standards and units."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.forms.stale import SeenForm
from kit.forms.widgets import pair

from ...models import Standard, Unit
from ..operations import FILLABLE, STANDARD_FIELDS, UNIT_FIELDS, element_tree
from .elements import ElementsField, as_text


class StandardForm(SeenForm, forms.ModelForm):
    """A standard."""

    class Meta:
        model = Standard
        fields = STANDARD_FIELDS
        help_texts = {
            "title": _("Tanpa nomor dan tahun, misalnya: Bidang Pengembangan Perangkat Lunak."),
            "issuer": _("Kementerian, asosiasi, atau badan yang menetapkan."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Pilih jenis")), *Standard.Kind.choices]

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.layout = Layout("kind", pair("number", "year"), "title", "issuer")
        return helper


class UnitForm(SeenForm, forms.ModelForm):
    """A unit with its elements. What a frozen unit already says is shown and cannot be changed."""

    elements = ElementsField()

    class Meta:
        model = Unit
        fields = ("standard", *UNIT_FIELDS)
        widgets = {
            "description": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "code": _("Disimpan persis seperti dalam dokumen, misalnya J.620100.004.02."),
            "title_en": _("Dicetak miring di bawah judul pada sertifikat."),
        }

    def __init__(self, *args: Any, frozen: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tree = element_tree(self.instance) if self.instance.pk else []
        self.fields["elements"].initial = as_text(tree)
        self.fields["standard"].empty_label = _("Pilih standar")
        if self.instance.pk:
            del self.fields["standard"]
        if frozen:
            for name in UNIT_FIELDS:
                self.fields[name].disabled = name not in FILLABLE or bool(getattr(self.instance, name))
            if tree:
                del self.fields["elements"]

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean_title_en(self) -> str:
        return " ".join(self.cleaned_data["title_en"].split())

    def values(self) -> dict[str, Any]:
        """What the operation takes: only what could be changed here."""
        return {name: value for name, value in self.cleaned_data.items() if not self.fields[name].disabled}

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        unit = [name for name in ("standard", *UNIT_FIELDS) if name in self.fields]
        parts = [Fieldset(pgettext_lazy("one", "Unit"), *unit)]
        if "elements" in self.fields:
            parts.append(Fieldset(_("Elemen"), "elements"))
        helper.layout = Layout(*parts)
        return helper
