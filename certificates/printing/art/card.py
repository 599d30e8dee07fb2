"""The art of the competence card: an engraved bar across its head, a pale rosette at its foot."""

from certificates.printing.art.engraving import HAIR, MIST, TEAL
from certificates.printing.guilloche import MM, Band, Figure, Shape, line, rosette

WIDTH, HEIGHT = 8560, 54 * MM
BAR = 1050  # the height of the bar
PETROL = "#2C7482"  # the engraving: seen on teal, and white text on it keeps its contrast


def front() -> tuple[Figure, ...]:
    edge = (0.0, 0.0), (float(WIDTH), 0.0), (float(WIDTH), float(BAR)), (0.0, float(BAR))
    woven = Band((-100, BAR / 2), (WIDTH + 100, BAR / 2), BAR * 0.46, 13, 8).paths()
    bar = (Shape((*line(*edge), ("Z", ())), TEAL), *(Shape(path, PETROL, HAIR) for path in woven))
    rings = ((2500, 480, 16, 10), (1550, 420, 10, 8))
    ground = tuple(
        Shape(path, MIST, 5)
        for radius, depth, petals, strands in rings
        for path in rosette((300, HEIGHT - 200), radius, depth, petals, strands)
    )
    return Figure(ground), Figure(bar)
