"""Places that help, and postcodes to measure from."""

from community.models import HelpPlace
from places.models import Postcode

METRE = 1 / 111_270  # in degrees of latitude
HOME = (51.5838, -0.0198)


def know_postcodes():
    """Make a postcode at home, one near it and one beyond the border, each so far north."""
    for code, metres in (("E174QR", 0), ("E175JQ", 600), ("N154QR", 4000)):
        Postcode.objects.create(
            code=code,
            latitude=HOME[0] + metres * METRE,
            longitude=HOME[1],
            district="E09000031",
        )


def place(name, metres=0, kind="bleed-kit", checked_on="2026-11-01", **more):
    """Make a place so many metres north of home."""
    return HelpPlace.objects.create(
        kind=kind,
        name=name,
        address="1 High Street",
        postcode="E17 4QR",
        latitude=HOME[0] + metres * METRE,
        longitude=HOME[1],
        checked_on=checked_on,
        **more,
    )


def text_of(response):
    """Return a page on one line."""
    return " ".join(response.content.decode().split())
