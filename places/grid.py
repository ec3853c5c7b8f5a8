"""Positions on the National Grid (OSGB36) as degrees (WGS84), by Ordnance Survey's OSTN15."""

from collections.abc import Sequence
from importlib.util import find_spec

from places.import_report import UnusableFile

NEEDS = (
    "The file gives eastings and northings, for which the package “convertbng” is needed. Run "
    "“.venv/bin/pip install -c constraints.txt convertbng”, or import ONSPD, which has degrees."
)


def check() -> None:
    """Raise UnusableFile where positions cannot be converted."""
    if not find_spec("convertbng"):
        raise UnusableFile(NEEDS)


def degrees(eastings: Sequence[float], northings: Sequence[float]) -> list[tuple[float, float]]:
    """Return longitudes and latitudes, good to 0.1 m; NaN off the coasts of Great Britain."""
    from convertbng.cutil import convert_osgb36_to_ll  # an extra: not every site needs it

    longitudes, latitudes = convert_osgb36_to_ll(eastings, northings)
    return list(zip(longitudes.tolist(), latitudes.tolist(), strict=True))
