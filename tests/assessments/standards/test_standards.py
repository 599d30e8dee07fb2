"""Standards and units: what may be written, what is frozen, and the pages that do it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from assessments.models import Criterion, Event, Standard, Unit
from assessments.standards import operations as standards
from assessments.standards.forms.elements import as_text, read_elements
from kit.errors import RuleError
from tests.pages import seen
from tests.told import told

TREE = [("Menyiapkan alat", ["Alat dipilih.", "Alat diperiksa."]), ("Memakai alat", ["Alat dipakai."])]
TEXT = "1. Menyiapkan alat\n1.1 Alat dipilih.\n1.2 Alat diperiksa.\n\n2. Memakai alat\n2.1 Alat dipakai."
STANDARD = {"kind": "skkni", "number": "99", "year": "2024", "title": "Ritel", "issuer": ""}


def unit_of(world, **fields):
    defaults = {"standard": world.standard, "code": "J.620100.050.01", "title": "Menulis kode"}
    return standards.create_unit(by=world.ratna, on=world.today, **defaults | fields)


def post(client, world, name, data, *args):
    client.force_login(world.ratna)
    address = reverse(name, args=args)
    return client.post(address, seen(client, address) | data)


# --- operations -------------------------------------------------------------------------------------
def test_a_standard_is_kept_with_the_act(world):
    standard = standards.create_standard(
        by=world.ratna, on=world.today, kind="special", number="1", year=2020, title="X"
    )
    assert Event.objects.about(standard).get().actor == world.ratna


@pytest.mark.parametrize(
    "fields", [{"year": 1800}, {"kind": "nasional"}, {"number": ""}, {"number": "282", "year": 2016}]
)
def test_a_standard_that_cannot_be_is_refused(world, fields):
    assert world.standard.number == "282"
    defaults = {"kind": "skkni", "number": "1", "year": 2020, "title": "X"}
    with pytest.raises(RuleError) as refusal:
        standards.create_standard(by=world.ratna, on=world.today, **defaults | fields)
    assert refusal.value.code == "invalid"
    assert Standard.objects.count() == 1


def test_each_change_of_a_unit_is_told(world):
    unit = unit_of(world)
    standards.edit_unit(by=world.ratna, on=world.today, unit=unit, elements=TREE, title="Menulis program")
    standards.set_elements(by=world.ratna, on=world.today, unit=unit, elements=TREE)  # as they are: no change
    assert told(unit) == ["created", "elements", "edited"]


def test_a_raw_code_is_kept_and_no_code_comes_twice(world):
    assert unit_of(world, code="KODE-ANEH 7/b").code == "KODE-ANEH 7/b"
    with pytest.raises(RuleError):
        unit_of(world, code="KODE-ANEH 7/b")


def test_elements_are_numbered_in_their_order_and_replaced_as_a_whole(world):
    unit = unit_of(world, elements=TREE)
    assert [
        c.number for c in Criterion.objects.filter(element__unit=unit).order_by("element__position", "position")
    ] == [
        "1.1",
        "1.2",
        "2.1",
    ]
    standards.set_elements(by=world.ratna, on=world.today, unit=unit, elements=TREE[1:])
    assert standards.element_tree(unit) == TREE[1:]


def test_a_title_of_an_element_is_as_long_as_is_said(world):
    assert [element.title for element in unit_of(world, elements=[("x" * 400, [])]).elements.all()] == ["x" * 400]


@pytest.mark.parametrize("tree", [[("", ["x"])], [("x", [" "])], [("x" * 401, [])]])
def test_empty_and_endless_elements_are_refused(world, tree):
    with pytest.raises(RuleError):
        unit_of(world, elements=tree)


@pytest.fixture
def frozen(world):
    """A unit of a version in force: with a title, without English title and elements."""
    draft = world.draft()
    Unit.objects.filter(pk=draft.scheme_units.first().unit_id).update(title_en="")
    return world.in_force(draft).scheme_units.first().unit


def test_a_frozen_unit_keeps_its_words(world, frozen):
    with pytest.raises(RuleError) as refusal:
        standards.edit_unit(by=world.ratna, on=world.today, unit=frozen, title="Lain")
    assert refusal.value.code == "unit_frozen"


def test_what_a_frozen_unit_lacks_is_filled_once(world, frozen):
    standards.edit_unit(by=world.ratna, on=world.today, unit=frozen, title_en="First", elements=TREE)
    frozen.refresh_from_db()
    assert frozen.title_en == "First"
    for change in ({"title_en": "Second"}, {"elements": TREE[:1]}):
        with pytest.raises(RuleError, match="tidak dapat diubah"):
            standards.edit_unit(by=world.ratna, on=world.today, unit=frozen, **change)
    assert standards.element_tree(frozen) == TREE


# --- elements as text -------------------------------------------------------------------------------
def test_the_text_and_the_tree_are_the_same():
    assert read_elements(TEXT) == TREE
    assert as_text(TREE) == TEXT


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1. Satu\ndua tiga\n1.1 Empat\n  lima", [("Satu dua tiga", ["Empat lima"])]),
        ("1) Satu\n1.1. Dua", [("Satu", ["Dua"])]),
        ("1. Satu\n3. Tiga\n3.2 Dua", [("Satu", []), ("Tiga", ["Dua"])]),
        ("  \n", []),
    ],
)
def test_a_pasted_text_is_read_kindly(text, tree):
    assert read_elements(text) == tree


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Pendahuluan", "Baris 1: mulai"),
        ("1. Satu\n\n2.1 Dua", "Baris 3: kriteria 2.1"),
        ("1. Satu\n1.1 A\n1.1 B", "Baris 3: nomor 1.1 sudah dipakai di baris 2"),
        ("1. Satu\n1. Dua", "Baris 2: nomor 1"),
        ("1. " + "x" * 401, "Baris 1: judul elemen paling panjang"),
    ],
)
def test_a_text_that_belongs_nowhere_names_its_line(text, said):
    with pytest.raises(ValidationError) as refusal:
        read_elements(text)
    assert refusal.value.messages[0].startswith(said)


# --- pages ------------------------------------------------------------------------------------------
def test_an_admin_adds_a_standard_and_its_unit(client, world):
    page = post(client, world, "standard_create", STANDARD)
    standard = Standard.objects.get(number="99")
    assert page.url == standard.get_absolute_url()
    unit = {"standard": standard.pk, "code": "G.46RIT00.001.1", "title": "Merapikan", "elements": TEXT}
    post(client, world, "unit_create", unit)
    made = Unit.objects.get(code="G.46RIT00.001.1")
    assert standards.element_tree(made) == TREE
    assert "Alat diperiksa." in client.get(made.get_absolute_url()).text


def test_add_another_stays_at_the_standard(client, world):
    data = {"standard": world.standard.pk, "code": "J.620100.050.01", "title": "X", "again": "1"}
    page = post(client, world, "unit_create", data)
    assert page.url == f"{reverse('unit_create')}?standard={world.standard.pk}"


def test_a_code_of_no_known_family_is_saved_with_a_warning(client, world):
    post(client, world, "unit_create", {"standard": world.standard.pk, "code": "KODE/1", "title": "X"})
    page = client.get(Unit.objects.get(code="KODE/1").get_absolute_url())
    assert "Bentuk kode KODE/1 tidak umum" in page.text


@pytest.mark.parametrize(
    "change", [{"code": ""}, {"standard": "777"}, {"elements": "tanpa nomor"}, {"title": "x" * 256}, {"code": "\x00"}]
)
def test_a_bad_unit_is_refused_and_nothing_kept(client, world, change):
    data = {"standard": world.standard.pk, "code": "J.620100.050.01", "title": "X", "elements": TEXT} | change
    assert post(client, world, "unit_create", data).status_code == 422
    assert not Unit.objects.exists()
    assert not Event.objects.exists()


def test_a_standard_twice_is_refused(client, world):
    data = STANDARD | {"number": world.standard.number, "year": world.standard.year}
    assert post(client, world, "standard_create", data).status_code == 422
    assert Standard.objects.count() == 1


def test_standard_and_unit_are_corrected(client, world):
    unit = unit_of(world)
    post(client, world, "standard_edit", STANDARD, world.standard.pk)
    post(client, world, "unit_edit", {"code": unit.code, "title": "Baru", "elements": TEXT}, unit.pk)
    unit.refresh_from_db()
    assert (unit.title, unit.standard.number) == ("Baru", "99")
    assert standards.element_tree(unit) == TREE


def test_a_forged_change_of_a_frozen_unit_does_nothing(client, world, frozen):
    page = post(client, world, "unit_edit", {"code": "X", "title": "Lain", "title_en": "English"}, frozen.pk)
    assert page.status_code == 302
    kept = Unit.objects.get(pk=frozen.pk)
    assert (kept.code, kept.title, kept.title_en) == (frozen.code, frozen.title, "English")


def test_an_empty_post_is_a_refused_form(client, world):
    for name in ("standard_create", "unit_create"):
        assert post(client, world, name, {}).status_code == 422


NAMES = ["standard_list", "standard_create", "standard_show", "standard_edit"]
NAMES += ["unit_list", "unit_create", "unit_show", "unit_edit"]


def address(world, name):
    keys = {"standard": lambda: world.standard.pk, "unit": lambda: unit_of(world).pk}
    needs_key = name.endswith(("_show", "_edit"))
    return reverse(name, args=[keys[name.partition("_")[0]]()] if needs_key else [])


@pytest.mark.parametrize("name", NAMES)
def test_only_admins_come_in(client, world, name):
    url = address(world, name)
    assert client.get(url).status_code == 302
    client.force_login(world.bima)
    assert client.get(url).status_code == 403
    client.force_login(world.ratna)
    assert client.get(url).status_code == 200
    assert client.delete(url).status_code == 405


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(("_show", "_edit"))])
@pytest.mark.parametrize("key", [4711, 10**30])
def test_an_unknown_key_is_a_404(client, world, name, key):
    client.force_login(world.ratna)
    assert client.get(reverse(name, args=[key])).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(("name", "queries"), [("standard_list", 6), ("unit_list", 7)])
def test_lists_cost_the_same_for_any_number_of_rows(client, world, django_assert_num_queries, name, queries, rows):
    for serial in range(rows):
        standards_row = (
            world.standard
            if serial == 0
            else Standard.objects.create(kind="special", number=f"S{serial}", year=2020, title="X")
        )
        Unit.objects.create(standard=standards_row, code=f"J.620100.{serial:03d}.01", title="X")
    client.force_login(world.ratna)
    with django_assert_num_queries(queries):
        client.get(reverse(name))


def test_units_that_lack_something_are_found(client, world):
    bare, full = unit_of(world, code="A"), unit_of(world, code="B", title_en="B", elements=TREE)
    client.force_login(world.ratna)
    for lack in ("title_en", "elements"):
        page = client.get(reverse("unit_list"), {"lacks": lack}).text
        assert bare.get_absolute_url() in page
        assert full.get_absolute_url() not in page
