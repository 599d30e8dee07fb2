"""Files that people send have one way in: `kit.taking`."""

import ast

from tests.architecture.source import is_of, modules, name_of, tree

# What reads a sent file by itself: its text, or nothing of it.
OTHER_FIELDS = {
    "kit/forms/one_file.py": "workbooks of a scheme",
    "kit/forms/stale.py": "what is compared: no files",
    "kit/forms/taken.py": "the field itself",
    "certificates/designs/forms.py": "a drawing in SVG",
    "certificates/checking/forms.py": "a file to check, read by a program of its own",
    "ethics/cases/forms/reports.py": "many files, taken in together",
}
# What opens pictures: the program that redraws them, and what shows pictures that we made ourselves.
PICTURES = {
    "kit/redrawing/pictures.py",
    "certificates/printing/pictures.py",
    "certificates/printing/previews.py",
    "ethics/badges/views.py",
    "lsp_portal/demo/conduct.py",
    "lsp_portal/demo/upkeep.py",
}


def imports(node):
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    return [*names, node.module or ""] if isinstance(node, ast.ImportFrom) else names


def takes_a_file(path):
    named = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
    inside = is_of("forms", path) or is_of("views", path)
    return inside and bool({"FileField", "ImageField"} & named)


def decodes_pictures(path):
    used = [name for node in ast.walk(tree(path)) for name in imports(node)]
    return any(name.partition(".")[0] == "PIL" for name in used)


def test_a_field_for_a_file_takes_it_in():
    assert not [name_of(path) for path in modules() if takes_a_file(path) and name_of(path) not in OTHER_FIELDS]


def test_pictures_are_decoded_in_one_program():
    assert not [name_of(path) for path in modules() if decodes_pictures(path) and name_of(path) not in PICTURES]
