"""Templates keep to the strict Content-Security-Policy, compile, and say nothing outside the catalogue."""

import re
from html.parser import HTMLParser

from django.template import TemplateDoesNotExist, TemplateSyntaxError, engines

from tests.architecture.source import TEMPLATES, modules, name_of, templates

INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "an address elsewhere": re.compile(r"<(?!a\b)[^>]*\s(?:src|href)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE),
}
UNSPOKEN = re.compile(r"{% *(blocktranslate|comment)\b.*?{% *end\1 *%}|{% *block body_class *%}\w*", re.DOTALL)
CODE = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
SPOKEN = {"alt", "aria-label", "placeholder", "title"}
WORD = re.compile(r"[^\W\d_]{2,}")
# The same in every language: abbreviations fixed by BNSP and the standards, units, languages by their own name.
NAMES = set(
    "FR AK IA VA APL MAPA LSP BNSP TUK NIK KUK SKKNI KKNI PDF QR XLSX CSV MB ID EN SHA BK Indonesia English".split()
)


def found(check, paths):
    """What the check finds in each of these files, by the file's name."""
    return {name_of(path): faults for path in paths if (faults := check(path))}


def inline(path):
    # Template code may stand inside a tag: without it a ">" of a comparison would end the tag.
    page = CODE.sub("", path.read_text())
    return [name for name, pattern in INLINE.items() if pattern.search(page)]


def test_nothing_is_inline_and_nothing_comes_from_elsewhere():
    assert not found(inline, templates())


def refusal(path):
    try:
        engines["django"].get_template(path.relative_to(TEMPLATES).as_posix())
    except (TemplateSyntaxError, TemplateDoesNotExist) as fault:
        return str(fault)
    return ""


def test_every_template_compiles():
    assert not found(refusal, templates(with_pdf=True))


class Speech(HTMLParser):
    """Collects what a page says in its own words: texts and spoken attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said += [value for name, value in attrs if name in SPOKEN and value]


def unspoken(path):
    said = Speech(CODE.sub(" ", UNSPOKEN.sub("", path.read_text()))).said
    return [text.strip() for text in said if set(WORD.findall(text)) - NAMES]


def test_every_word_is_in_the_catalogue():
    assert not found(unspoken, [path for path in templates() if path.suffix == ".html"])


# Django and its apps ask for these by themselves.
ASKED_BY_OTHERS = re.compile(r"^(account/|bootstrap5/|(400|403|403_csrf|404|405|413|422|429|500)\.html$)")
TEMPLATE_NAME = re.compile(r"""["']([\w./{}-]+\.(?:html|txt))["']""")


def asked_for() -> set[str]:
    """Every name of a template that a module or a template of ours says; a part that is filled in stands for any."""
    texts = [path.read_text() for path in [*modules(), *templates(with_pdf=True)]]
    return {name for text in texts for name in TEMPLATE_NAME.findall(text)}


def unused(names: set[str]) -> list[str]:
    """Of these templates, those that nobody asks for."""
    exact = asked_for()
    open_ends = [re.compile(re.sub(r"\\{.*?\\}", "[^/]+", re.escape(name))) for name in exact if "{" in name]
    return sorted(
        name
        for name in names
        if name not in exact and not ASKED_BY_OTHERS.match(name) and not any(end.fullmatch(name) for end in open_ends)
    )


def test_every_template_is_used():
    assert not unused({path.relative_to(TEMPLATES).as_posix() for path in templates(with_pdf=True)})


def test_a_template_that_nobody_uses_is_found():
    assert unused({"components/verdict_choice.html"})


BLOCK = re.compile(r"{%\s*(block\s+(?P<begins>\w+)|endblock)\b[^%]*%}")
NAMED = re.compile(r"\bas (\w+) %}")
GIVEN = re.compile(rf"{NAMED.pattern}|\bfor (\w+)(?:, (\w+))? in\b|\b(\w+)=")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
CODED = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)


def blocks(page: str) -> dict[str, str]:
    """What stands in each block of a template, what stands in blocks within it included."""
    open_blocks: list[tuple[str, int]] = []
    inside: dict[str, str] = {}
    for tag in BLOCK.finditer(page):
        if tag["begins"]:
            open_blocks.append((tag["begins"], tag.end()))
        else:
            name, begins = open_blocks.pop()
            inside[name] = page[begins : tag.start()]
    return inside


def given_in(text: str) -> set[str]:
    return {name for names in GIVEN.findall(text) for name in names if name}


def forgotten(page: str) -> list[str]:
    """Names that one block gives ("as back") and another one uses: there they are empty, and a link leads nowhere."""
    inside = blocks(page)
    found = set()
    for name, text in inside.items():
        coded = QUOTED.sub("", " ".join(CODED.findall(text)))
        elsewhere = {word for other, said in inside.items() if other != name for word in NAMED.findall(said)}
        found |= {word for word in elsewhere - given_in(text) if re.search(rf"(?<![.\w]){word}\b(?!=)", coded)}
    return sorted(found)


def test_what_one_block_names_no_other_block_uses():
    assert not found(lambda path: forgotten(path.read_text()), templates())


def test_a_name_of_another_block_is_seen():
    page = '{% block a %}{% url "x" as up %}{% endblock %}{% block b %}<a href="{{ up }}">{% endblock %}'
    assert forgotten(page) == ["up"]
    assert not forgotten(page.replace("{% block b %}", '{% block b %}{% url "y" as up %}'))
