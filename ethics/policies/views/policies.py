"""Policies as they are read: by whoever may, and taken note of by assessors."""

from typing import Any

from django.contrib import messages
from django.db.models import Min, OuterRef, Subquery, Value
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import allow, is_assessor, is_ethics_officer, is_lsp_admin
from assessments.models import Assessor
from kit.access import ACT, anybody
from kit.limits import address_of
from kit.lists import list_page
from kit.views.stored_files import stored_file
from kit.views.submitting import submit

from ...code.comparing import compare
from ...models import Acknowledgement, PolicyEdition
from ..forms import SeenEditionForm
from ..lists import NoteFilter, NoteTable, OwnPolicyTable, PolicyFilter, PolicyTable
from ..operations import acknowledge, statement_of


@allow(anybody)
def policy_list(request: HttpRequest) -> HttpResponse:
    """What is in force and announced, as far as the reader may see it; drafts for admins and officers."""
    rows = PolicyEdition.objects.visible_to(request.user).present(timezone.localdate()).for_list()
    serves = is_assessor(request.user)
    if serves:
        rows = rows.with_noted(request.user.person.assessor)
    layout = {} if request.user.is_authenticated else {"list_template": "layouts/public.html"}
    return list_page(
        request,
        queryset=rows.order_by("policy__title", "in_force_from"),
        table_class=OwnPolicyTable if serves else PolicyTable,
        filter_class=PolicyFilter,
        template="ethics/policies/policy_list.html",
        context={"is_admin": is_lsp_admin(request.user), "serves": serves, **layout},
    )


@allow(anybody)
def policy_show(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition, the others of its policy, and what the reader has to do with it."""
    return render(request, "ethics/policies/policy_show.html", _reading(request, _edition(request, pk)))


@allow(anybody)
def policy_file(request: HttpRequest, pk: int) -> FileResponse:
    """The attached file, as a download when it is a PDF."""
    edition = _edition(request, pk)
    if edition.file is None:
        raise Http404
    return stored_file(edition.file, name=f"kebijakan-{edition.pk}")


@allow(anybody)
def policy_compare(request: HttpRequest, old: int, new: int) -> HttpResponse:
    """What one edition says differently from another of the same policy."""
    after = _edition(request, new)
    before = get_object_or_404(PolicyEdition.objects.visible_to(request.user), pk=old, policy=after.policy_id)
    rows = compare(before.paragraphs, after.paragraphs)
    page = {"before": before, "after": after, "changed": [row for row in rows if row.is_changed]}
    page |= {"other_file": before.file_id != after.file_id, "layout": _layout(request)}
    return render(request, "ethics/policies/policy_compare.html", page)


@allow(is_assessor, methods=ACT)
def policy_acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Take note of an edition; the words stand on its page."""
    edition, assessor = _edition(request, pk), request.user.person.assessor
    form, said = SeenEditionForm(request.POST), {"assessor": assessor, "edition": edition}
    if submit(request, form, acknowledge, address=address_of(request), **said):
        messages.success(request, _("Pernyataan Anda tercatat."))
        return redirect(edition)
    page = _reading(request, edition) | {"refusal": form.refusal}
    return render(request, "ethics/policies/policy_show.html", page, status=422)


@allow(is_ethics_officer, is_lsp_admin)
def policy_readers(request: HttpRequest, pk: int) -> HttpResponse:
    """Who on duty has taken note of a published edition, or of a later one of its policy, and who has not."""
    edition = get_object_or_404(PolicyEdition.objects.published().for_list(), pk=pk)
    return list_page(
        request,
        queryset=_with_notes(edition).order_by("noted_at", "person__name"),
        table_class=NoteTable,
        filter_class=NoteFilter,
        template="ethics/policies/policy_readers.html",
        context={"edition": edition},
    )


def _edition(request: HttpRequest, pk: int) -> PolicyEdition:
    edition: PolicyEdition = get_object_or_404(PolicyEdition.objects.visible_to(request.user).for_list(), pk=pk)
    return edition


def _with_notes(edition: PolicyEdition) -> Any:
    """Assessors on duty with the moment from which the edition counts as known to each: `noted_at`."""
    notes = Acknowledgement.objects.settling(edition.policy_id, edition.in_force_from).filter(assessor=OuterRef("pk"))
    first = notes.order_by().values("assessor").annotate(first=Min("acknowledged_at")).values("first")
    is_over = Value(edition.acknowledge_by < timezone.localdate())
    return Assessor.objects.active().select_related("person").annotate(noted_at=Subquery(first), is_over=is_over)


def _reading(request: HttpRequest, edition: PolicyEdition) -> dict[str, Any]:
    """The page of an edition for this reader."""
    user, today = request.user, timezone.localdate()
    visible = PolicyEdition.objects.visible_to(user)
    others = visible.filter(policy=edition.policy_id).exclude(pk=edition.pk).for_list()
    page = {"edition": edition, "others": list(others.order_by("-number")), "layout": _layout(request)}
    page |= {"is_over": edition.acknowledge_by < today, "is_admin": is_lsp_admin(user)}
    page["may_renew"] = not edition.is_draft and not any(other.is_draft for other in page["others"])
    page["serves"], page["keeps"] = is_assessor(user), is_lsp_admin(user) or is_ethics_officer(user)
    if page["serves"]:
        assessor = user.person.assessor
        page["own"] = edition.acknowledgements.filter(assessor=assessor).select_related("assessor").first()
        if PolicyEdition.objects.waiting_for(assessor, today).filter(pk=edition.pk).exists():
            full = Assessor.objects.select_related("person").get(pk=assessor.pk)
            page["statement"] = statement_of(full, edition)
    if page["keeps"] and not edition.is_draft:
        rows = _with_notes(edition)
        page |= {"asked": rows.count(), "noted": rows.filter(noted_at__isnull=False).count()}
    return page


def _layout(request: HttpRequest) -> str:
    return "layouts/portal.html" if request.user.is_authenticated else "layouts/public.html"
