"""Every act asks whether the guards of the database stand; what goes on without them is named here, with the reason.

An operation is read with all that it calls. A new one that neither asks nor stands below turns this red: let it ask
(`guards.while_guarded`, `states.advance`, `register.enter`), or say here why it may go on.
"""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, is_of, modules, name_of, tree

DOORS = {"require_guards", "while_guarded"}

GOES_ON = {
    "drafts and plans: nothing of them is a word that anybody gave, and all of it can still be changed": [
        ("assessments/verdicts/operations.py", "record_verdicts"),
        ("assessments/remarks/operations.py", "show_verdicts"),
        ("assessments/assessments/operations/enrolment.py", "enrol enrol_many reassign"),
        ("assessments/sessions/operations/sessions.py", "plan_session edit_session assign assign_many unassign"),
        ("assessments/schemes/operations/schemes.py", "create_scheme create_version edit_version copy_version"),
        (
            "assessments/schemes/operations/composition.py",
            "set_job_groups set_elective_groups set_groups set_requirements",
        ),
        ("assessments/schemes/operations/units.py", "set_units arrange_units add_units"),
        ("assessments/standards/operations.py", "create_standard edit_standard create_unit edit_unit set_elements"),
        ("assessments/importing/operations.py", "stage_scheme_import import_scheme"),
        (
            "certificates/designs/operations.py",
            ("create_design edit_draft new_version discard_draft make_default assign_scheme assign_schemes"),
        ),
        ("ethics/code/operations.py", "draft_code edit_code discard_code"),
        ("ethics/policies/operations.py", "draft_policy renew_policy edit_policy discard_policy"),
        ("ethics/evaluations/operations/reviews.py", "ask_review"),
        ("ethics/evaluations/operations/witnessings.py", "plan_witnessing"),
    ],
    "records of people, places and texts: the operations themselves keep what is frozen": [
        (
            "assessments/people/operations.py",
            ("create_candidate edit_candidate create_person edit_person remove_photo record_training known_or_new"),
        ),
        ("assessments/assessors/operations.py", "create_assessor edit_assessor"),
        ("assessments/people/operations.py", "record_relation"),
        ("assessments/venues/operations.py", "create_venue edit_venue"),
        (
            "assessments/body/operations.py",
            ("save_profile create_legal_basis edit_legal_basis create_definition edit_definition move_in_order"),
        ),
        ("assessments/uploads/operations.py", "store_file"),
        ("lsp_portal/accounts/operations/accounts.py", "edit_account"),
        ("lsp_portal/invitations/operations.py", ("invite invite_staff resend_invitation revoke_invitation")),
    ],
    "only ever stops somebody, or tells what was read: waiting for a database would do harm": [
        ("assessments/duty/operations.py", "hold open_names"),
        ("assessments/assessors/operations.py", "record_policy_duty"),
        ("assessments/confidentiality/operations.py", "record_export"),
        ("certificates/keys/operations.py", "retire_key"),
        ("certificates/consents/operations.py", "withdraw_consent"),
        ("ethics/impartiality/operations/conflicts.py", "raise_conflict raise_recorded raise_untold"),
        ("ethics/confidentiality/operations.py", "withdraw_disclosure_consent"),
        ("ethics/badges/operations.py", "badge_for"),
    ],
    "handed in by people from outside, who cannot be asked to come again": [
        ("assessments/remarks/operations.py", "answer_verdicts"),
        ("certificates/consents/operations.py", "give_consent"),
        ("ethics/feedback/operations.py", "give_feedback"),
        ("ethics/questions/operations.py", "ask reply"),
        ("ethics/cases/operations/reports.py", "file_report give_evidence tell answer"),
        ("ethics/cases/operations/cases.py", "write"),
    ],
    "parts of an act, which begins by asking": [
        ("assessments/assessments/operations/assessed.py", "mark_certified"),
        ("certificates/blanks/operations.py", "use"),
        ("ethics/policies/operations.py", "tell_policy_duty"),
        ("ethics/cases/operations/measures.py", "take_back"),
        ("ethics/cases/operations/panels.py", "write_decision"),
    ],
    "repeats what the chain has reached: a day without its root would hide more than it shows": [
        ("certificates/register/operations.py", "publish_roots"),
    ],
}


def operation_files() -> list[Path]:
    return [path for path in modules() if is_of("operations", path)]


def functions_of(path: Path) -> list[ast.FunctionDef]:
    return [node for node in tree(path).body if isinstance(node, ast.FunctionDef)]


@cache
def sources(path: Path) -> dict[str, tuple[Path, str]]:
    """What an imported name is: the file and the name there; for a module, the file and nothing."""
    found = {}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            folder = path.parents[node.level - 1] if node.level else ROOT
            base = folder.joinpath(*(node.module or "").split(".")) if node.module else folder
            for alias in node.names:
                name = alias.asname or alias.name
                inside = base / f"{alias.name}.py"
                found[name] = (inside, "") if inside.exists() else (file_of(base), alias.name)
    return found


def file_of(base: Path) -> Path:
    return base.with_suffix(".py") if base.with_suffix(".py").exists() else base / "__init__.py"


def resolve(path: Path, name: str) -> tuple[Path, str]:
    """Where a name of this file is defined, through packages that pass it on."""
    while path.exists() and name not in {node.name for node in functions_of(path)} and name in sources(path):
        path, name = sources(path)[name]
    return path, name


@cache
def asks(path: Path, name: str, seen: frozenset[tuple[Path, str]] = frozenset()) -> bool:
    """Whether this function, or one that it calls by name, asks for the guards."""
    if name in DOORS:
        return True
    path, name = resolve(path, name)
    if name in DOORS:
        return True
    node = next((each for each in functions_of(path) if each.name == name), None) if path.exists() else None
    if node is None or (path, name) in seen:
        return False
    decorators = {ast.unparse(each).split("(")[0] for each in node.decorator_list}
    return bool(DOORS & decorators) or any(asks(*callee, seen | {(path, name)}) for callee in callees(path, node))


def callees(path: Path, node: ast.FunctionDef) -> set[tuple[Path, str]]:
    found = set()
    for call in (each.func for each in ast.walk(node) if isinstance(each, ast.Call)):
        if isinstance(call, ast.Name):
            found.add((path, call.id))
        elif isinstance(call, ast.Attribute) and isinstance(call.value, ast.Name):
            module, inner = sources(path).get(call.value.id, (None, "x"))
            if module and not inner:
                found.add((module, call.attr))
    return found


def is_operation(node: ast.FunctionDef) -> bool:
    """A public function that somebody does, or that holds a transaction of its own."""
    named = {each.arg for each in node.args.kwonlyargs}
    atomic = any("atomic" in ast.unparse(each) for each in node.decorator_list)
    return not node.name.startswith("_") and (atomic or {"by", "on"} <= named)


def going_on() -> set[tuple[str, str]]:
    return {(file, name) for files in GOES_ON.values() for file, names in files for name in names.split()}


def operations() -> dict[tuple[str, str], Path]:
    return {
        (name_of(path), node.name): path
        for path in operation_files()
        for node in functions_of(path)
        if is_operation(node)
    }


@pytest.mark.parametrize(("file", "name"), sorted(operations()), ids=str)
def test_an_act_asks_for_the_guards_or_is_said_to_go_on(file, name):
    asked = asks(ROOT / file, name)
    assert asked != ((file, name) in going_on()), "asks, and is said to go on" if asked else "does not ask"


def test_only_operations_that_are_there_go_on():
    assert going_on() <= set(operations()), going_on() - set(operations())


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("assessments/verdicts/operations.py", "sign_verdicts"),
        ("assessments/decisions/operations.py", "grant"),
        ("certificates/issuing/operations/issuing.py", "issue"),
        ("certificates/acts/operations.py", "suspend"),
        ("certificates/acts/operations.py", "reduce_scope"),
        ("ethics/cases/operations/panels.py", "decide"),
        ("ethics/pledges/operations.py", "sign_pledge"),
    ],
)
def test_the_reader_follows_a_call_to_its_door(file, name):
    assert asks(ROOT / file, name)


def test_the_reader_is_not_told_that_everything_asks():
    assert not asks(ROOT / "assessments/venues/operations.py", "create_venue")
