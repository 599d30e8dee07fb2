"""Every list: nonsense in the address is never an error, the cost never grows with the rows."""

import django_filters
import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from assessments.models import Standard
from kit.columns import Column, SelectColumn
from kit.lists import list_page
from kit.tables import Table

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


class StandardTable(Table):
    select = SelectColumn()
    title = Column("Judul")
    number = Column("Nomor")


class StandardFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="title", lookup_expr="icontains", label="Cari")
    kind = django_filters.ChoiceFilter(choices=Standard.Kind.choices, label="Jenis")
    year = django_filters.RangeFilter(label="Tahun")

    class Meta:
        model = Standard
        fields = ["q", "kind", "year"]


@pytest.fixture
def standards():
    Standard.objects.bulk_create(
        Standard(kind="skkni", number=f"{n:03}", year=2000 + n % 20, title=f"Standar {n:03}") for n in range(30)
    )


def page(query="", **headers):
    request = RequestFactory().get(f"/standards/?{query}", headers=headers)
    request.user = AnonymousUser()
    response = list_page(
        request, queryset=Standard.objects.all(), table_class=StandardTable, filter_class=StandardFilter
    )
    return response.content.decode()


def test_first_page_holds_twenty_five_and_tells_the_total(standards):
    html = page()
    assert html.count('name="selected"') == 25
    assert "30 baris" in html


def test_second_page_holds_the_rest(standards):
    assert page("page=2").count('name="selected"') == 5


@pytest.mark.parametrize("query", ["page=0", "page=-3", "page=x", "page=1e9", "page=99999999999999999999", "page=%00"])
def test_a_page_that_is_not_there_is_the_nearest_one(standards, query):
    assert page(query).count('name="selected"') in (5, 25)


@pytest.mark.parametrize(
    "query",
    [
        "sort=nothing",
        "sort=select",
        "sort=-",
        "sort=--title",
        "sort=%00",
        "sort=title__kind",
        "per_page=100000",
        "sort=" + 300 * "a,",
    ],
)
def test_a_sort_that_is_none_shows_the_list_as_it_stands(standards, query):
    assert page(query).count('name="selected"') == 25


@pytest.mark.parametrize(
    "query", ["kind=zzz", "kind=%00", "year_min=abc", "year_max=1,2,3", "year_min=NaN", "nonsense=1"]
)
def test_a_filter_that_is_none_is_left_out_and_the_others_count(standards, query):
    html = page(f"{query}&q=Standar+00")
    assert html.count('name="selected"') == 10
    assert html.count('class="chip"') == 1


def test_sorting_goes_both_ways(standards):
    assert page("sort=title").index("Standar 000") < page("sort=title").index("Standar 024")
    assert "Standar 029" in page("sort=-title")
    assert 'aria-sort="descending"' in page("sort=-title")


def test_a_chip_says_the_choice_and_removes_only_itself(standards):
    html = page("q=Standar&kind=skkni&page=2")
    assert "Jenis: <strong>SKKNI</strong>" in html
    assert 'href="?q=Standar"' in html
    assert 'href="?kind=skkni"' in html


def test_both_ends_of_a_range_leave_together(standards):
    html = page("year_min=2001&year_max=2003")
    assert html.count('name="selected"') == 6
    assert 'class="chip" href="?"' in html


def test_a_chip_says_a_range_as_a_person_would(standards):
    assert "<strong>2001 – …</strong>" in page("year_min=2001")


def test_nothing_found_says_so_and_keeps_the_filters(standards):
    html = page("q=tidak-ada")
    assert "Tidak ada yang cocok" in html
    assert 'value="tidak-ada"' in html


def test_htmx_gets_only_what_changes(standards):
    html = page("q=Standar", **{"HX-Request": "true"})
    assert "<html" not in html
    assert "<table" in html


def test_the_cost_is_one_count_and_one_page(standards, django_assert_num_queries):
    with django_assert_num_queries(2):
        page("q=Standar&sort=-title", **{"HX-Request": "true"})


def test_equal_rows_are_on_one_page_only(standards):
    Standard.objects.update(title="Sama")
    seen = [value for n in (1, 2) for value in page(f"sort=title&page={n}").split('name="selected" value="')[1:]]
    assert len({value.split('"')[0] for value in seen}) == 30


def test_markup_in_a_row_is_shown_not_obeyed():
    Standard.objects.create(kind="skkni", number="1", year=2020, title="<script>alert(1)</script>")
    assert "<script>alert" not in page("q=<script>")


def test_both_ends_of_a_range_have_names(standards):
    html = page()
    assert 'aria-label="Tahun, dari"' in html
    assert 'aria-label="Tahun, sampai"' in html
