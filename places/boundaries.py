"""The wards' boundaries as a map that can be asked what lies around a point."""

from collections.abc import Mapping, Sequence
from math import cos, hypot, radians

import shapely
from numpy import array
from shapely import Polygon, STRtree
from shapely.geometry.base import BaseGeometry

from places.placing import FARTHEST, Surroundings

# Metres in a degree of latitude at 52° north (WGS84); within 0.2% all over the UK.
METRES = 111_270.0


def metres_of(longitude: float, latitude: float, at: float) -> tuple[float, float]:
    """Return a position in metres on a plane that is true near the latitude `at`."""
    return longitude * METRES * cos(radians(at)), latitude * METRES


def metres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return how far two points are from each other, each latitude and longitude; a short way."""
    return hypot(*metres_of(other[1] - one[1], other[0] - one[0], one[0]))


def degrees_of(metres: float, at: float) -> tuple[float, float]:
    """Return how many degrees of longitude and latitude a way is, near the latitude `at`."""
    north = metres / METRES
    return north / max(cos(radians(at)), 0.01), north


class Boundaries:
    """All boundaries of the area, by the wards' slugs; empty where none were imported."""

    def __init__(self, shapes: Mapping[str, bytes], wards: int):
        """Take the shapes as WKB in degrees, and how many wards there are in all."""
        found = {slug: shapely.from_wkb(bytes(shape)) for slug, shape in shapes.items()}
        self.slugs = sorted(found)
        self.complete = len(found) == wards
        if not found:
            return
        self._at = float(shapely.union_all([*found.values()]).centroid.y)
        self._shapes = [shapely.transform(found[slug], self._flat) for slug in self.slugs]
        self._tree = STRtree(self._shapes)
        # Boundaries that do not quite meet leave slits, which are no way out of the area.
        whole = shapely.union_all(self._shapes)
        outlines = [Polygon(part.exterior) for part in shapely.get_parts(whole)]
        self._area = shapely.union_all(outlines)
        shapely.prepare([*self._shapes, self._area])

    def __bool__(self) -> bool:
        return bool(self.slugs)

    def around(self, latitude: float, longitude: float) -> Surroundings:
        """Say what lies around a point: the nearest ward, and all that it might be in."""
        point = shapely.Point(metres_of(longitude, latitude, self._at))
        near = set(self._tree.query(point, predicate="dwithin", distance=FARTHEST))
        near.add(self._tree.nearest(point))
        by_distance = sorted((float(point.distance(self._shapes[n])), n) for n in near)
        first = self._shapes[by_distance[0][1]]
        # Where boundaries overlap, the way to the next ward is none.
        edge = min(
            [float(first.boundary.distance(point)), *(metres for metres, _ in by_distance[1:])]
        )
        return Surroundings(
            wards=tuple((self.slugs[n], metres) for metres, n in by_distance),
            edge=edge,
            within_area=bool(self._area.contains(point)),
            border=float(self._area.boundary.distance(point)),
            complete=self.complete,
        )

    def wards_of(self, positions: Sequence[tuple[float, float]]) -> list[str | None]:
        """Return the ward of each (longitude, latitude), None outside the area; for thousands."""
        found: list[str | None] = [None] * len(positions)
        if not positions:
            return found
        points = shapely.points(self._flat(array(positions)))
        inside = zip(*self._tree.query(points, predicate="intersects"), strict=True)
        for point, ward in sorted(inside, reverse=True):  # on an edge the first ward has it
            found[point] = self.slugs[ward]
        for point, slug in enumerate(found):
            if slug is None and self._area.covers(points[point]):  # in a slit
                found[point] = self.slugs[self._tree.nearest(points[point])]
        return found

    def _flat(self, degrees):
        return degrees * metres_of(1, 1, self._at)


def inner_point(shape: BaseGeometry) -> BaseGeometry:
    """Return the centroid of a shape or, where that lies outside, a point inside."""
    return shape.centroid if shape.contains(shape.centroid) else shape.representative_point()
