"""What the press needs of whoever seals: a name, room in the file, and a signature over a digest."""

from datetime import datetime
from typing import Protocol

from certificates.models import SigningKey


class Sealer(Protocol):
    """Seals what the press writes, as PAdES baseline B-B (ETSI EN 319 142-1).

    `name` is the sealing body, for the signature dictionary. `room` is how many bytes of DER to keep free. `kind` is
    the word of settings.SEALER that is stored beside the file. `certified` is true only when the provider itself says
    that it is a certified one (PP 71/2019, article 60): nothing else may call a seal certified. `key` is the row that
    the seal is found again by; it is None only for a sealer that has none.
    """

    @property
    def name(self) -> str: ...

    @property
    def room(self) -> int: ...

    @property
    def kind(self) -> str: ...

    @property
    def certified(self) -> bool: ...

    @property
    def key(self) -> SigningKey | None: ...

    def cms(self, digest: bytes, at: datetime) -> bytes:
        """Detached CMS SignedData in DER over the SHA-256 `digest` of the file's ranges.

        The time of signing stands in /M of the signature dictionary, not here. Refuses with RuleError, and then
        nothing is written.
        """
        ...
