"""A time stamp on the seal (RFC 3161, PAdES B-T), when SEAL_TIMESTAMP_URL names who gives it."""

import asyncio
import logging

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from pyhanko.sign.timestamps import HTTPTimeStamper

from kit.errors import RuleError

logger = logging.getLogger(__name__)


def time_stamp(digest: bytes, timeout: float) -> bytes:
    """The token over a SHA-256 digest of a signature, in DER, within so many seconds. Refuses "sealer_unreachable"."""
    stamper = HTTPTimeStamper(settings.SEAL_TIMESTAMP_URL, timeout=timeout)
    try:
        token = asyncio.run(stamper.async_timestamp(digest, "sha256"))
        info = token["content"]["encap_content_info"]["content"].parsed
        if info["message_imprint"]["hashed_message"].native != digest:
            raise ValueError("the token is for something else")
        return bytes(token.dump())
    except Exception as fault:  # whatever happens at somebody else's, ours is one answer
        logger.warning("No time stamp: %s", fault)
        raise RuleError(
            _("Cap waktu tidak didapat, jadi belum ada yang diterbitkan. Coba lagi beberapa saat lagi."),
            code="sealer_unreachable",
        ) from fault
