"""What the guards of other nouns ask the history."""


def tells(key: str, value: str) -> str:
    """True when the data of an event `e` have this whole number at a key; what people write is quoted otherwise."""
    said = f"CAST(e.data AS TEXT) LIKE '%\"{key}\": ' || {value} ||"
    return f"({said} ',%' OR {said} '}}%')"
