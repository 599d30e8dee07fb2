"""Accounts: who may do what."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from assessments.access import allow, is_lsp_admin
from kit.access import FORM
from kit.forms.refusals import form_status
from kit.history import history
from kit.lists import list_page
from kit.views.locking import locking
from kit.views.submitting import posted, submit

from ..models import User
from .forms import AccountForm
from .lists import AccountFilter, AccountTable
from .models import CAPABILITIES
from .operations.accounts import edit_account


def _admins_and(pk: int) -> QuerySet[User]:
    """Every admin is locked, as the operation does, so that two who edit each other wait and never block."""
    return User.objects.filter(Q(is_lsp_admin=True) | Q(pk=pk))


@allow(is_lsp_admin)
def account_list(request: HttpRequest) -> HttpResponse:
    """Every account with its roles."""
    return list_page(
        request,
        queryset=User.objects.visible_to(request.user).for_list(),
        table_class=AccountTable,
        filter_class=AccountFilter,
        template="lsp_portal/accounts/account_list.html",
    )


@allow(is_lsp_admin)
def account_show(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: roles, the person behind it, what was done to it."""
    account = get_object_or_404(User.objects.visible_to(request.user).with_person(), pk=pk)
    context = {"account": account, "events": history(account)}
    return render(request, "lsp_portal/accounts/account_show.html", context)


@allow(is_lsp_admin, methods=FORM)
@locking(_admins_and)
def account_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Give and take roles; close and reopen the account."""
    account = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    initial = {name: getattr(account, name) for name in (*CAPABILITIES, "is_active")}
    form = AccountForm(posted(request), initial=initial, is_own=account.pk == request.user.pk)
    if submit(request, form, edit_account, account=account):
        messages.success(request, _("Perubahan disimpan."))
        return redirect(account)
    context = {"form": form, "account": account}
    return render(request, "lsp_portal/accounts/account_edit.html", context, status=form_status(form))
