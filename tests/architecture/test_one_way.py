"""What every page, act and letter needs is said in one place of kit: `submit`, `allow`, `mail`, `Account`."""

import ast

import pytest

from tests.architecture.source import functions, is_of, modules, name_of, tree

# Views that look at a refusal themselves.
LOOKS_ITSELF = {
    ("assessments/remarks/views.py", "closed_to_answers"): "asks whether anything may be answered; nothing is sent",
    ("certificates/credentials/views.py", "status_list"): "answers programs with 503, and has no form",
    ("certificates/offline/views.py", "verify_offline_list"): "answers programs with 503, and has no form",
    ("kit/views/submitting.py", "submit"): "is the one place",
}
# What Django offers for who and how, and who may use it all the same.
DOORS = {
    "login_not_required",
    "login_required",
    "permission_required",
    "user_passes_test",
    "require_GET",
    "require_POST",
}
DOORS |= {"require_safe", "require_http_methods"}
OWN_DOORS = {
    "certificates/checking/urls/interface.py": "the API has no roles, and answers wrong methods in its own words",
    "kit/access.py": "is the one place",
    "lsp_portal/admin_site.py": "Django's own site",
    "lsp_portal/urls.py": "pages of allauth",
}
# What else an event holds than its columns: a page that believed it fell on a row that no act wrote.
BELIEVERS = {
    "assessments/decisions/course.py": "takes a row that it cannot read for one that tells otherwise",
}
MAILERS = {"kit/mail.py": "is the one place", "lsp_portal/sign_in/adapter.py": "names the type that allauth makes"}


def catches_refusals(node):
    caught = [each for each in ast.walk(node) if isinstance(each, ast.ExceptHandler) and each.type]
    return any("RuleError" in ast.unparse(each.type) for each in caught)


def imported(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def catching():
    views = [path for path in modules() if is_of("views", path)]
    return {(name_of(path), each.name) for path in views for each in functions(path) if catches_refusals(each)}


def test_views_leave_refusals_to_submit():
    assert catching() == set(LOOKS_ITSELF)


def test_what_was_sent_is_bound_by_posted():
    """Whoever binds `request.POST or None` takes a form without a word for a page that is only opened."""
    choices = [(path, each) for path in modules() for each in ast.walk(tree(path)) if isinstance(each, ast.BoolOp)]
    asked = {
        name_of(path)
        for path, each in choices
        if {"request.POST", "request.FILES"} & set(map(ast.unparse, each.values))
    }
    assert choices and not asked


def overwritten(function):
    """Names that a function has already and gives to what `submit` answers: None as long as nothing is saved."""
    inside = list(ast.walk(function))
    submitted = [
        each.target
        for each in inside
        if isinstance(each, ast.NamedExpr) and ast.unparse(each.value).startswith("submit(")
    ]
    stored = [each for each in inside if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)]
    others = {each.id for each in stored if each not in submitted} | {e.arg for e in inside if isinstance(e, ast.arg)}
    return {target.id for target in submitted} & others


def test_the_answer_of_submit_has_a_name_of_its_own():
    """Else a page that is only opened, or refused, is drawn without the record that it is about."""
    views = [path for path in modules() if is_of("views", path)]
    assert not {(name_of(path), each.name) for path in views for each in functions(path) if overwritten(each)}


def test_an_overwritten_name_is_found():
    text = "def edit(request, unit):\n    if unit := submit(request, form, act):\n        return unit"
    assert overwritten(ast.parse(text).body[0]) == {"unit"}


def test_who_and_how_are_asked_by_allow():
    assert {name_of(path) for path in modules() if DOORS & {name for _source, name in imported(path)}} == set(OWN_DOORS)


def test_letters_are_sent_by_the_mailer():
    senders = {name_of(path) for path in modules() if any(s == "django.core.mail" for s, _name in imported(path))}
    assert senders == set(MAILERS)


def test_what_an_event_said_is_asked_of_said():
    found = {
        name_of(path)
        for path in modules()
        for each in ast.walk(tree(path))
        if isinstance(each, ast.Attribute) and ast.unparse(each) in ("event.data", "row.data")
    }
    assert found == set(BELIEVERS)


@pytest.mark.parametrize("path", [path for path in modules() if is_of("operations", path)], ids=name_of)
def test_who_acts_has_a_type(path):
    """`by` is an Account, or None too where the portal itself may act."""
    given = [
        (each.name, argument.annotation and ast.unparse(argument.annotation))
        for each in functions(path)
        for argument in [*each.args.args, *each.args.kwonlyargs]
        if argument.arg == "by"
    ]
    assert not [name for name, kind in given if kind not in ("Account", "Account | None")]
