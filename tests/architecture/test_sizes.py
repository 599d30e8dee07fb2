"""Small enough to be read in one go: the limits of docs/architecture.md."""

from tests.architecture.source import functions, is_view, length, lines_in, modules, name_of, templates

FILE, FUNCTION, VIEW, TEMPLATE = 300, 40, 30, 150


def longer(paths, limit):
    return {name_of(path): lines_in(path) for path in paths if lines_in(path) > limit}


def test_no_module_is_too_long():
    assert not longer(modules(), FILE)


def test_no_function_is_too_long():
    assert not {
        f"{name_of(path)}: {function.name}": length(function)
        for path in modules()
        for function in functions(path)
        if length(function) > (VIEW if is_view(path, function) else FUNCTION)
    }


def test_no_template_is_too_long():
    assert not longer(templates(with_pdf=True), TEMPLATE)


def test_the_whole_house_is_read():
    """Else a rule that every file keeps could be kept by no file at all."""
    assert len(modules()) > 400 and len(templates()) > 300 and len(templates(with_pdf=True)) > len(templates())
