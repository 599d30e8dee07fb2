"""How people belong together, as far as it could bend a verdict."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.people.pages import person_address
from kit.errors import RuleError
from kit.forms.refusals import form_status, place_refusal
from kit.views.methods import form_methods

from ...access import admin_only
from ...models import Person, Relation
from ..forms.people import ReasonForm
from ..forms.relations import RelationForm
from ..operations.relations import record_relation, remove_relation

OFFERED = 20
LONGEST_SEARCH = 100


@admin_only
@form_methods
def relation_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Search somebody by name, then record the tie; the search stands in the address, so it works without script."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    people = Person.objects.select_related("assessor", "candidate").exclude(pk=pk)
    q = request.GET.get("q", "").replace("\x00", "")[:LONGEST_SEARCH].strip()
    found = people.filter(*[Q(name__icontains=word) for word in q.split()]) if q else people.none()
    shown = list(found.order_by("name", "pk")[:OFFERED])
    form = RelationForm(request.POST if request.method == "POST" else None, people=people, shown=shown)
    if form.is_valid():
        try:
            record_relation(by=request.user, on=timezone.localdate(), person=person, **form.cleaned_data)
        except RuleError as refusal:
            place_refusal(form, refusal, relation_self="relative", relation_known="kind")
        else:
            messages.success(request, _("Hubungan dicatat."))
            return redirect(person_address(person))
    page = {"form": form, "person": person, "back": person_address(person), "q": q, "shown": shown}
    return render(request, "assessments/relation_create.html", page, status=form_status(form))


@admin_only
@form_methods
def relation_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a tie recorded by mistake."""
    relations = Relation.objects.filter(person__in=Person.objects.visible_to(request.user))
    relation = get_object_or_404(relations.select_related("person", "relative"), pk=pk)
    form, back = ReasonForm(request.POST if request.method == "POST" else None), person_address(relation.person)
    if form.is_valid():
        try:
            remove_relation(by=request.user, on=timezone.localdate(), relation=relation, **form.cleaned_data)
        except RuleError as refusal:
            place_refusal(form, refusal, reason="reason")
        else:
            messages.success(request, _("Catatan hubungan dihapus."))
            return redirect(back)
    page = {"form": form, "relation": relation, "back": back}
    return render(request, "assessments/relation_remove.html", page, status=form_status(form))
