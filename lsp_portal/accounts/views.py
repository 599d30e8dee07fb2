"""Accounts: who may do what."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.access import admin_only
from assessments.people.refusals import show_refusal
from kit.errors import RuleError
from kit.forms.refusals import form_status
from kit.history import history
from kit.lists import list_page
from kit.views.holding import holding
from kit.views.methods import form_methods

from ..models import User
from .forms import AccountForm
from .lists import AccountFilter, AccountTable
from .models import CAPABILITIES
from .operations.accounts import edit_account


def _admins_and(pk: int) -> QuerySet[User]:
    """Every admin is locked, as the operation does, so that two who edit each other wait and never block."""
    return User.objects.filter(Q(is_lsp_admin=True) | Q(pk=pk))


@admin_only
@require_safe
def account_list(request: HttpRequest) -> HttpResponse:
    """Every account with its roles."""
    return list_page(
        request,
        queryset=User.objects.visible_to(request.user).for_list(),
        table_class=AccountTable,
        filter_class=AccountFilter,
        template="lsp_portal/accounts/account_list.html",
    )


@admin_only
@require_safe
def account_show(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: roles, the person behind it, what was done to it."""
    account = get_object_or_404(User.objects.visible_to(request.user).with_person(), pk=pk)
    context = {"account": account, "events": history(account)}
    return render(request, "lsp_portal/accounts/account_show.html", context)


@admin_only
@form_methods
@holding(_admins_and)
def account_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Give and take roles; close and reopen the account."""
    account = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    initial = {name: getattr(account, name) for name in (*CAPABILITIES, "is_active")}
    form = AccountForm(request.POST or None, initial=initial, is_own=account.pk == request.user.pk)
    if form.is_valid():
        try:
            edit_account(by=request.user, on=timezone.localdate(), account=account, **form.cleaned_data)
        except RuleError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Perubahan disimpan."))
            return redirect(account)
    context = {"form": form, "account": account}
    return render(request, "lsp_portal/accounts/account_edit.html", context, status=form_status(form))
