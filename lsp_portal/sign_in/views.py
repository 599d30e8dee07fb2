"""The forms of sign-in and passwords: allauth's own, in the portal's words."""

from typing import Any

from allauth.account import forms as allauth
from allauth.account.views import password_reset as allauth_password_reset
from allauth.core.context import request_context
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from assessments.access import allow
from kit.access import FORM, anybody

LABELS: dict[str, Any] = {
    "login": _("Nama pengguna atau surel"),
    "password": _("Kata sandi"),
    "email": _("Alamat surel"),
    "oldpassword": _("Kata sandi sekarang"),
    "password1": _("Kata sandi baru"),
    "password2": _("Kata sandi baru sekali lagi"),
}


class PlainWords(forms.Form):
    """Says each field in our words; a placeholder would repeat the label and vanish while typing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)


class LoginForm(PlainWords, allauth.LoginForm):
    pass


class ChangePasswordForm(PlainWords, allauth.ChangePasswordForm):
    pass


class SetPasswordForm(PlainWords, allauth.SetPasswordForm):
    pass


class ResetPasswordForm(PlainWords, allauth.ResetPasswordForm):
    """Writes its mail when the answer is already out: how long it took would tell which addresses have an account."""

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        write = super().save

        def afterwards() -> None:
            with request_context(request):
                write(request, **kwargs)

        request.after_answer = afterwards  # type: ignore[attr-defined]
        return self.cleaned_data["email"]


@allow(anybody, methods=FORM)
def password_reset(request: HttpRequest) -> HttpResponse:
    """allauth's own page, and afterwards the mail."""
    response = allauth_password_reset(request)
    if hasattr(request, "after_answer"):
        response._resource_closers.append(request.after_answer)
    return response


class ResetPasswordKeyForm(PlainWords, allauth.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(PlainWords, allauth.ReauthenticateForm):
    pass
