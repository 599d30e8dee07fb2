"""The code of ethics for everybody to read, and its editions for those who keep them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.access import (
    allow,
    is_assessor,
    is_ethics_officer,
    is_held_back,
    is_lsp_admin,
)
from assessments.models import Assessor
from kit.access import FORM, anybody
from kit.forms.refusals import Confirmation, form_status
from kit.lists import list_page
from kit.views.locking import locking
from kit.views.submitting import posted, submit

from ..models import Code, PolicyEdition
from . import operations
from .comparing import compare
from .forms import CodeEditForm, CodeForm
from .lists import CodeTable


@allow(anybody)
def code_show(request: HttpRequest) -> HttpResponse:
    """The edition in force, and the ways to the published ones and to what one has to do with it."""
    keeps = is_ethics_officer(request.user) or is_lsp_admin(request.user)
    ways = {"keeps": keeps, "pledges": is_assessor(request.user)}
    if not any(ways.values()):
        ways["policies"] = PolicyEdition.objects.visible_to(request.user).present(timezone.localdate()).exists()
    return render(request, "ethics/code/code_show.html", _reading(Code.objects.current()) | ways)


@allow(anybody)
def code_read(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition; a draft is there for officers and admins only."""
    code = get_object_or_404(Code.objects.visible_to(request.user).prefetch_related("clauses"), pk=pk)
    return render(request, "ethics/code/code_show.html", _reading(code) | _acts(request, code))


@allow(anybody)
def code_compare(request: HttpRequest, old: int, new: int) -> HttpResponse:
    """What one edition says differently from another, clause by clause."""
    codes = Code.objects.visible_to(request.user).prefetch_related("clauses")
    before, after = get_object_or_404(codes, pk=old), get_object_or_404(codes, pk=new)
    rows = compare(list(before.clauses.all()), list(after.clauses.all()))
    page = {"before": before, "after": after, "changed": [row for row in rows if row.is_changed]}
    page |= {"count": len(page["changed"]), "same": [row for row in rows if not row.is_changed]}
    return render(request, "ethics/code/code_compare.html", page)


@allow(is_ethics_officer, is_lsp_admin)
def code_list(request: HttpRequest) -> HttpResponse:
    """Every edition, drafts too."""
    return list_page(
        request,
        queryset=Code.objects.visible_to(request.user).with_successor(),
        table_class=CodeTable,
        template="ethics/code/code_list.html",
        context={"is_officer": is_ethics_officer(request.user) and not is_held_back(request.user)},
    )


@allow(is_ethics_officer, methods=FORM)
def code_create(request: HttpRequest) -> HttpResponse:
    """Begin an edition with the clauses of the one in force."""
    form = CodeForm(posted(request))
    if code := submit(request, form, operations.draft_code):
        messages.success(request, _("Konsep dibuat dengan butir edisi yang berlaku. Ubah butirnya di sini."))
        return redirect("code_edit", pk=code.pk)
    return render(request, "ethics/code/code_create.html", {"form": form}, status=form_status(form))


@allow(is_ethics_officer, methods=FORM)
@locking(lambda pk: Code.objects.filter(pk=pk))
def code_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an edition that binds nobody yet."""
    code, today = get_object_or_404(Code.objects.visible_to(request.user), pk=pk), timezone.localdate()
    if not code.may_change(today):
        return _fixed(request, code, _("Edisi ini sudah berlaku atau sudah diikrarkan, jadi tidak dapat diubah."))
    form = CodeEditForm(posted(request), code=code)
    if submit(request, form, operations.edit_code, code=code):
        messages.success(request, _("Perubahan disimpan."))
        return redirect(code)
    return render(request, "ethics/code/code_edit.html", {"form": form, "code": code}, status=form_status(form))


@allow(is_ethics_officer, methods=FORM)
def code_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what publishing brings about, then do it."""
    code = get_object_or_404(Code.objects.visible_to(request.user), pk=pk)
    if not code.is_draft:
        return _fixed(request, code, _("Edisi ini sudah diumumkan."))
    form = Confirmation(posted(request))
    ended = submit(request, form, operations.publish_code, code=code)
    if ended is not None:
        text = ngettext("%(count)s ikrar berakhir lebih awal.", "%(count)s ikrar berakhir lebih awal.", ended)
        messages.success(request, f"{_('Edisi diumumkan.')} {text % {'count': ended}}")
        return redirect(code)
    pledged = Assessor.objects.active().filter(pledged_until__gte=code.in_force_from).count()
    page = {"code": code, "present": Code.objects.current(), "pledged": pledged, "refusal": form.refusal}
    return render(request, "ethics/code/code_publish.html", page, status=form_status(form))


@allow(is_ethics_officer, methods=FORM)
def code_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    code = get_object_or_404(Code.objects.visible_to(request.user), pk=pk)
    if not code.is_draft:
        return _fixed(request, code, _("Edisi ini sudah diumumkan."))
    if request.method == "POST":
        operations.discard_code(by=request.user, on=timezone.localdate(), code=code)
        messages.success(request, _("Konsep dibuang."))
        return redirect("code_list")
    return render(request, "ethics/code/code_discard.html", {"code": code})


def _reading(code: Code | None) -> dict[str, Any]:
    others = list(Code.objects.published().with_successor())
    return {"code": code, "editions": others if len(others) > 1 else [], "present": Code.objects.current()}


def _fixed(request: HttpRequest, code: Code, text: str) -> HttpResponse:
    return render(request, "ethics/code/code_fixed.html", {"code": code, "text": text}, status=422)


def _acts(request: HttpRequest, code: Code) -> dict[str, Any]:
    """What the reader may do with the edition."""
    is_officer = is_ethics_officer(request.user) and not is_held_back(request.user)
    return {"is_officer": is_officer, "may_change": is_officer and code.may_change(timezone.localdate())}
