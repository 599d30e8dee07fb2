"""The public catalogue: schemes in force, their units and requirements."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from kit.access import anybody

from ...access import allow
from ...codes import coded, words_of
from ...models import SchemeVersion

PER_PAGE = 50
LONGEST_SEARCH = 100


@allow(anybody)
def catalogue_list(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    versions = SchemeVersion.objects.in_force().for_list().order_by("title", "pk")
    if text:
        versions = versions.filter(
            Q(title__icontains=text) | Q(title_en__icontains=text) | Q(field__icontains=text)
            | Q(scheme__number__icontains=text) | coded("scheme__number", " ".join(words_of(text)))
        )  # fmt: skip
    page = Paginator(versions, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "assessments/schemes/catalogue_list.html", {"page": page, "text": text})


@allow(anybody)
def catalogue_show(request: HttpRequest, pk: int) -> HttpResponse:
    version = get_object_or_404(SchemeVersion.objects.in_force().with_tree(), pk=pk)
    places = list(version.scheme_units.all())
    context = {
        "version": version,
        "compulsory": [place for place in places if place.elective_group_id is None],
        "electives": [
            (group, [place for place in places if place.elective_group_id == group.pk])
            for group in version.elective_groups.all()
        ],
        "standards": sorted({place.unit.standard.citation for place in places}),
        "basic": [row for row in version.requirements.all() if row.kind == row.Kind.BASIC],
        "administrative": [row for row in version.requirements.all() if row.kind == row.Kind.ADMINISTRATIVE],
    }
    return render(request, "assessments/schemes/catalogue_show.html", context)
