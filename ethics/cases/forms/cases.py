"""What an ethics officer fills in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment, Assessor
from kit.errors import RuleError
from kit.forms.refusals import place_refusal
from kit.forms.stale import RELOAD

from ...models import EthicsCase, Side
from ..involvement import barred_from_panel
from ..operations.panels import who_may_sit
from .reports import ClausesField, long_text


class IdentifyForm(forms.Form):
    respondent = forms.ModelChoiceField(
        Assessor.objects.select_related("person"), label=_("Asesor yang dilaporkan"), empty_label=_("Pilih…")
    )


class OpenForm(forms.Form):
    """Notice to the respondent, in words that do not tell who reported."""

    refusal_fields = {"notice_missing": "notice"}

    # Whom its reader means. A page that was open while the respondent was replaced still names the one before him.
    respondent = forms.ModelChoiceField(
        Assessor.objects.all(), required=False, widget=forms.HiddenInput,
        error_messages={"invalid_choice": RELOAD},
    )  # fmt: skip
    clauses = ClausesField(
        label=_("Butir yang diperiksa"), error_messages={"required": _("Pilih paling sedikit satu butir kode etik.")}
    )
    assessment = forms.ModelChoiceField(
        Assessment.objects.none(), label=_("Asesmen yang terkait"), required=False, empty_label=_("Tidak ada"),
        help_text=_("Bila terbukti, sertifikat dari asesmen ini dapat diusulkan untuk dibekukan."),
    )  # fmt: skip
    notice = long_text(
        _("Pemberitahuan kepada teradu"),
        help_text=_("Dengan kata-kata Anda sendiri. Jangan menulis apa pun yang menunjukkan siapa pelapornya."),
    )

    def __init__(self, data: Any = None, *, case: EthicsCase) -> None:
        numbers = [clause.number for clause in case.clauses.all()]
        super().__init__(data, initial={"respondent": case.respondent_id, "clauses": numbers})
        self.respondent_now = case.respondent_id
        fields: Any = self.fields
        fields["clauses"].offer()
        assessed = Assessment.objects.filter(assessor=case.respondent, signed_at__isnull=False)
        fields["assessment"].queryset = assessed.select_related("candidate__person", "session__scheme_version")

    def show_refusal(self, refusal: RuleError) -> None:
        """Told that it is about somebody else by now, its reader means him when he sends it again."""
        place_refusal(self, refusal)
        if refusal.code == "stale":
            self.data = self.data.copy()
            self.data["respondent"] = self.respondent_now


class ReasonForm(forms.Form):
    refusal_fields = {"reason_required": "reason"}
    reason = long_text(_("Alasan"))


class WriteForm(forms.Form):
    """A message to one of the two sides."""

    refusal_fields = {"message_empty": "body"}

    talk = forms.ChoiceField(label=_("Kepada"), choices=[])
    body = long_text(_("Pesan"))

    def __init__(self, data: Any = None, *, case: EthicsCase) -> None:
        super().__init__(data)
        sides = [Side.REPORTER, *([Side.RESPONDENT] if case.notified_on else [])]
        choice: Any = self.fields["talk"]
        choice.choices = [(side.value, side.label) for side in sides]


class PanelForm(forms.Form):
    """Three or more of those who have no part; the chair is one of them."""

    chair = forms.TypedChoiceField(coerce=int, label=_("Ketua"))
    members = forms.TypedMultipleChoiceField(
        coerce=int, label=_("Anggota"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Paling sedikit dua selain ketua."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, case: EthicsCase) -> None:
        super().__init__(data)
        barred, accounts = barred_from_panel(case), list(who_may_sit())
        self.not_free = [(account, barred[account.pk]) for account in accounts if account.pk in barred]
        self.free = {account.pk: account for account in accounts if account.pk not in barred}
        named = [(pk, str(getattr(account, "person", account))) for pk, account in self.free.items()]
        fields: Any = self.fields
        fields["members"].choices = named
        fields["chair"].choices = [("", _("Pilih…")), *named]

    def values(self) -> dict[str, Any]:
        """The chair first, then the others."""
        said = self.cleaned_data
        return {"members": [self.free[pk] for pk in dict.fromkeys([said["chair"], *said["members"]])]}


class CloseForm(forms.Form):
    """Nothing to fill in: the page says what happens, the button does it."""
