"""Forms of a scheme version: its columns, its groups, its requirements."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kit.forms.stale import News, SeenForm, Sent
from kit.forms.widgets import pair
from kit.printable import clean

from ...models import ElectiveGroup, JobGroup, Requirement, Scheme, SchemeVersion
from ..operations.composition import ElectiveLine, JobLine
from ..operations.schemes import VERSION_FIELDS

BULLET = re.compile(r"^(\d{1,2}[.)]|[a-z][.)]|[-–•*])\s+")
KKNI = SchemeVersion.Packaging.KKNI
MOST_GROUPS = 40


class VersionForm(SeenForm, forms.ModelForm):
    """The columns of a version, and the scheme's number while that may change."""

    number = forms.CharField(
        label=gettext_lazy("Nomor skema"),
        max_length=Scheme._meta.get_field("number").max_length,
        help_text=Scheme._meta.get_field("number").help_text,
    )

    class Meta:
        model = SchemeVersion
        fields = VERSION_FIELDS
        widgets = {"description": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "kkni_level": gettext_lazy("Hanya untuk kemasan KKNI: 1 sampai 9."),
            "description": gettext_lazy("Untuk siapa skema ini dan apa yang dinilai. Tampil di halaman publik."),
        }

    def __init__(self, *args: Any, may_renumber: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.scheme_id:
            self.fields["number"].initial = self.instance.scheme.number
        if not may_renumber:
            del self.fields["number"]
        self.fields["packaging"].choices = [("", _("Pilih kemasan")), *SchemeVersion.Packaging.choices]
        self.fields["registration_prefix"].widget.attrs["autocapitalize"] = "characters"

    def clean_registration_prefix(self) -> str:
        return self.cleaned_data["registration_prefix"].upper()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        packaging, level = data.get("packaging"), data.get("kkni_level")
        if "kkni_level" in data and packaging == KKNI and not level:
            self.add_error("kkni_level", _("Kemasan KKNI memerlukan jenjang 1 sampai 9."))
        if packaging and packaging != KKNI and level:
            self.add_error("kkni_level", _("Kosongkan: jenjang hanya untuk kemasan KKNI."))
        return data

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        number = ["number"] if "number" in self.fields else []
        helper.layout = Layout(
            Fieldset(pgettext_lazy("one", "Skema"), *number, "title", "title_en", "description"),
            Fieldset(_("Kemasan"), pair("packaging", "kkni_level"), pair("validity_months", "renewal_months")),
            Fieldset(_("Yang tercetak pada sertifikat"), "field", "field_en"),
            Fieldset(_("Penomoran sertifikat"), Div("kbli", "kbji", "registration_prefix", css_class="field-pair")),
        )
        return helper


class JobGroupForm(forms.Form):
    """One job group; without a name it goes."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Nama kelompok"), required=False, max_length=JobGroup._meta.get_field("name").max_length
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self)

    def line(self) -> JobLine | None:
        data = self.cleaned_data
        return JobLine(data["name"], data.get("pk")) if data.get("name") else None


class ElectiveGroupForm(forms.Form):
    """One elective group; without a name it goes."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(
        label=gettext_lazy("Nama kelompok"), required=False, max_length=ElectiveGroup._meta.get_field("name").max_length
    )
    min_units = forms.IntegerField(label=gettext_lazy("Paling sedikit"), required=False, min_value=0, max_value=200)
    max_units = forms.IntegerField(label=gettext_lazy("Paling banyak"), required=False, max_value=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress(self)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("name"):
            return data
        for name in ("min_units", "max_units"):
            if name not in self.errors and data.get(name) is None:
                self.add_error(name, _("Isi jumlah unit."))
        low, high = data.get("min_units"), data.get("max_units")
        if high is not None and high < 1:
            self.add_error("max_units", _("Paling sedikit 1."))
            return data
        if low is not None and high is not None and high < low:
            self.add_error("max_units", _("Paling banyak tidak boleh kurang dari paling sedikit."))
        return data

    def line(self) -> ElectiveLine | None:
        data = self.cleaned_data
        if not data.get("name"):
            return None
        return ElectiveLine(data["name"], data["min_units"], data["max_units"], data.get("pk"))


class GroupsForm(SeenForm, forms.Form):
    """Both lists of groups as one form: rows that exist, and some empty ones."""

    shown_apart = {"jobs": gettext_lazy("Kelompok pekerjaan"), "electives": gettext_lazy("Kelompok pilihan")}

    def __init__(self, data: Any = None, *, version: SchemeVersion) -> None:
        data = data if data is None else data.copy()  # one object for the form and its rows
        super().__init__(data)
        jobs = list(version.job_groups.values("pk", "name"))
        electives = list(version.elective_groups.values("pk", "name", "min_units", "max_units"))
        self.jobs = _rows(JobGroupForm)(data, prefix="jobs", initial=jobs)
        self.electives = _rows(ElectiveGroupForm)(data, prefix="electives", initial=electives)

    def stored(self) -> dict[str, Sent]:
        return {name: _told(getattr(self, name).initial) for name in self.shown_apart}

    def typed(self) -> dict[str, Sent]:
        rows = {name: getattr(self, name) for name in self.shown_apart}
        return {
            name: _told({field.name: field.data for field in form} for form in formset) if formset.is_bound else []
            for name, formset in rows.items()
        }

    def follow(self, name: str, stored: Sent) -> bool:
        return False

    def _news(self) -> News:
        """On a stale page a group that is gone becomes a new one, so that the next POST can be taken."""
        if news := super()._news():
            for name in self.shown_apart:
                present = {str(row["pk"]) for row in getattr(self, name).initial}
                for key in [key for key in self.data if key.startswith(f"{name}-") and key.endswith("-pk")]:
                    self.data[key] = self.data[key] if self.data[key] in present else ""
        return news

    def clean(self) -> dict[str, Any]:
        for label, formset in ((_("Kelompok pekerjaan"), self.jobs), (_("Kelompok pilihan"), self.electives)):
            if not formset.is_valid():
                for row, errors in enumerate(formset.errors, start=1):
                    for messages in errors.values():
                        self.add_error(None, [f"{label} {row}: {message}" for message in messages])
                self.add_error(None, formset.non_form_errors())
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        return {
            "job_groups": [line for form in self.jobs if (line := form.line())],
            "elective_groups": [line for form in self.electives if (line := form.line())],
        }


class RequirementsForm(SeenForm, forms.Form):
    """The requirements, one a line."""

    basic = forms.CharField(
        label=Requirement.Kind.BASIC.label,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=gettext_lazy("Satu persyaratan tiap baris, misalnya pendidikan atau pengalaman kerja."),
    )
    administrative = forms.CharField(
        label=Requirement.Kind.ADMINISTRATIVE.label,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=gettext_lazy("Satu berkas tiap baris, misalnya fotokopi KTP atau pas foto."),
    )

    def clean_basic(self) -> list[str]:
        return _lines(self.cleaned_data["basic"])

    def clean_administrative(self) -> list[str]:
        return _lines(self.cleaned_data["administrative"])


class WithdrawForm(forms.Form):
    """Why a scheme is withdrawn."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan pencabutan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


def _told(rows: Iterable[Mapping[str, Any]]) -> Sent:
    """Groups in words, in their order; a row without a name is none."""
    return [
        f"{name} ({row['min_units']}–{row['max_units']})" if "min_units" in row else name
        for row in rows
        if (name := str(row["name"] or "").strip())
    ]


def _rows(form: type[forms.Form]) -> Any:
    return forms.formset_factory(form, extra=3, max_num=MOST_GROUPS, absolute_max=MOST_GROUPS + 10)


def _dress(form: forms.Form) -> None:
    """The look and the error of fields that the template writes one by one."""
    for bound in form:
        bound.field.widget.attrs["class"] = "form-control is-invalid" if bound.errors else "form-control"
        if bound.errors:
            bound.field.widget.attrs |= {"aria-invalid": "true", "aria-describedby": f"{bound.auto_id}_error"}


def _lines(text: str) -> list[str]:
    """The lines of a text without their bullets; refuses a line too long, by its number."""
    longest = Requirement._meta.get_field("text").max_length or 0
    found, errors = [], []
    for number, line in enumerate(clean(text).splitlines(), start=1):
        words = BULLET.sub("", " ".join(line.split()))
        if len(words) > longest:
            errors.append(
                _("Baris %(line)s: paling panjang %(longest)s karakter.") % {"line": number, "longest": longest}
            )
        if words:
            found.append(words)
    if errors:
        raise ValidationError(errors)
    return found
