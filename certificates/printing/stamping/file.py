"""Writing a PDF file in two parts: objects that are the same for all, written once, and the rest after them."""

import hashlib
import zlib
from dataclasses import dataclass, field

HEAD = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
ROW = 7  # bytes of the cross-reference table for one object: kind, place, index
FREE, PLAIN, PACKED = 0, 1, 2


def row(kind: int, place: int, index: int = 0) -> bytes:
    return bytes((kind,)) + place.to_bytes(4, "big") + index.to_bytes(2, "big")


def stream(content: bytes, extra: bytes = b"", level: int = 6) -> bytes:
    """A stream object's content, compressed."""
    packed = zlib.compress(content, level)
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (extra, len(packed), packed)


@dataclass(slots=True)
class Prefix:
    """The part that all certificates of a template begin with."""

    content: bytearray = field(default_factory=lambda: bytearray(HEAD))
    rows: dict[int, bytes] = field(default_factory=dict)

    def add(self, number: int, data: bytes) -> None:
        self.rows[number] = row(PLAIN, len(self.content))
        self.content += b"%d 0 obj\n%b\nendobj\n" % (number, data)

    def pack(self, number: int, objects: list[tuple[int, bytes]]) -> None:
        """Put objects that are no streams into one compressed stream of objects."""
        index, bodies = [], bytearray()
        for place, (own, data) in enumerate(objects):
            index.append(b"%d %d" % (own, len(bodies)))
            bodies += data + b"\n"
            self.rows[own] = row(PACKED, number, place)
        head = b" ".join(index) + b"\n"
        extra = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head))
        self.add(number, stream(head + bytes(bodies), extra, 9))

    def close(self, size: int) -> "Ready":
        table = bytearray(b"".join(self.rows.get(number, row(FREE, 0)) for number in range(size)))
        content = bytes(self.content)
        return Ready(content, bytes(table), hashlib.sha256(content), hashlib.blake2b(content, digest_size=16))


@dataclass(frozen=True, slots=True)
class Ready:
    """A finished prefix with its digests begun, so that a certificate reckons only with its own bytes."""

    content: bytes
    table: bytes
    sha256: "hashlib._Hash"
    identity: "hashlib.blake2b"

    def tail(
        self, objects: list[tuple[int, bytes]], size: int, root: int, info: int
    ) -> tuple[bytearray, dict[int, int]]:
        """The rest of the file, and where each of its objects begins in it. `size` counts the objects and the table."""
        tail, places = bytearray(), {}
        table = bytearray(self.table.ljust(size * ROW, b"\0"))
        for number, data in objects:
            places[number] = len(tail)
            table[number * ROW : (number + 1) * ROW] = row(PLAIN, len(self.content) + len(tail))
            tail += b"%d 0 obj\n%b\nendobj\n" % (number, data)
        start, own = len(self.content) + len(tail), size - 1
        table[own * ROW :] = row(PLAIN, start)
        identity = self.identity.copy()
        identity.update(tail)
        name = identity.hexdigest().encode()
        extra = b"/Type/XRef/W[1 4 2]/Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]" % (size, root, info, name, name)
        tail += b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (own, stream(bytes(table), extra), start)
        return tail, places
