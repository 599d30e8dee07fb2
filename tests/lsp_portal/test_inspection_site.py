"""The Django admin is a list of what is allowed: inspection of our rows, and the public reference texts to write."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core import mail
from django.db import connection
from django.test import RequestFactory
from django.urls import NoReverseMatch, resolve, reverse

from lsp_portal.admin_site import OWN_APPS
from lsp_portal.models import User

WRITABLE = {"assessments.definition": {"add", "change"}, "assessments.legalbasis": {"add", "change"}}


@pytest.fixture
def root(world):
    return world.account("root", is_superuser=True, is_staff=True)


@pytest.fixture
def request_of_root(root):
    request = RequestFactory().get("/admin/")
    request.user = root
    return request


def doors(model_admin, request):
    """Every way by which this page of the admin writes something."""
    allowed = writes(model_admin, request)
    allowed |= {f"action {name}" for name in model_admin.get_actions(request)}
    allowed |= {f"editable {name}" for name in model_admin.list_editable}
    for inline in model_admin.get_inline_instances(request):
        allowed |= {f"{name} {type(inline).__name__}" for name in writes(inline, request, None)}
    return allowed


def writes(page, *asked):
    return {name for name in ("add", "change", "delete") if getattr(page, f"has_{name}_permission")(*asked)}


def test_what_a_superuser_can_write_there(request_of_root):
    registry = admin.site._registry.items()
    found = {model._meta.label_lower: doors(model_admin, request_of_root) for model, model_admin in registry}
    assert {label: ways for label, ways in found.items() if ways} == WRITABLE


def test_only_our_own_rows_are_there():
    assert {model._meta.app_label for model in admin.site._registry} <= set(OWN_APPS)


def test_what_another_app_registers_is_passed_over():
    for model in (apps.get_model("account.EmailAddress"), Group):
        admin.site.register(model, admin.ModelAdmin)  # as allauth and Django do when the portal starts
        assert not admin.site.is_registered(model)


def test_every_address_there_is_known(client, root):
    """Pages of a registered model, and these; a new kind of page is looked at first."""
    own = {f"{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry}
    kinds = {"changelist", "add", "history", "delete", "change"}
    known = {f"{label}_{kind}" for label in own for kind in kinds} | {None}
    known |= {"index", "login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n"}
    known |= {"view_on_site", "app_list"}
    addresses = {pattern.name for pattern in _flat(admin.site.get_urls())}
    assert addresses <= known


def _flat(patterns):
    for pattern in patterns:
        yield from _flat(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern]


@pytest.mark.parametrize(
    "model", ["account/emailaddress", "account/emailconfirmation", "auth/group", "auth/permission"]
)
@pytest.mark.parametrize("part", ["", "add/", "1/change/", "1/delete/", "1/history/"])
def test_the_pages_that_handed_over_an_account_are_gone(client, root, model, part):
    client.force_login(root)
    assert client.get(f"/admin/{model}/{part}").status_code == 404
    assert client.post(f"/admin/{model}/{part}", {"user": 1, "email": "root@example.org"}).status_code == 404


def test_the_way_in_through_a_password_reset_is_closed(client, world, root):
    """An address added to the decision maker, a reset asked for with it: no letter and no other address."""
    client.force_login(root)
    assert world.komang
    sent = {"user": world.komang.pk, "email": "root2@example.org", "verified": "on", "primary": "on"}
    client.post("/admin/account/emailaddress/add/", sent)
    client.post(f"/admin/lsp_portal/user/{world.komang.pk}/change/", {"email": "root2@example.org"})
    client.post(
        f"/admin/lsp_portal/user/{world.komang.pk}/password/", {"password1": "Lain-2026", "password2": "Lain-2026"}
    )
    client.logout()
    client.post(reverse("account_reset_password"), {"email": "root2@example.org"})
    assert mail.outbox == []
    komang = User.objects.get(pk=world.komang.pk)
    assert komang.email == "komang@example.org" and komang.check_password("rahasia-2026")


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label_lower)
def test_nothing_else_changes_by_a_post(client, root, model):
    """Adding, changing and deleting, and the actions of the list."""
    if model._meta.label_lower in WRITABLE:
        return
    client.force_login(root)
    before = _count_of_writes()
    base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
    for page in ("add/", f"{root.pk}/change/", f"{root.pk}/delete/"):
        assert client.post(base + page, {"post": "yes"}).status_code in (302, 403), page
    client.post(base, {"action": "delete_selected", "_selected_action": [root.pk], "post": "yes"})
    assert _count_of_writes() == before and User.objects.filter(pk=root.pk).exists()


def _count_of_writes():
    with connection.cursor() as cursor:
        tables = sorted(model._meta.db_table for model in apps.get_models() if model._meta.app_label in OWN_APPS)
        rows = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")
            rows[table] = cursor.fetchone()[0]
    return rows


def test_a_password_is_changed_on_the_portals_own_page(client, root):
    client.force_login(root)
    sent = {"old_password": "rahasia-2026", "new_password1": "Sandi-lain-2026", "new_password2": "Sandi-lain-2026"}
    assert client.post(reverse("admin:password_change"), sent).url == reverse("account_change_password")
    root.refresh_from_db()
    assert root.check_password("rahasia-2026")


def test_no_page_changes_the_address_of_an_account():
    """allauth brings one; the portal does not have it."""
    for name in ("account_email", "account_signup", "account_confirm_email", "account_email_verification_sent"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    assert resolve(reverse("account_change_password")).url_name == "account_change_password"
