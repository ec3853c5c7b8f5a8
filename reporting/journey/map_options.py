"""What the report form's map starts from: whose tiles, and the council's area."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Max, Min

from places.models import Ward

MARGIN = 0.01  # degrees around the middles of the wards: about a kilometre


def tile_sources() -> list[str]:
    """Return whence the map's page may fetch pictures, for its Content-Security-Policy."""
    address = urlsplit(settings.MAP_TILES.replace("{s}", "*"))
    return [f"{address.scheme}://{address.netloc}"] if address.netloc else []


def map_options() -> dict:
    """Return the map's tiles and the corners of the area; without wards there is no map."""
    corners = Ward.objects.aggregate(
        south=Min("latitude"), west=Min("longitude"), north=Max("latitude"), east=Max("longitude")
    )
    if not settings.MAP_TILES or corners["south"] is None:
        return {"tiles": ""}
    margins = {"south": -MARGIN, "west": -MARGIN, "north": MARGIN, "east": MARGIN}
    return {
        "tiles": settings.MAP_TILES,
        "attribution": settings.MAP_ATTRIBUTION,
        **{side: f"{float(corners[side]) + margin:.5f}" for side, margin in margins.items()},
    }
