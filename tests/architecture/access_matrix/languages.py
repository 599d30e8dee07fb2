"""Each page speaks one language: what the portal itself says is Indonesian or English, never a mixture.

What people wrote (a title, a regulation, a note) stays in the language they wrote it in, so it is taken out first.
"""

import re
from html.parser import HTMLParser

from django.apps import apps
from django.contrib.sessions.models import Session

from tests.dividing import some
from tests.fresh import forget_everything

from .place import one_who_may, undone
from .row import WRONG_METHOD

INDONESIAN = frozenset(
    "yang dan atau belum sudah dengan untuk pada dari tidak ini itu akan dapat semua oleh karena bila kepada masih "
    "harus hanya setiap tiap wajib pilih simpan ubah hapus kembali cari asesi asesor jadwal penilaian keputusan "
    "berlaku".split()
)
ENGLISH = frozenset(
    "the and of with not is are was you your this that must cannot please enter select choose save change delete "
    "remove field required value search page next previous sort filter any none candidate assessor".split()
)
FOREIGN = {"en": INDONESIAN, "id": ENGLISH}
# Attributes that somebody reads or hears.
READ_ALOUD = {"alt", "aria-label", "placeholder", "title", "content", "data-label"}
PATTERN_PART = re.compile(r"\{[a-z]+(:\d+)?\}")  # {field}, {serial:7}: what number patterns are written with
UNCLOSED = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "use", "wbr"}


class Reader(HTMLParser):
    """Gathers what a page says in its own language: parts marked as another language are left out."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language, self.said, self.open = language, [], []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        silent = tag in ("script", "style", "svg") or values.get("lang", self.language) != self.language
        if not (silent or any(self.open)):
            self.said += [
                value for name, value in attrs if value and (name in READ_ALOUD or name.startswith("data-say"))
            ]
        if tag not in UNCLOSED:
            self.open.append(silent)

    def handle_endtag(self, tag):
        if tag not in UNCLOSED and self.open:
            self.open.pop()

    def handle_data(self, text):
        if not any(self.open):
            self.said.append(text)


def foreign_words(html, language, written=()):
    """The words of the other language in what the page itself says; `written` is what people wrote."""
    reader = Reader(language)
    reader.feed(html)
    said = " ".join(" ".join(reader.said).split())
    said = PATTERN_PART.sub(" ", said)
    for text in sorted(written, key=len, reverse=True):
        said = said.replace(" ".join(text.split()), " ")
    return FOREIGN[language] & set(re.findall(r"[a-z]+", said.lower()))


def texts_in(value):
    """Every text of a field, those inside JSON too: what an import said is kept in the language it was said in."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts_in(part)


def written_by_people():
    """Every text in the database that would be taken for a leak."""
    words = re.compile(rf"\b({'|'.join(INDONESIAN | ENGLISH)})\b", re.IGNORECASE)
    rows = [row for model in apps.get_models() if model is not Session for row in model.objects.values()]
    return {text for row in rows for value in row.values() for text in texts_in(value) if words.search(text)}


def a_page_speaks_one_language(place):
    """The page itself, and what it answers when its form is sent empty; in `make test` each page in one of the two."""
    row = place.row
    if not row.may:
        return
    who = one_who_may(row)
    for language in some(list(FOREIGN), sum(row.id.encode()), of=2):
        forget_everything()
        client = place.client(who)
        client.cookies["django_language"] = language
        with undone():
            answers = [client.get(place.address)] + ([client.post(place.address)] if row.post != WRONG_METHOD else [])
        speaks(language, answers)


def speaks(language, answers):
    """Whether a word of the other language stands where people wrote it is asked only of a page that has one."""
    for answer in answers:
        if answer.get("Content-Type", "").startswith("text/html"):
            assert f'<html lang="{language}"' in answer.text or "<html" not in answer.text
            if foreign_words(answer.text, language):
                left = foreign_words(answer.text, language, written_by_people())
                assert not left, answer.request["REQUEST_METHOD"]
