"""Reads ward boundaries from GeoJSON (RFC 7946), whatever its properties are called.

The file is read whole: which property holds the codes, and whose wards they are, is known only
after the last feature; and one council's wards are a few megabytes.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import shapely
from shapely.geometry import shape as shape_of
from shapely.geometry.base import BaseGeometry

from places import uk
from places.codes import AUTHORITY, WARD
from places.import_report import Refusal, UnusableFile

LARGEST_FILE = 200 * 1024 * 1024
LONGEST_NAME = 100


@dataclass(frozen=True)
class WardShape:
    """One ward of the file; `name` and `authority` are empty where the file does not tell."""

    number: int
    gss: str
    name: str
    authority: str
    shape: BaseGeometry


@dataclass(frozen=True)
class WardFile:
    """What the file holds; features are numbered from 1."""

    count: int
    wards: tuple[WardShape, ...]
    refused: tuple[Refusal, ...]


def read(raw: bytes, known: Mapping[str, str]) -> WardFile:
    """Read a file, given the names of the wards that we know by GSS code. Raises UnusableFile."""
    features = _features(raw)
    properties = [_properties(feature) for feature in features]
    code = _best(properties, lambda key, value: (value in known, bool(WARD.fullmatch(value))))
    authority = _best(properties, lambda key, value: (bool(AUTHORITY.fullmatch(value)),))
    name = _name_column(properties, code, known)
    wards: list[WardShape] = []
    refused: list[Refusal] = []
    seen: dict[str, int] = {}
    for number, (feature, row) in enumerate(zip(features, properties, strict=True), 1):
        gss = row.get(code or "", "")
        try:
            if not WARD.fullmatch(gss):
                raise ValueError("The feature has no ward code such as E05013882.")
            if seen.setdefault(gss, number) != number:
                raise ValueError(f"Feature {seen[gss]} has the code {gss} too. Take one out.")
            outline = _outline(feature.get("geometry"))
        except ValueError as fault:
            refused.append(Refusal(number, str(fault)))
            continue
        title = row.get(name or "", "")
        wards.append(WardShape(number, gss, title, row.get(authority or "", ""), outline))
    return WardFile(len(features), tuple(wards), tuple(refused))


def _features(raw: bytes) -> list[Mapping]:
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        raise UnusableFile("The file is not JSON. Export the wards as GeoJSON.") from None
    features = data.get("features") if isinstance(data, Mapping) else None
    if not isinstance(features, list) or data.get("type") != "FeatureCollection":
        raise UnusableFile(
            "The file is not a GeoJSON FeatureCollection. Export the wards as GeoJSON."
        )
    if not features:
        raise UnusableFile("The file holds no features. Export the wards as GeoJSON.")
    return [feature if isinstance(feature, Mapping) else {} for feature in features]


def _properties(feature: Mapping) -> dict[str, str]:
    """The properties that are text."""
    found = feature.get("properties")
    pairs = found.items() if isinstance(found, Mapping) else ()
    return {key: value.strip() for key, value in pairs if isinstance(value, str)}


def _best(rows: Iterable[Mapping[str, str]], marks: Callable[[str, str], tuple]) -> str | None:
    """The property whose values earn the most marks, the first mark before the second."""
    totals: dict[str, Counter] = {}
    for row in rows:
        for key, value in row.items():
            totals.setdefault(key, Counter()).update(
                place for place, mark in enumerate(marks(key, value)) if mark
            )
    scores = {key: (total[0], total[1]) for key, total in totals.items() if total}
    return max(scores, key=scores.__getitem__, default=None)


def _name_column(rows: list[dict[str, str]], code: str | None, known: Mapping[str, str]):
    """The property with the names that we know or, for new wards, the code's companion."""
    if code is None:
        return None
    companions = {
        code.casefold().replace(old, new) for old, new in (("cd", "nm"), ("code", "name"))
    } - {code.casefold()}

    def is_known(key, value, row):
        return value.casefold() == known.get(row.get(code, ""), "").casefold() != ""

    matches = Counter(
        key for row in rows for key, value in row.items() if is_known(key, value, row)
    )
    if matches:
        return matches.most_common(1)[0][0]
    keys = list(dict.fromkeys(key for row in rows for key in row if key != code))
    for fits in (
        lambda key: key.casefold() in companions,
        lambda key: re.search("ward.*na?me?|^name$|^title$", key.casefold()),
        lambda key: _are_names([row[key] for row in rows if row.get(key)]),
    ):
        if found := next(filter(fits, keys), None):
            return found
    return None


def _are_names(values: list[str]) -> bool:
    """Whether each feature has words of its own, as it has no authority's name and no key."""
    return len(set(values)) == len(values) and all(
        re.fullmatch(r"\D*[^\W\d]\D*", v) for v in values
    )


def _outline(geometry: object) -> BaseGeometry:
    if not isinstance(geometry, Mapping) or not geometry.get("coordinates"):
        raise ValueError("The feature has no geometry. Export it with its boundary.")
    if geometry.get("type") not in ("Polygon", "MultiPolygon"):
        kind = str(geometry.get("type"))[:20]
        raise ValueError(f"The geometry is a {kind}. A ward needs a Polygon or a MultiPolygon.")
    try:
        outline = shapely.force_2d(shape_of(geometry))
    except (ValueError, TypeError, LookupError, AttributeError, shapely.errors.ShapelyError):
        raise ValueError("The coordinates are not those of a polygon. Export it anew.") from None
    if outline.is_empty:
        raise ValueError("The geometry is empty. Export the feature with its boundary.")
    corners = shapely.get_coordinates(outline)
    # Written so that no number at all (NaN) counts as outside.
    if not ((corners >= (uk.WEST, uk.SOUTH)) & (corners <= (uk.EAST, uk.NORTH))).all():
        raise ValueError(
            "The coordinates are not longitudes and latitudes in the United Kingdom. Export the "
            "file as WGS84 (EPSG:4326)."
        )
    if not outline.is_valid:
        fault = shapely.is_valid_reason(outline)
        raise ValueError(
            f"The boundary crosses or touches itself ({fault}). Repair it (in QGIS: Fix "
            "geometries) and import it again."
        )
    return outline
