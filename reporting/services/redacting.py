"""Black boxes on a photo: what is under them stays in the original, for who is cleared."""

from collections.abc import Sequence
from datetime import datetime

import structlog
from django.contrib.auth.models import User
from django.db import transaction

from reporting import permissions, photos
from reporting.models import Event, Photo, Report, roles_of
from reporting.permissions import Action
from reporting.redaction import Box, fault, tidy
from reporting.services.common import Refused, locked_as_seen, record
from reporting.services.pictures import delete_files, stored

log = structlog.get_logger(__name__)

GONE = "This photo cannot be opened. Tell whoever looks after this site."


def redact_photo(
    *, report: Report, photo: Photo, boxes: Sequence[Box], by: User, at: datetime, seen: int
) -> None:
    """Show a photo with these boxes from now on, to everybody; without any, as it came.

    Only who is cleared may take a box away. `seen` is the version of the report; raises Changed.
    """
    boxes = tidy(boxes)
    if refusal := fault(boxes):
        raise Refused(refusal)
    # Drawn and on the disk before the report is locked: nobody waits for it.
    with stored([_drawn(photo, boxes)] if boxes else []) as (columns, keep):
        _show(report, photo, boxes, columns, by=by, at=at, seen=seen)
        keep()


def _drawn(photo: Photo, boxes: Sequence[Box]) -> photos.Remade:
    try:
        return photos.redacted(photo.file, boxes)
    except (OSError, ValueError) as broken:  # ValueError: there never was a file
        log.error("photo not redacted", photo=photo.pk, fault=type(broken).__name__)
        raise Refused(GONE) from broken


@transaction.atomic
def _show(report, photo, boxes, columns, *, by, at, seen):
    report = locked_as_seen(report, seen)
    photo = report.photos.filter(pk=photo.pk).first()
    if photo is None:
        raise Refused("This photo belongs to another report. Open this one again.")
    before = as_boxes(photo)
    if boxes == before:
        raise Refused("Nothing has changed: draw a box, or move one.")
    cleared = permissions.may(roles_of(by), Action.READ_RESTRICTED)
    if not (cleared or set(before) <= set(boxes)):
        raise Refused(
            "Only somebody who is cleared for restricted reports can take a box away. Ask one."
        )
    old = [photo.redacted.name, photo.redacted_thumbnail.name]
    names = columns[0] if columns else {"file": "", "thumbnail": ""}
    photo.redacted, photo.redacted_thumbnail = names["file"], names["thumbnail"]
    photo.boxes = boxes
    photo.save(update_fields=["redacted", "redacted_thumbnail", "boxes"])
    delete_files(old)
    data = {"photo": photo.pk, "from": before, "to": boxes}
    record(report, Event.Type.REDACTED, at=at, by=by, data=data)


def as_boxes(photo: Photo) -> list[Box]:
    """Return the boxes that a photo is shown with."""
    return [Box(*box) for box in photo.boxes]
