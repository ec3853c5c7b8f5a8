"""Officers who black out the photo of a report, for tests."""

from io import BytesIO

from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from PIL import Image

from reporting import services
from reporting.redaction import Box
from tests import factories
from tests.factories import MONDAY_MORNING

TEAM = "neighbourhoods"
LEFT_HALF = Box(0.0, 0.0, 50.0, 100.0)
ALL = Box(0.0, 0.0, 100.0, 100.0)


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def address(name, report, photo=None):
    photo = photo or report.photos.first()
    return reverse(f"admin:report_{name}", args=[report.pk, photo.pk])


def draw(client, report, *boxes, seen=None, photo=None, follow=False, **more):
    """Send the form as a browser does: each side as often as there are boxes."""
    last = report.events.order_by("-pk").values_list("pk", flat=True).first()
    sides = {side: [getattr(box, side) for box in boxes] for side in Box._fields}
    sent = {"seen": last if seen is None else seen} | sides | more
    return client.post(address("redact", report, photo), sent, follow=follow)


def redact(report, *boxes, by=None):
    """Redact the photo of a report by its service."""
    return services.redact_photo(
        report=report,
        photo=report.photos.first(),
        boxes=boxes,
        by=by or factories.staff("Case officers", TEAM),
        at=MONDAY_MORNING,
        seen=report.events.order_by("-pk").first().pk,
    )


def brightest(content, place=(0.25, 0.5)):
    image = Image.open(BytesIO(content))
    return max(image.getpixel((int(image.width * place[0]), int(image.height * place[1]))))


def stored():
    return {f"photos/{name}" for name in default_storage.listdir("photos")[1]}
