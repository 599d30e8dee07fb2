"""A provider that signs digests behind one HTTPS address. Others differ: a small class like this one fits each."""

import base64
import json
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

LONGEST_ANSWER = 64 * 1024


class _NoRedirect(HTTPRedirectHandler):
    """The token is for one address: an answer that points elsewhere is a fault."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


class HttpsProvider:
    """POST {"key", "algorithm": "sha256", "digest"} with a bearer token, answered by {"signature"}; both in base64.

    Raises ValueError without an https address in SEAL_PROVIDER_URL; signing raises OSError or ValueError.
    """

    def __init__(self) -> None:
        if urlsplit(settings.SEAL_PROVIDER_URL).scheme != "https":
            raise ValueError("SEAL_PROVIDER_URL must be an https address")
        self.certified = bool(settings.SEAL_PROVIDER_CERTIFIED)

    def sign(self, digest: bytes, *, key_id: str, timeout: float) -> bytes:
        asked = {"key": key_id, "algorithm": "sha256", "digest": base64.b64encode(digest).decode()}
        headers = {
            "Authorization": f"Bearer {settings.SEAL_PROVIDER_TOKEN}",
            "Content-Type": "application/json",
            "Accept": "application/json",
        }
        request = Request(settings.SEAL_PROVIDER_URL, json.dumps(asked).encode(), headers)  # noqa: S310 - https, see above
        with build_opener(_NoRedirect).open(request, timeout=timeout) as answer:
            told = json.loads(answer.read(LONGEST_ANSWER))
        if not isinstance(told, dict) or not isinstance(told.get("signature"), str):
            raise ValueError("the provider's answer holds no signature")
        return base64.b64decode(told["signature"], validate=True)
