"""Small enough to be read in one go: the limits of docs/architecture.md."""

import pytest

from tests.architecture.source import functions, is_view, length, lines_in, modules, name_of, templates

FILE, FUNCTION, VIEW, TEMPLATE = 300, 40, 30, 150


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_no_module_is_too_long(path):
    assert lines_in(path) <= FILE


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_no_function_is_too_long(path):
    long = {
        function.name: length(function)
        for function in functions(path)
        if length(function) > (VIEW if is_view(path, function) else FUNCTION)
    }
    assert not long


@pytest.mark.parametrize("path", templates(with_pdf=True), ids=name_of)
def test_no_template_is_too_long(path):
    assert lines_in(path) <= TEMPLATE
