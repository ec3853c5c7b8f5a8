"""The degrees between which the United Kingdom lies (pure)."""

WEST, SOUTH, EAST, NORTH = -9.0, 49.0, 2.0, 61.0


def holds(latitude: float, longitude: float) -> bool:
    """Say whether a position may be in the United Kingdom; no number at all (NaN) is not."""
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST
