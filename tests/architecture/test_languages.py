"""What the portal says outside of its pages speaks one language too, and a mixture is seen.

Each page is asked by the access matrix (access_matrix/languages.py).
"""

import pytest
from django.http import HttpResponse
from django.test import Client

from .access_matrix.languages import FOREIGN, foreign_words, speaks


@pytest.mark.parametrize("address", ["/nowhere/", "/certificate/1/", "/verify/unknown/", "/verify/?number=1"])
def test_a_refusal_speaks_one_language(address, world):
    for language in FOREIGN:
        client = Client()
        client.cookies["django_language"] = language
        assert not foreign_words(client.get(address, follow=True).text, language)


def test_a_leak_is_seen():
    assert foreign_words('<p>Save</p><p lang="id">Belum ada</p>', "en") == set()
    assert foreign_words('<p>Save <b>Belum ada</b></p><img alt="untuk">', "en") == {"belum", "untuk"}
    assert foreign_words("<p>Notes: yang lama</p>", "en", {"yang lama"}) == set()
    assert foreign_words("<script>the end</script><p>Please isi</p>", "id") == {"please"}


def test_what_people_wrote_is_no_leak(world):
    answer = HttpResponse('<html lang="en"><p>Notes: Jadwal dan Tempat</p></html>')
    answer.request, answer.text = {"REQUEST_METHOD": "GET"}, answer.content.decode()
    with pytest.raises(AssertionError, match="GET"):
        speaks("en", [answer])
    world.candidate("Jadwal dan Tempat")
    speaks("en", [answer])
