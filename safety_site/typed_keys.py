"""Primary keys that came in an address or a form: anybody can type anything there."""

MOST_DIGITS = 18  # of what both databases can hold


def as_key(typed) -> int | None:
    """Return the number that was typed, or None for what no row can have."""
    text = str(typed)
    fits = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    return int(text) if fits else None
