"""The compiled templates: a bounded number of them, the least used forgotten first."""

import logging
from collections import Counter, OrderedDict
from collections.abc import Hashable, Iterator

from certificates.printing.evidence import Evidence
from certificates.printing.stamping.alphabet import alphabet_for
from certificates.printing.stamping.slots import Slot, split
from certificates.printing.stamping.surprise import INSIDE, Surprise, Unstampable
from certificates.printing.stamping.template import Recipe, Template

log = logging.getLogger(__name__)

UNSEEN = frozenset({"title", "meta"})
Key = tuple[Hashable, str, tuple[str, ...]]


class Shelf:
    """Stamps certificates, compiling a template for each new skeleton, alphabet and number of lines.

    Not safe for several threads at once; the press holds its lock. What a certificate is printed as depends on the
    certificate alone, never on what was printed before: a template does not keep anything of the first one.
    """

    def __init__(self, most: int = 40) -> None:
        self._most = most
        self._shelf: OrderedDict[Key, dict[tuple[int, ...], Template] | Unstampable] = OrderedDict()
        self.compiled = 0
        self.forgotten = 0

    def stamp(self, recipe: Recipe, look: Hashable, evidence: Evidence) -> bytes:
        """The certificate's file. `look` is what decides its look beside its HTML.

        Raises Surprise if it has to be printed the long way.
        """
        skeleton, slots = split(recipe.html)
        alphabets = tuple(alphabet_for(_shown(slot)) for slot in slots)
        key = (look, skeleton, alphabets)
        template = self._template(key, recipe, slots)
        shaped = template.shape(slots)
        counts = tuple(map(len, shaped))
        if counts != template.counts:
            template = self._variant(key, counts, recipe, slots)
            shaped = template.shape(slots)
        return template.stamp(slots, shaped, evidence)

    def sizes(self) -> Counter[str]:
        """How many templates there are, were made and were forgotten, and how many skeletons cannot be stamped."""
        kept = sum(len(held) for held in self._shelf.values() if isinstance(held, dict))
        never = sum(isinstance(held, Unstampable) for held in self._shelf.values())
        return Counter(templates=kept, compiled=self.compiled, forgotten=self.forgotten, unstampable=never)

    def clear(self) -> None:
        self._shelf.clear()

    def _template(self, key: Key, recipe: Recipe, slots: tuple[Slot, ...]) -> Template:
        """Any template of the skeleton: they shape alike."""
        held = self._shelf.get(key)
        if held is None:
            return self._compile(key, recipe, slots)
        self._shelf.move_to_end(key)
        if isinstance(held, Unstampable):
            raise held
        return next(reversed(held.values()))

    def _variant(self, key: Key, counts: tuple[int, ...], recipe: Recipe, slots: tuple[Slot, ...]) -> Template:
        held = self._shelf[key]
        template = held.get(counts) if isinstance(held, dict) else None
        template = template or self._compile(key, recipe, slots)
        if template.counts != counts:
            raise Surprise("lines that were counted in another way")
        return template

    def _compile(self, key: Key, recipe: Recipe, slots: tuple[Slot, ...]) -> Template:
        try:
            template = Template(recipe, slots, key[2])
        except (Unstampable, *INSIDE) as reason:
            if not isinstance(reason, Unstampable):
                log.exception("No template can be made, so that these certificates are printed the long way")
            never = Unstampable(str(reason) or type(reason).__name__)
            self._shelf.setdefault(key, never)
            self._make_room()
            raise never from reason
        self.compiled += 1
        held = self._shelf.setdefault(key, {})
        if isinstance(held, dict):
            held[template.counts] = template
        self._make_room()
        return template

    def _make_room(self) -> None:
        while len(self._shelf) > 1 and self._weight() > self._most:
            self._shelf.popitem(last=False)
            self.forgotten += 1

    def _weight(self) -> int:
        return sum(len(held) if isinstance(held, dict) else 1 for held in self._shelf.values())


def _shown(slot: Slot) -> Iterator[str]:
    """The values that may be written on a page; `data-` attributes run in margins."""
    if slot.tag not in UNSEEN:
        yield from slot.texts
        yield from (value for key, value in slot.attributes.items() if key.startswith("data-"))
