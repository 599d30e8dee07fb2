"""DER (X.690), as much of it as a seal needs: written, and read back strictly."""

from collections.abc import Iterator
from typing import NamedTuple

SEQUENCE, SET, OCTETS, NULL = 0x30, 0x31, 0x04, b"\x05\x00"


def tlv(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    size = len(body)
    if size < 0x80:
        return bytes((tag, size)) + body
    octets = (size.bit_length() + 7) // 8
    return bytes((tag, 0x80 | octets)) + size.to_bytes(octets, "big") + body


def oid(dotted: str) -> bytes:
    first, second, *rest = map(int, dotted.split("."))
    out = bytearray((40 * first + second,))
    for value in rest:
        octets = [value & 0x7F]
        while value := value >> 7:
            octets.append(value & 0x7F | 0x80)
        out += bytes(reversed(octets))
    return tlv(0x06, bytes(out))


def integer(value: int) -> bytes:
    return tlv(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


class Element(NamedTuple):
    """A value with its tag; `whole` has tag and length in front of it."""

    tag: int
    content: bytes
    whole: bytes


def elements(data: bytes) -> Iterator[Element]:
    """The elements that stand side by side. Raises ValueError for what is not DER."""
    place = 0
    while place < len(data):
        begin, size = _begin_and_size(data, place)
        if begin + size > len(data):
            raise ValueError("an element is longer than what holds it")
        yield Element(data[place], data[begin : begin + size], data[place : begin + size])
        place = begin + size


def first(data: bytes, tag: int) -> bytes:
    """The content of the first element, which has this tag. Raises ValueError if not."""
    for element in elements(data):
        if element.tag == tag:
            return element.content
        break
    raise ValueError("another element was expected")


def _begin_and_size(data: bytes, place: int) -> tuple[int, int]:
    head = data[place : place + 6]
    if len(head) < 2:
        raise ValueError("an element without length")
    if head[1] < 0x80:
        return place + 2, head[1]
    octets = head[1] & 0x7F
    if not 1 <= octets <= 4 or len(head) < 2 + octets:
        raise ValueError("a length that DER does not allow")
    return place + 2 + octets, int.from_bytes(head[2 : 2 + octets], "big")
