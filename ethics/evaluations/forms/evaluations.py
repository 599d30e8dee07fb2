"""Whom to ask, what to say back, and why it is called off."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ..operations.evaluations import LONGEST

ROLES = (("is_lsp_admin", _("Admin LSP")), ("is_ethics_officer", _("Petugas etik")))


def said(label: Any, *, rows: int = 4, **extra: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **extra)


class EvaluatorField(forms.ModelChoiceField):
    """An account by the name of its person, with what it is in the LSP."""

    def label_from_instance(self, account: Any) -> str:
        roles = [str(label) for name, label in ROLES if getattr(account, name)] or [str(_("asesor"))]
        return f"{getattr(account, 'person', account)} – {', '.join(roles)}"


class EvaluatorForm(forms.Form):
    """One of those who are free to do it."""

    evaluator = EvaluatorField(queryset=None, empty_label=_("Pilih…"))

    def __init__(self, data: Any = None, *, free: QuerySet[Any], label: Any) -> None:
        super().__init__(data)
        self.fields["evaluator"].queryset, self.fields["evaluator"].label = free, label


class ReplyForm(forms.Form):
    text = said(_("Tanggapan Anda"), rows=6, error_messages={"required": _("Tulis tanggapan Anda.")})


class WhyForm(forms.Form):
    reason = said(_("Alasan"), error_messages={"required": _("Tulis alasannya.")})
