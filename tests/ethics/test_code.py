"""The code of ethics as everybody may read it: sixteen clauses, in the words of the decree."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from ethics.models import Clause, Code

pytestmark = pytest.mark.django_db


def test_sixteen_clauses_stand_in_order():
    code = Code.objects.current()
    assert [clause.number for clause in code.clauses.all()] == list(range(1, 17))
    assert all(clause.text and clause.text_en for clause in code.clauses.all())


@pytest.mark.parametrize(
    ("number", "wording"),
    [
        (6, "Valid, Reliabel, Fleksibel dan Adil"),
        (8, "tidak boleh menerima apapun atau menjanjikan sesuatu kepada Peserta Uji Kompetensi"),
        (16, "bersedia dievaluasi oleh BNSP, LSP dan"),
    ],
)
def test_the_wording_is_the_decrees(number, wording):
    assert wording in Clause.objects.get(number=number).text


def test_anybody_reads_it(client):
    page = client.get(reverse("code_show")).content.decode()
    assert "Kode Etik Asesor Kompetensi BNSP" in page
    assert page.count('<li id="butir-') == 16


def test_the_page_stands_before_a_code_is_kept(client):
    Clause.objects.all().delete()
    Code.objects.all().delete()
    assert "Kode etik belum dimuat" in client.get(reverse("code_show")).content.decode()


def test_a_number_is_given_once():
    with pytest.raises(IntegrityError):
        Clause.objects.create(code=Code.objects.current(), number=1, text="Dua kali")
