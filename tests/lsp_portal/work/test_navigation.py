"""The menus: each role's work, nothing of another's."""

from itertools import chain

import pytest
from django.test import RequestFactory
from django.urls import reverse

from kit import roles
from kit.menus import Entry, menu_of
from lsp_portal.context import Portal
from lsp_portal.work import navigation

pytestmark = pytest.mark.django_db


def menu(user):
    request = RequestFactory().get("/")
    request.user = user
    request.resolver_match = None
    portal = Portal(request)
    return [link.url for link in portal.navigation], [link.url for link in portal.settings_navigation]


def test_an_admin_has_the_work_and_the_reference_data(world):
    work, settings = menu(world.ratna)
    assert reverse("certificate_list") in work
    assert settings


@pytest.mark.parametrize("name", ["komang", "bima", "siti", "tamu"])
def test_others_have_no_door_to_the_admins_pages(world, name):
    work, settings = menu(getattr(world, name))
    assert reverse("candidate_list") not in work
    assert not settings


def test_two_roles_have_each_entry_once():
    entries = navigation.for_roles((roles.named("decision_maker"), roles.named("assessor")))
    assert len(entries) == len(set(entries))
    assert {entry.url_name for entry in entries} >= {"work", "decision_list", "assignment_list"}


@pytest.mark.parametrize("role", roles.registered(), ids=lambda role: role.name)
def test_every_entry_leads_somewhere(role):
    others = (navigation.menu(name) for name in ("settings", "public", "register"))
    for entry in (*role.menu, *chain.from_iterable(others)):
        assert reverse(entry.url_name)


@pytest.mark.parametrize("who", ["wulan", "ratna"])
def test_what_is_said_of_assessors_is_one_entry_with_tabs(client, world, who):
    client.force_login(getattr(world, who))
    page = client.get(reverse("feedback_list")).text
    named = [name for name in ("evaluation_list", "review_list", "peer_list") if f'href="{reverse(name)}"' in page]
    assert named == ["evaluation_list", "review_list", *(["peer_list"] if who == "wulan" else [])]


def test_what_the_register_tells_stands_at_the_foot_of_every_public_page(client, world):
    header, footer = client.get(reverse("legal_basis")).text.split('class="public-footer"')
    for name in ("holder_list", "statistics_show", "root_list", "verify_search"):
        assert f'href="{reverse(name)}"' in footer
    assert reverse("statistics_show") not in header


def test_the_menu_says_where_one_is_on_pages_that_belong_to_a_list():
    holds = {role: {entry.url_name for entry in entries if entry.contains(page)} for role, entries, page in (
        ("admin", navigation.menu("admin"), "issuing_show"),
        ("candidate", navigation.menu("candidate"), "certificate_show"),
    )}  # fmt: skip
    assert holds == {"admin": {"certificate_list"}, "candidate": {"own_assessment_list"}}


def test_a_place_is_taken_once():
    lists = [
        Entry("Satu", "venue_list", "geo", menus={"admin": 10}),
        Entry("Dua", "unit_list", "geo", menus={"admin": 10}),
    ]
    with pytest.raises(AssertionError, match="one place"):
        menu_of("admin", lists)


def test_no_line_stands_in_a_menu_that_nobody_has():
    known = {role.name for role in roles.registered()} | {"settings", "public", "register"}
    assert {name for entry in navigation.entries() for name in entry.menus} == known
