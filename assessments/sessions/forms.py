"""Forms of planning and enrolment. What an operation refuses comes back at the field that can mend it."""

from datetime import datetime
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.db.models import Q
from django.utils import formats
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit.errors import RuleError
from kit.forms.refusals import place_refusal
from kit.forms.stale import SeenForm
from kit.forms.ticks import TicksField

from ..models import Assessment, AssessmentSession, Assessor, Candidate, SchemeUnit, SchemeVersion, Venue

YEARS = range(2000, 2200)


class MomentInput(forms.DateTimeInput):
    """The browser's own field for a day and an hour; it wants the ISO form."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """A day and an hour of this century: a slip of the hand (year 0206, 20266) is refused before any calendar is."""

    widget = MomentInput

    def to_python(self, value: Any) -> datetime | None:
        try:
            moment = super().to_python(value)
        except OverflowError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        if moment and moment.year not in YEARS:
            raise forms.ValidationError(_("Tahunnya keliru. Periksa lagi."), code="invalid")
        return moment


class VersionField(forms.ModelChoiceField):
    def label_from_instance(self, version: SchemeVersion) -> str:
        return str(_("%(title)s (versi %(number)s)") % {"title": version.title, "number": version.number})


class VenueField(forms.ModelChoiceField):
    """Says beside each TUK what the plan will be held against."""

    def label_from_instance(self, venue: Venue) -> str:
        said: dict[str, Any] = {"name": venue.name, "city": venue.city, "capacity": venue.capacity}
        if venue.verified_until is None:
            return str(_("%(name)s, %(city)s (%(capacity)s orang, belum diverifikasi)") % said)
        said["until"] = formats.date_format(venue.verified_until, "j M Y")
        return str(_("%(name)s, %(city)s (%(capacity)s orang, terverifikasi sampai %(until)s)") % said)


class SessionForm(SeenForm, forms.ModelForm):
    """The plan of a session; `settled` when candidates are enrolled and the scheme can no longer be changed."""

    refusal_fields = {
        "not_in_force": "scheme_version",
        "version_settled": "scheme_version",
        "session_in_past": "starts_at",
        "ends_before_start": "ends_at",
        "venue_inactive": "venue",
        "venue_unverified": "venue",
        "venue_over_capacity": "venue",
        "quota_too_small": "quota",
        "quota_below_enrolled": "quota",
    }

    scheme_version = VersionField(
        queryset=SchemeVersion.objects.none(),
        label=pgettext_lazy("one", "Skema"),
        empty_label=_("Pilih skema"),
        help_text=_("Hanya skema yang sedang berlaku. Versi ini dipakai sampai jadwal selesai."),
    )
    venue = VenueField(queryset=Venue.objects.none(), label=_("TUK"), empty_label=_("Pilih TUK"))
    starts_at = MomentField(label=_("Mulai"))
    ends_at = MomentField(label=pgettext_lazy("time", "Selesai"))
    quota = forms.IntegerField(
        label=_("Kuota asesi"),
        min_value=1,
        max_value=10_000,
        help_text=_("Paling banyak sebesar daya tampung TUK pada waktu itu."),
    )

    class Meta:
        model = AssessmentSession
        fields = ("scheme_version", "venue", "starts_at", "ends_at", "quota", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 3, "maxlength": 2000})}

    def __init__(self, *args: Any, settled: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version: Any = self.fields["scheme_version"]
        venue: Any = self.fields["venue"]
        keeps = Q(pk=self.instance.scheme_version_id)
        version.queryset = SchemeVersion.objects.filter(Q(status=SchemeVersion.Status.IN_FORCE) | keeps)
        venue.queryset = Venue.objects.filter(Q(is_active=True) | Q(pk=self.instance.venue_id))
        if settled:
            version.disabled = True
            version.help_text = _("Skema tidak dapat diganti: sudah ada asesi yang pernah didaftarkan.")
        self.fields["note"].required = False
        self.fields["note"].help_text = _("Boleh dikosongkan. Terbaca oleh asesor yang bertugas.")
        self.helper = FormHelper(self)
        self.helper.layout = Layout(
            "scheme_version", "venue", Div("starts_at", "ends_at", css_class="field-pair"), "quota", "note"
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        starts_at, ends_at = data.get("starts_at"), data.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", _("Waktu selesai harus setelah waktu mulai."))
        return data


class ReasonForm(forms.Form):
    """Why: written into the record, read by whoever it touches."""

    refusal_fields = {"reason_required": "reason"}

    reason = forms.CharField(label=_("Alasan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class AssessorField(forms.ModelChoiceField):
    def label_from_instance(self, assessor: Assessor) -> str:
        return f"{assessor.person.name} ({assessor.met_number})"


class ReassignForm(forms.Form):
    """Another assessor of the same session whom no conflict of interest keeps from the candidate."""

    refusal_fields = dict.fromkeys(("not_assigned", "same_assessor", "assesses_himself", "held"), "assessor") | {
        "reason_required": "reason"
    }

    assessor = AssessorField(queryset=Assessor.objects.none(), label=_("Asesor baru"), empty_label=_("Pilih asesor"))
    reason = forms.CharField(
        label=_("Alasan"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, assessment: Assessment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = assessment.session.assessors.select_related("person").exclude(pk=assessment.assessor_id)
        held = assessment.holds.in_force().values("assessor")
        self.fields["assessor"].queryset = others.exclude(pk__in=held)  # type: ignore[attr-defined]


class AssignForm(forms.Form):
    """Assessors ticked in the list; why somebody may not serve is for the operation to say."""

    assessors = TicksField(
        queryset=Assessor.objects.select_related("person"),
        label=_("Asesor"),
        error_messages={"required": _("Pilih sedikitnya satu asesor.")},
    )


class EnrolForm(forms.Form):
    """Who is enrolled, with whom, and which elective units they all take: `electives_<group>` for each group."""

    refusal_fields = dict.fromkeys(("not_assigned", "same_assessor", "assesses_himself", "held"), "assessor")

    candidates = TicksField(
        queryset=Candidate.objects.select_related("person"),
        label=_("Asesi"),
        error_messages={"required": _("Pilih sedikitnya satu asesi.")},
    )
    assessor = AssessorField(
        queryset=Assessor.objects.none(),
        label=pgettext_lazy("one", "Asesor"),
        required=False,
        empty_label=_("Bagi rata kepada semua asesor yang bertugas"),
    )

    def __init__(self, *args: Any, session: AssessmentSession, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refused: dict[int, list[str]] = {}  # why, by key of a candidate
        self.fields["assessor"].queryset = session.assessors.select_related("person")  # type: ignore[attr-defined]
        for group in session.scheme_version.elective_groups.all():
            said = {"min": group.min_units, "max": group.max_units}
            self.fields[f"electives_{group.pk}"] = ElectivesField(
                queryset=SchemeUnit.objects.filter(elective_group=group).select_related("unit"),
                label=_("Unit pilihan: %(group)s") % {"group": group.name},
                help_text=_("Pilih %(min)s sampai %(max)s unit. Berlaku untuk semua asesi yang dipilih di atas.")
                % said,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.helper = FormHelper(self)
        self.helper.layout = Layout(*(name for name in self.fields if name != "candidates"))

    def values(self) -> dict[str, Any]:
        """What the operation takes; the candidates by name, as they are shared out."""
        candidates = list(self.cleaned_data["candidates"].order_by("person__name", "pk"))
        return {"candidates": candidates, "assessor": self.cleaned_data["assessor"], "electives": self.electives()}

    def show_refusal(self, refusal: RuleError) -> None:
        """Above the form; a batch tells of each candidate who keeps it from being enrolled."""
        place_refusal(self, refusal)
        for candidate, reason in getattr(refusal, "refusals", ()):
            self.add_error(None, f"{candidate.person.name}: {' '.join(reason.messages)}")
            self.refused[candidate.pk] = reason.messages

    def electives(self) -> list[SchemeUnit]:
        """The elective units chosen in all groups."""
        return [unit for name, chosen in self.cleaned_data.items() if name.startswith("electives_") for unit in chosen]


class ElectivesField(TicksField):
    def label_from_instance(self, place: SchemeUnit) -> str:
        return f"{place.unit.code} – {place.unit.title}"
