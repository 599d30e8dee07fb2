"""The menus: each role's work, nothing of another's."""

import pytest
from django.test import RequestFactory
from django.urls import reverse

from lsp_portal import navigation
from lsp_portal.context import Portal

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
    entries = navigation.for_roles(("decision_maker", "assessor"))
    assert len(entries) == len(set(entries))
    assert {entry.url_name for entry in entries} >= {"work", "decision_list", "assignment_list"}


@pytest.mark.parametrize("role", navigation.BY_ROLE)
def test_every_entry_leads_somewhere(role):
    for entry in (*navigation.BY_ROLE[role], *navigation.SETTINGS, *navigation.PUBLIC):
        assert reverse(entry.url_name)
