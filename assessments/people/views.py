"""Candidates and their data."""

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kit.access import FORM
from kit.forms.refusals import form_status
from kit.history import history
from kit.lists import list_page
from kit.views.locking import locking
from kit.views.submitting import posted, posted_with_files, submit
from kit.views.taking import taking

from ..access import allow, is_assessor, is_candidate, is_lsp_admin
from ..confidentiality.readings import Kind, note_reading
from ..models import Assessment, Candidate, Person, Relation, Training
from .forms import CandidateForm, IdentitySearchForm, KnownCandidateForm, ReasonForm, RelationForm, TrainingForm
from .identity import NIK_LENGTH, normalise_identity
from .lists import CandidateFilter, CandidateTable
from .operations import (
    create_candidate,
    edit_candidate,
    record_relation,
    record_training,
    remove_photo,
    remove_relation,
    remove_training,
)
from .pages import person_address


@allow(is_lsp_admin)
def candidate_list(request: HttpRequest) -> HttpResponse:
    """Every candidate. A search for an identity number is sent to the page that keeps it out of the address."""
    text = normalise_identity(request.GET.get("q", "")[:40])
    if len(text) >= NIK_LENGTH - 1 and text.isdigit():
        messages.info(request, _("Cari NIK di halaman ini, supaya nomornya tidak tertinggal di alamat."))
        return redirect("candidate_find")
    return list_page(
        request,
        queryset=Candidate.objects.visible_to(request.user).for_list(),
        table_class=CandidateTable,
        filter_class=CandidateFilter,
        template="assessments/people/candidate_list.html",
    )


@allow(is_lsp_admin, methods=FORM)
def candidate_find(request: HttpRequest) -> HttpResponse:
    """Open the one person with exactly this identity number."""
    form = IdentitySearchForm(posted(request))
    if form.is_valid():
        person = Person.objects.with_identity(normalise_identity(form.cleaned_data["identity_number"]))
        if person and (address := person_address(person)):
            return redirect(address)
        form.add_error("identity_number", _("Tidak ada orang yang terdaftar dengan nomor ini."))
    return render(request, "assessments/people/candidate_find.html", {"form": form}, status=form_status(form))


@allow(is_lsp_admin, methods=FORM)
def candidate_create(request: HttpRequest) -> HttpResponse:
    """Register a candidate; `?person=` makes one of a person already known. “Add another” comes back here."""
    person = chosen_person(request, Person.objects.filter(candidate__isnull=True))
    form_class = KnownCandidateForm if person else CandidateForm
    initial = {} if person else request.session.get("candidate_defaults", {})
    form = form_class(*posted_with_files(request), initial=initial)
    if candidate := submit(request, form, create_candidate, person=person):
        messages.success(request, _("%(name)s terdaftar sebagai asesi.") % {"name": candidate})
        if "again" not in request.POST:
            return redirect(candidate)
        # The next candidate often comes from the same school.
        request.session["candidate_defaults"] = {name: getattr(candidate, name) for name in Candidate.ASKED}
        return redirect("candidate_create")
    context = {"form": form, "person": person} | known_record(form)
    return render(request, "assessments/people/candidate_create.html", context, status=form_status(form))


@allow(is_lsp_admin, is_assessor, is_candidate)
def candidate_show(request: HttpRequest, pk: int) -> HttpResponse:
    """The record: all of it for admins, what the work needs for the assessor, his own for the candidate."""
    candidates = Candidate.objects.visible_to(request.user).select_related("person__photo", "person__account")
    candidate = get_object_or_404(candidates, pk=pk)
    note_reading(request.user, candidate, Kind.CANDIDATE)
    person = candidate.person
    assessments = Assessment.objects.visible_to(request.user).filter(candidate=candidate).for_list()
    context: dict[str, Any] = {
        "candidate": candidate,
        "person": person,
        "age": person.age(timezone.localdate()),
        "assessments": assessments,
        "is_admin": is_lsp_admin(request.user),
        "is_self": person.account_id == request.user.pk,
    }
    if context["is_admin"]:
        context["trainings"] = candidate.trainings.select_related("trainer").order_by("-ended_on", "pk")
        context["relations"] = Relation.objects.of(person)
        context["events"] = history(person)
    return render(request, "assessments/people/candidate_show.html", context)


@allow(is_lsp_admin, methods=FORM)
@taking(CandidateForm)
@locking(lambda pk: Person.objects.filter(candidate__pk=pk))
def candidate_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a candidate and his personal data."""
    candidate = get_object_or_404(Candidate.objects.visible_to(request.user).select_related("person__photo"), pk=pk)
    note_reading(request.user, candidate, Kind.CANDIDATE)
    form = CandidateForm(*posted_with_files(request), candidate=candidate)
    today = timezone.localdate()
    if submit(request, form, edit_candidate, candidate=candidate):
        if form.cleaned_data.get("remove_photo") and not form.cleaned_data["photo"]:
            remove_photo(by=request.user, on=today, person=candidate.person)
        messages.success(request, _("Perubahan disimpan."))
        return redirect(candidate)
    context = {"form": form, "candidate": candidate} | known_record(form)
    return render(request, "assessments/people/candidate_edit.html", context, status=form_status(form))


def chosen_person(request: HttpRequest, people: QuerySet[Person]) -> Person | None:
    """The person named in the address, if there is one of these; nonsense is a 404."""
    key = request.GET.get("person", "")
    if not key:
        return None
    return get_object_or_404(people, pk=int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0)


def known_record(form: Any) -> dict[str, Any]:
    """For a refused duplicate: the record that exists, and the roles its person still lacks."""
    known = getattr(form, "known", None)
    if not known:
        return {}
    return {
        "known_url": person_address(known),
        "known_person": known,
        "known_is_candidate": hasattr(known, "candidate"),
        "known_is_assessor": hasattr(known, "assessor"),
    }


OFFERED = 20
LONGEST_SEARCH = 100


@allow(is_lsp_admin, methods=FORM)
def relation_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Search somebody by name, then record the tie; the search stands in the address, so it works without script."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    people = Person.objects.select_related("assessor", "candidate").exclude(pk=pk)
    q = request.GET.get("q", "").replace("\x00", "")[:LONGEST_SEARCH].strip()
    found = people.filter(*[Q(name__icontains=word) for word in q.split()]) if q else people.none()
    shown = list(found.order_by("name", "pk")[:OFFERED])
    form = RelationForm(posted(request), people=people, shown=shown)
    if submit(request, form, record_relation, person=person):
        messages.success(request, _("Hubungan dicatat."))
        return redirect(person_address(person))
    page = {"form": form, "person": person, "back": person_address(person), "q": q, "shown": shown}
    return render(request, "assessments/people/relation_create.html", page, status=form_status(form))


@allow(is_lsp_admin, methods=FORM)
def relation_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a tie recorded by mistake."""
    relations = Relation.objects.filter(person__in=Person.objects.visible_to(request.user))
    relation = get_object_or_404(relations.select_related("person", "relative"), pk=pk)
    form, back = ReasonForm(posted(request)), person_address(relation.person)
    if submit(request, form, remove_relation, relation=relation):
        messages.success(request, _("Catatan hubungan dihapus."))
        return redirect(back)
    page = {"form": form, "relation": relation, "back": back}
    return render(request, "assessments/people/relation_remove.html", page, status=form_status(form))


@allow(is_lsp_admin, methods=FORM)
def training_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a training of this candidate."""
    candidate = get_object_or_404(Candidate.objects.visible_to(request.user).select_related("person"), pk=pk)
    form = TrainingForm(posted(request), candidate=candidate)
    if submit(request, form, record_training, candidate=candidate):
        messages.success(request, _("Pelatihan dicatat."))
        return redirect(candidate)
    context = {"form": form, "candidate": candidate}
    return render(request, "assessments/people/training_create.html", context, status=form_status(form))


@allow(is_lsp_admin, methods=FORM)
def training_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a training recorded by mistake."""
    trainings = Training.objects.filter(candidate__in=Candidate.objects.visible_to(request.user))
    training = get_object_or_404(trainings.select_related("candidate__person", "trainer"), pk=pk)
    form = ReasonForm(posted(request))
    if submit(request, form, remove_training, training=training):
        messages.success(request, _("Catatan pelatihan dihapus."))
        return redirect(training.candidate)
    context = {"form": form, "training": training, "candidate": training.candidate}
    return render(request, "assessments/people/training_remove.html", context, status=form_status(form))
