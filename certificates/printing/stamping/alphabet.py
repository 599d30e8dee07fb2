"""The letters that a template has ready, whatever its first certificate needs: Latin ones, and what they join to.

Other letters are for the long way. A template for plain texts is smaller than one for accents.
"""

from collections.abc import Iterable
from unicodedata import category

from certificates.printing.stamping.surprise import Surprise

_JOINED = " fi fl ff ffi ffl fb ffb fh ffh fk ffk fj ffj ft fft tt tti ti tf Th st ct gg gy fí ffí fì fï f' Qu"
_SIGNS = "·–—‘’“”…"


def _letters(first: int, last: int) -> str:
    return "".join(map(chr, range(first, last + 1)))


PLAIN = _letters(0x20, 0x7E) + _SIGNS + _JOINED
# Latin-1, Latin Extended-A, and the letters of Romanian, Vietnamese, Hausa, Welsh and transcribed Arabic and Sanskrit.
WIDE = PLAIN + "".join(
    char
    for char in (_letters(0xA1, 0x17F) + "ƠơƯưƁɓƊɗƘƙƳƴǍǎǏǐǑǒǓǔǦǧȘșȚț" + _letters(0x1E00, 0x1EF9) + "‹›„‚ʻʼʾʿ€№™")
    if category(char) not in {"Cf", "Cn"}
)
_IN_PLAIN, _IN_WIDE = frozenset(PLAIN), frozenset(WIDE)


def alphabet_for(texts: Iterable[str]) -> str:
    """The smallest alphabet that these texts can be written in. White space of HTML counts as a space.

    Raises Surprise if none has all their letters.
    """
    used = frozenset().union(*texts) - frozenset("\t\r\n\f")
    if used <= _IN_PLAIN:
        return PLAIN
    if used <= _IN_WIDE:
        return WIDE
    raise Surprise("a letter outside the alphabets")
