"""The Django admin: reference data and inspection, for superusers only, through the portal's own sign-in.

It is a list of what is allowed: rows of the portal's own apps, read only, and the public reference texts. What another
app brings along (groups, addresses for a password reset) stays out, so that nobody takes over an account here.
"""

from collections.abc import Iterable
from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator

OWN_APPS = ("assessments", "certificates", "ethics", "lsp_portal")


class SuperuserSite(AdminSite):
    """Break-glass: the daily work has its own screens. Somebody else who signs in is refused (403)."""

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Models of the portal's own apps only; what other apps register is passed over."""
        models = list(model_or_iterable) if isinstance(model_or_iterable, Iterable) else [model_or_iterable]
        own = [model for model in models if model._meta.app_label in OWN_APPS]
        super().register(own, admin_class, **options)

    def password_change(self, request: HttpRequest, extra_context: dict | None = None) -> Any:
        """One page changes a password, with its limits and its words."""
        return redirect("account_change_password")

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_superuser

    @method_decorator([login_not_required, secure_admin_login])
    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return super().login(request, extra_context)
