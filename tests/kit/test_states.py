"""A status is declared once: its tone, its edges and their verbs; what is forgotten does not load."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.template import Context, Template

from kit.errors import RuleError
from kit.states import StateMachine, Statuses, StatusField, allows, check_verb, offers


class Light(Statuses):
    RED = "red", "bad", "Red"
    AMBER = "amber", "waiting", "Amber"
    GREEN = "green", "good", "Green"
    BROKEN = "broken", "ended", "Broken"


EDGES = {
    Light.RED: {Light.GREEN: "let_go", Light.BROKEN: "broken"},
    Light.AMBER: {Light.RED: "stopped", Light.BROKEN: "broken"},
    Light.GREEN: {Light.AMBER: "warned", Light.BROKEN: "broken"},
    Light.BROKEN: {},
}
MACHINE = StateMachine(Light, EDGES)
MACHINES = {model: model.STATES for model in apps.get_models() if hasattr(model, "STATES")}


class Lamp:
    STATES = MACHINE

    def __init__(self, status):
        self.status = status


def test_a_status_says_its_value_its_tone_and_its_label():
    assert Light.choices == [("red", "Red"), ("amber", "Amber"), ("green", "Green"), ("broken", "Broken")]
    assert (Light("red").tone, Light.RED.label, Light.RED.value, str(Light.RED)) == ("bad", "Red", "red", "red")


def test_a_status_without_a_tone_does_not_load():
    with pytest.raises(AssertionError, match="no tone"):
        Statuses("Toneless", {"RED": ("red", "Red")})


def test_a_tone_that_nobody_can_show_does_not_load():
    with pytest.raises(AssertionError, match="no tone"):
        Statuses("Odd", {"RED": ("red", "scarlet", "Red")})


@pytest.mark.parametrize(
    "edges",
    [
        {status: leads for status, leads in EDGES.items() if status != Light.AMBER},
        EDGES | {Light.BROKEN: {"mended": "mended"}},
        EDGES | {"mended": {}},
    ],
    ids=["a status is forgotten", "an edge leads nowhere", "a status is unknown"],
)
def test_edges_that_differ_from_the_statuses_do_not_load(edges):
    with pytest.raises(AssertionError, match="differ"):
        StateMachine(Light, edges)


def test_the_machine_tells_beginning_end_and_what_is_between():
    assert (MACHINE.first, MACHINE.final) == (Light.RED, {Light.BROKEN})
    assert MACHINE.open == {Light.RED, Light.AMBER, Light.GREEN}
    assert MACHINE.before("amber", "red") == {Light.GREEN, Light.AMBER}
    assert MACHINE.verb("red", "green") == "let_go"
    assert MACHINE.by_verb["let_go"] == "green" and MACHINE.by_verb["broken"] == "broken"


def test_a_verb_that_leads_to_several_statuses_says_none():
    forked = StateMachine(Light, EDGES | {Light.AMBER: {Light.RED: "let_go"}})
    assert "let_go" not in forked.by_verb


@pytest.mark.parametrize(("status", "to", "may"), [("red", "green", True), ("red", "amber", False)])
def test_the_edges_are_asked(status, to, may):
    assert allows(Lamp(status), to) is may


@pytest.mark.parametrize(("status", "verb", "may"), [("red", "let_go", True), ("red", "warned", False)])
def test_a_button_asks_by_the_verb(status, verb, may):
    assert offers(Lamp(status), verb) is may
    page = Template("{% if lamp|offers:verb %}yes{% endif %}")
    assert page.render(Context({"lamp": Lamp(status), "verb": verb})) == ("yes" if may else "")


class Renamed(Lamp):
    """Two verbs lead to red."""

    STATES = StateMachine(Light, EDGES | {Light.GREEN: {Light.RED: "reset"}})

    def get_status_display(self):
        return Light(self.status).label


@pytest.mark.parametrize("status", ["green", "broken"])
def test_an_act_asks_by_the_verb_though_another_leads_to_the_same_status(status):
    check_verb(Renamed("amber"), "stopped")
    with pytest.raises(RuleError) as refused:
        check_verb(Renamed(status), "stopped")
    assert refused.value.code == "transition"


def test_a_button_of_a_verb_that_leads_nowhere_is_a_bug():
    with pytest.raises(LookupError, match="polished"):
        offers(Lamp("red"), "polished")


@pytest.mark.django_db
@pytest.mark.parametrize("old", Light.values)
@pytest.mark.parametrize("new", Light.values)
def test_the_statement_for_the_database_tells_the_same_edges(old, new):
    with connection.cursor() as cursor:
        words = [clause(f"'{old}'", f"'{new}'") for clause in (MACHINE.skips, MACHINE.reopens)]
        cursor.execute(f"SELECT {', '.join(f'CASE WHEN {each} THEN 1 ELSE 0 END' for each in words)}")
        skips, leaves = cursor.fetchone()
    assert bool(skips) is (old != new and not allows(Lamp(old), new))
    assert bool(leaves) is (old == "broken" != new)


def test_a_column_of_statuses_is_a_plain_column_to_a_migration():
    field = StatusField("light", max_length=20, statuses=Light, default=Light.RED)
    plain = models.CharField("light", max_length=20, default=Light.RED)
    assert field.deconstruct() == plain.deconstruct()
    assert field.statuses is Light and field.choices == Light.choices


@pytest.mark.parametrize("model", MACHINES, ids=lambda model: model._meta.label)
def test_every_column_of_statuses_begins_where_its_machine_does(model):
    field = model._meta.get_field("status")
    assert field.statuses is model.STATES.statuses
    assert field.default == model.STATES.first


def test_there_are_machines_to_ask():
    assert len(MACHINES) == 6
