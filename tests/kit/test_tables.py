"""What columns show of a record, and what the table's heads and rows make of it."""

import django_filters
import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import translation

from assessments.models import Person, Standard, Unit
from kit.columns import NOTHING, Column, DayColumn, LinkColumn, NumberColumn, TemplateColumn, follow
from kit.list_filters import asked, shown_fields
from kit.lists import list_page
from kit.tables import Intro, Table, _join_of
from tests.kit.test_lists import StandardFilter

pytestmark = pytest.mark.django_db


class UnitTable(Table):
    """With a column that is called as something of every table is."""

    code = LinkColumn("Kode")
    rows = NumberColumn("Jumlah", lambda unit: 7)
    kind = Column("Jenis", "standard__kind")
    cited = Column("Standar", "standard__citation", sort=("standard__kind", "-standard__year"))
    title_en = Column("Judul", empty="tanpa judul")

    phone = ("code", "kind")


class Closed(UnitTable):
    fields = ("title_en", "code")
    order = ("-code",)

    def address(self, record):
        return ""


@pytest.fixture
def units():
    old, new = (Standard.objects.create(kind="skkni", number=str(n), year=n, title="S") for n in (2000, 2020))
    for code, standard in (("B", old), ("A", new), ("C", new)):
        Unit.objects.create(standard=standard, code=code, title=f"Unit {code}")


def table(query="", kind=UnitTable):
    return kind(Unit.objects.select_related("standard"), RequestFactory().get(f"/?{query}"))


def codes(query="", kind=UnitTable):
    return "".join(unit.code for unit in table(query, kind).page)


def test_a_path_leads_over_relations_and_says_a_choice_in_words(units):
    unit = Unit.objects.first()
    assert follow(unit, "standard__kind") == "SKKNI"
    assert follow(unit, "standard__year") == unit.standard.year
    assert follow(unit, "get_absolute_url") == unit.get_absolute_url()


def test_a_relation_that_is_empty_shows_nothing():
    person = Person.objects.create(name="Siti")
    assert follow(person, "assessor__met_number") is None
    assert Column("Nomor", "assessor__met_number").cell(person, "") == NOTHING
    assert DayColumn("Sampai", "assessor__licence_expires_on", empty="belum").cell(person, "") == "belum"


def test_a_row_opens_its_record_and_a_cell_has_what_a_card_needs(units):
    row = table("sort=code").rows.splitlines()[0]
    address = Unit.objects.get(code="A").get_absolute_url()
    assert row.startswith(f'<tr data-href="{address}"><td class="cell-main" data-label="Kode">')
    assert f'<a href="{address}">A</a>' in row
    assert '<td class="num" data-label="Jumlah" data-wide>7</td>' in row
    assert '<td data-label="Jenis">SKKNI</td>' in row
    assert '<td data-label="Judul" data-wide>tanpa judul</td>' in row


def test_a_row_that_opens_nothing_has_no_link(units):
    row = table("sort=code", Closed).rows.splitlines()[0]
    assert row.startswith("<tr><td")
    assert "<a " not in row


def test_an_heir_shows_the_columns_that_it_names_and_opens_in_its_order(units):
    assert list(Closed.columns) == ["title_en", "code"]
    assert codes(kind=Closed) == "CBA"
    assert [head.order for head in table(kind=Closed).heads] == ["", "descending"]


def test_a_column_of_several_fields_turns_each_of_them(units):
    assert codes("sort=cited&sort=code") == "ACB"
    assert codes("sort=-cited&sort=-code") == "BCA"


def test_the_head_says_how_it_is_sorted_and_turns_it(units):
    kind, code = (head for head in table("q=x&sort=-code&page=2").heads if head.label in ("Kode", "Jenis"))
    assert (kind.address, kind.order) == ("?q=x&sort=code", "descending")
    assert (code.address, code.order) == ("?q=x&sort=kind", "")
    assert next(head for head in table().heads if head.label == "Jumlah").address == ""


def test_what_a_path_leads_over_is_fetched_with_the_rows(units, django_assert_num_queries):
    """The queryset names no join; the columns do."""
    with django_assert_num_queries(2):  # how many there are, and the page
        assert UnitTable(Unit.objects.all(), RequestFactory().get("/")).rows.count("SKKNI") == 6


@pytest.mark.parametrize(
    ("path", "join"),
    [("name", ""), ("account__pk", "account"), ("assessor__licence__state", "assessor"), ("relations__kind", "")],
)
def test_a_path_is_followed_as_far_as_it_leads_to_one_row(path, join):
    assert _join_of(Person, path) == join


class Told(UnitTable):
    intro = Intro("Unit apa pun", lead="Semua unit.", icon="book", empty="Belum ada unit", text="Tambahkan satu.")


def told(rows):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return list_page(request, queryset=rows, table_class=Told).content.decode()


def test_a_list_needs_no_template_to_say_what_it_is(units):
    page = told(Unit.objects.all())
    assert "<title>Unit apa pun" in page
    assert "<p>Semua unit.</p>" in page
    assert "Belum ada unit" not in page
    empty = told(Unit.objects.none())
    assert all(words in empty for words in ("<title>Unit apa pun", "Belum ada unit", "Tambahkan satu.", "#book"))


def test_markup_of_a_record_is_escaped_in_every_kind_of_cell():
    person = Person.objects.create(name="<b>Siti</b>")

    class PersonTable(Table):
        name = LinkColumn("Nama")
        plain = Column("Nama", "name")
        said = Column("Nama", lambda record: record.name)
        drawn = TemplateColumn("Nama", "lists/select.html")

        def address(self, record):
            return '/"x"/'

    rows = PersonTable(Person.objects.filter(pk=person.pk), RequestFactory().get("/")).rows
    assert "<b>" not in rows
    assert rows.count("&lt;b&gt;Siti") == 4
    assert 'data-href="/&quot;x&quot;/"' in rows


def fields(query=""):
    request = RequestFactory().get(f"/?{query}")
    return shown_fields(asked(request, StandardFilter, Standard.objects.all()))


def test_empty_fields_are_kept_and_filled_ones_never():
    assert fields() is fields("sort=title&page=2")
    assert 'value="Siti"' in fields("q=Siti")
    assert 'value="Siti"' not in fields()


def test_fields_are_kept_for_each_language():
    """Nothing but the word at each end of the range differs, and no choice is translated."""

    class Years(django_filters.FilterSet):
        year = django_filters.RangeFilter(label="Tahun")

    def drawn():
        return shown_fields(asked(RequestFactory().get("/"), Years, Standard.objects.all()))

    with translation.override("id"):
        ours = drawn()
    with translation.override("en"):
        theirs = drawn()
    assert 'aria-label="Tahun, dari"' in ours
    assert 'aria-label="Tahun, from"' in theirs
