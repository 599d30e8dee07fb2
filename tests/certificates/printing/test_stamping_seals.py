"""The credential and the seal, written in the same go as the pages."""

import hashlib
import shutil
import subprocess
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from certificates import printing
from certificates.printing import Printed
from certificates.printing.evidence import Evidence
from certificates.sealing.reading import read_seal
from tests.certificates.printing import pixels, seals
from tests.certificates.printing.samples import snapshot

CREDENTIAL = b"eyJhbGciOiJFUzI1NiJ9." + b"abcDEF0123456789-_" * 150
ARABIC = "محمد عبد الله"


class Fixed:
    """A sealer that says the same every time."""

    name, room = "Ł – (uji)", 64

    def __init__(self, size: int = 40) -> None:
        self.size = size

    def cms(self, digest: bytes, at: object) -> bytes:
        return (digest * 4)[: self.size]


class Refusing(Fixed):
    def cms(self, digest: bytes, at: object) -> bytes:
        raise PermissionError("the key is away")


def sealed(name: str = "Siti Rahma Wulandari", sealer: object = None) -> Printed:
    said = snapshot(holder_name=name)
    return printing.produce(said, credential=CREDENTIAL, sealer=sealer or seals.sealer(), at=seals.AT)  # type: ignore[arg-type]


def says(content: bytes) -> tuple[bool, bool, bool, bool]:
    """Intact, valid, covering the whole file, allowing no change: as pyHanko sees it."""
    signature = PdfFileReader(BytesIO(content), strict=False).embedded_regular_signatures[0]
    context = ValidationContext(trust_roots=[seals.sealer().certificate], allow_fetching=False, moment=seals.AT)
    status = validate_pdf_signature(signature, context)
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return status.intact, status.valid, whole, signature.docmdp_level == MDPPerm.NO_CHANGES


@pytest.mark.parametrize(("name", "way"), [("Siti Rahma Wulandari", "stamped"), (ARABIC, "layered")])
def test_a_sealed_file_holds_for_others(name: str, way: str, tmp_path: Path) -> None:
    printed = sealed(name)
    assert printed.way == way
    assert says(printed.content) == (True, True, True, True)
    own = read_seal(printed.content)
    assert own and own.intact and own.valid and own.covers_file
    file = tmp_path / "sealed.pdf"
    file.write_bytes(printed.content)
    if shutil.which("pdfsig"):
        said = subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, check=False).stdout
        assert "Signature is Valid" in said
        assert "Total document signed" in said
    if shutil.which("qpdf"):
        subprocess.run(["qpdf", "--check", str(file)], check=True)


@pytest.mark.parametrize("place", [0.02, 0.5, 0.96, 0.999])
def test_one_flipped_byte_breaks_it(place: float) -> None:
    content = bytearray(sealed().content)
    content[int(len(content) * place)] ^= 1
    own = read_seal(bytes(content))
    assert own is None or not (own.intact and own.covers_file)


def test_one_flipped_byte_breaks_it_for_others(tmp_path: Path) -> None:
    content = bytearray(sealed().content)
    content[3000] ^= 1
    assert not says(bytes(content))[0]
    file = tmp_path / "broken.pdf"
    file.write_bytes(content)
    if shutil.which("pdfsig"):
        said = subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, check=False).stdout
        assert "Signature is Valid" not in said


@pytest.mark.parametrize("name", ["Siti Rahma Wulandari", ARABIC])
def test_the_credential_is_an_associated_file(name: str) -> None:
    file = pypdf.PdfReader(BytesIO(sealed(name).content))
    assert file.attachments["credential.jwt"] == [CREDENTIAL]
    (associated,) = file.trailer["/Root"]["/AF"]
    assert associated["/AFRelationship"] == "/Data"
    embedded = associated["/EF"]["/F"]
    assert embedded["/Subtype"] == "/application/vc+jwt"
    assert embedded["/Params"]["/Size"] == len(CREDENTIAL)
    assert embedded["/Params"]["/ModDate"] == "D:20260512030405Z"
    assert b"pdfaid:part='3'" in file.trailer["/Root"]["/Metadata"].get_data().replace(b'"', b"'")
    assert file.trailer["/Root"]["/OutputIntents"]


def test_evidence_changes_no_page() -> None:
    assert pixels.difference(sealed().content, printing.render(snapshot())).step == 0


@pytest.mark.parametrize("name", ["Siti Rahma Wulandari", ARABIC])
def test_the_same_moment_gives_the_same_bytes(name: str) -> None:
    one, again = sealed(name, Fixed()), sealed(name, Fixed())
    assert one == again
    assert printing.render(snapshot(holder_name=name)) == printing.render(snapshot(holder_name=name))
    later = printing.produce(
        snapshot(holder_name=name),
        credential=CREDENTIAL,
        sealer=Fixed(),
        at=seals.AT + timedelta(seconds=1),  # type: ignore[arg-type]
    )
    assert later.content != one.content


def test_the_digest_is_of_everything_but_the_seal() -> None:
    content = sealed(sealer=Fixed(32)).content
    at = content.rindex(b"/ByteRange[0 ") + 13
    hole, end, rest = map(int, content[at : at + 32].split())
    assert content[hole : hole + 1] + content[end - 1 : end] == b"<>"
    assert end + rest == len(content)
    digest = hashlib.sha256(content[:hole] + content[end:]).digest()
    assert content[hole + 1 : hole + 65] == digest.hex().encode()


@pytest.mark.parametrize("name", ["Siti Rahma Wulandari", ARABIC])
@pytest.mark.parametrize(("sealer", "refusal"), [(Refusing(), PermissionError), (Fixed(65), ValueError)])
def test_what_the_sealer_refuses_leaves_no_file(name: str, sealer: Fixed, refusal: type[Exception]) -> None:
    before = printing.press.report()
    with pytest.raises(refusal):
        sealed(name, sealer)
    after = printing.press.report()
    assert [after.get(way) for way in ("stamped", "layered", "plain")] == [
        before.get(way) for way in ("stamped", "layered", "plain")
    ]


def test_without_a_sealer_nothing_is_said_of_one() -> None:
    printed = printing.produce(snapshot(), credential=CREDENTIAL)
    root = pypdf.PdfReader(BytesIO(printed.content)).trailer["/Root"]
    assert "/AcroForm" not in root and "/Perms" not in root
    assert Evidence(seals.AT).sealer is None
