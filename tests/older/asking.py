"""What the public is told by a database: of every certificate its answer, its file, its credential and its code.

    VAR_DIR=... PORTAL_URL=... python -m tests.older.asking 2026-12-01

Prints JSON. The clock stands at noon of the day that is named. Only addresses are asked that stand on paper or in
credentials, and signatures are checked by libraries that are not ours.
"""

import base64
import gzip
import io
import json
import os
import sys
from datetime import datetime
from html import unescape
from typing import Any

import time_machine
from joserfc import jws, jwt
from joserfc.jwk import ECKey, KeySet, OKPKey

NOON = "T12:00:00+07:00"


def main(day: str) -> None:
    import django

    with time_machine.travel(datetime.fromisoformat(day + NOON), tick=False):
        django.setup()
        leave_time_to_read()
        json.dump(told(), sys.stdout, indent=1, ensure_ascii=False, sort_keys=True)


def leave_time_to_read() -> None:
    """A reader of files is polite and has little time: none is left on a machine where all tests run."""
    from kit import confined

    confined.SECONDS = 120.0


def told() -> dict[str, Any]:
    from django.apps import apps
    from django.test import Client

    rows = apps.get_model("certificates", "Certificate").objects.select_related("file", "credential").order_by("pk")
    public = Public(Client(SERVER_NAME="localhost"))
    return {
        "certificates": {row.number: public.told_of(row) for row in rows},
        "changed file": public.dropped(with_another_byte(bytes(rows[0].file.content))),
        "entries": public.data("/register/entries.json")["entries"],
        "roots": public.data("/register/roots.json")["roots"],
        "audit": said_by("audit_certificates"),
        "chain": said_by("verify_register"),
        "check": said_by("check", databases=["default"]),
    }


def said_by(command: str, **options: Any) -> str:
    """What a command says at its end, and what it refuses with."""
    from django.core.management import CommandError, call_command

    said = io.StringIO()
    try:
        call_command(command, stdout=said, **options)
    except CommandError as refusal:
        return f"refused: {refusal}\n{said.getvalue()}"
    return said.getvalue().strip()


class Public:
    """Somebody without an account, who asks the portal and believes only what he can check himself."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.keys = {key["kid"]: key for key in self.data("/.well-known/jwks.json")["keys"]}
        self.did = {key["id"]: key["publicKeyJwk"] for key in self.data("/.well-known/did.json")["verificationMethod"]}
        self.lists: dict[str, bytes] = {}
        self.offline = self._offline_list()

    def data(self, address: str) -> Any:
        answer = self.client.get(address)
        assert answer.status_code == 200, f"{address} answers {answer.status_code}"
        return json.loads(answer.content)

    def told_of(self, row: Any) -> dict[str, Any]:
        content, answer = bytes(row.file.content), self.data(f"/api/v1/verify/token/{row.token}")
        return {
            "page": self.page(row, standing=answer.pop("title")),
            "answer": answer,
            "file": self.dropped(content),
            "seal": self.seal(content),
            "credential": self.credential(row.credential.jwt),
            "code": self.code(row),
            "status": row.status,
            "sha256": row.file.sha256,
            "snapshot": row.snapshot,
        }

    def page(self, row: Any, *, standing: str) -> dict[str, Any]:
        """Whether the page of the QR code says what the certificate does."""
        answer, scheme = self.client.get(f"/verify/{row.token}/"), row.snapshot["scheme"]
        text = unescape(answer.content.decode())
        facts = {"number": row.number, "registration": row.registration_number, "holder": row.holder_name}
        facts |= {"scheme": scheme["title"], "standing": standing}
        said = {name: fact in text for name, fact in facts.items()}
        said["units"] = all(unit["code"] in text for unit in row.snapshot["units"])
        return {"status": answer.status_code} | said

    def dropped(self, content: bytes) -> dict[str, Any]:
        """What somebody learns who drops the file on the page of checking."""
        file = io.BytesIO(content)
        file.name = "sertifikat.pdf"
        said = self.client.post("/api/v1/verify/file", {"file": file}).json()
        return {"outcome": said["outcome"], "number": (said["certificate"] or {}).get("number")}

    def seal(self, content: bytes) -> dict[str, Any]:
        """The signature of the file, read by pyHanko; and which of the published keys made it."""
        from pyhanko.pdf_utils.reader import PdfFileReader
        from pyhanko.sign.validation import validate_pdf_signature
        from pyhanko_certvalidator import ValidationContext

        [signature] = PdfFileReader(io.BytesIO(content)).embedded_regular_signatures
        context = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
        status = validate_pdf_signature(signature, context)
        made_with = ECKey.import_key(signature.signer_cert.public_key.dump()).thumbprint()
        published = {kid: ECKey.import_key(key) for kid, key in self.keys.items() if key["kty"] == "EC"}
        by = [kid for kid, key in published.items() if key.thumbprint() == made_with]
        moment = signature.self_reported_timestamp
        return {
            "bottom line": status.bottom_line, "intact": status.intact, "valid": status.valid,
            "coverage": status.coverage.name, "by": by, "at": moment and moment.isoformat(),
        }  # fmt: skip

    def credential(self, token: str) -> dict[str, Any]:
        """Its claims by the key of the issuer's DID document, its bits, and whether a foreign checker believes it."""
        head = json.loads(unpadded(token.split(".")[0]))
        claims = jwt.decode(token, ECKey.import_key(self.did[head["kid"]]), algorithms=["ES256"]).claims
        bits = {entry["statusPurpose"]: self.bit(entry) for entry in claims["credentialStatus"]}
        return {"head": head, "claims": claims, "bits": bits, "believed": self.believed(token, claims["iss"])}

    def believed(self, token: str, issuer: str) -> bool:
        from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier

        def web(address: str) -> bytes:
            return self.client.get(path_of(address)).content

        try:
            OB3Verifier.for_issuer_did(issuer, download=web).verify(token, check_status=True, download=web)
        except OB3VerificationError:
            return False
        return True

    def bit(self, entry: dict[str, str]) -> int:
        """Its place in the published list: multibase, GZIP, the first place leftmost (W3C Bitstring Status List)."""
        address = entry["statusListCredential"]
        if address not in self.lists:
            token = self.client.get(path_of(address)).content.decode()
            head = json.loads(unpadded(token.split(".")[0]))
            claims = jwt.decode(token, ECKey.import_key(self.did[head["kid"]]), algorithms=["ES256"]).claims
            self.lists[address] = gzip.decompress(unpadded(claims["credentialSubject"]["encodedList"][1:]))
        byte, rest = divmod(int(entry["statusListIndex"]), 8)
        return (self.lists[address][byte] >> (7 - rest)) & 1

    def code(self, row: Any) -> dict[str, Any]:
        """What a device without a connection reads of the printed code, and where the signed list names it."""
        from certificates.offline import read_payload

        claims = read_payload(row.snapshot["verify_url"])
        said = {name: str(getattr(claims, name)) for name in ("number", "holder_name", "scheme_number", "expires_on")}
        return said | {"listed": [name for name in ("suspended", "withdrawn", "replaced")
                                  if row.status_index in self.offline[name]]}  # fmt: skip

    def _offline_list(self) -> dict[str, Any]:
        signed = self.data("/verify/offline/list.json")
        compact = ".".join(signed[part] for part in ("protected", "payload", "signature"))
        keys = KeySet([OKPKey.import_key(key) for key in self.keys.values() if key["kty"] == "OKP"])
        return json.loads(jws.deserialize_compact(compact, keys, algorithms=["Ed25519"]).payload)


def path_of(address: str) -> str:
    return address.removeprefix(os.environ["PORTAL_URL"])


def unpadded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def with_another_byte(content: bytes) -> bytes:
    place = len(content) // 2
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


if __name__ == "__main__":
    main(sys.argv[1])
