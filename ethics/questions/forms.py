"""A question, and its answer: plain text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .operations import LONGEST_QUESTION, LONGEST_REPLY


class QuestionForm(forms.Form):
    refusal_fields = {"text_required": "text", "text_too_long": "text"}
    text = forms.CharField(
        label=_("Pertanyaan Anda"),
        max_length=LONGEST_QUESTION,
        help_text=_("Tanyakan apa saja tentang asesmen ini. Jangan tulis nomor identitas atau kata sandi."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReplyForm(forms.Form):
    refusal_fields = {"text_required": "text", "text_too_long": "text"}
    text = forms.CharField(
        label=_("Jawaban"),
        max_length=LONGEST_REPLY,
        help_text=_("Jawab dengan jujur dan jelas. Setelah dikirim, jawaban tidak dapat diubah."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
