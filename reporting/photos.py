"""Checks an uploaded photo and makes it anew from its pixels, so that nothing else survives."""

from io import BytesIO
from threading import BoundedSemaphore

from django.conf import settings
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
# Only JPEG can be decoded straight to a smaller size; the others stand in memory whole, 4 bytes a
# pixel and more, so they may be no larger than what phones save in them.
WHOLE_IN_MEMORY = 25_000_000  # pixels
# One photo at a time in each process: memory has an end, and residents can wait a second.
_one_at_a_time = BoundedSemaphore(1)
LONGEST_SIDE = 2000  # pixels: enough to read a number plate, small enough to mail
QUALITY = 85
MOST_PHOTOS = 6  # of one report


class PhotoRefused(ValueError):  # noqa: N818 - the name is the message's subject
    """The file cannot be taken as a photo; the message says what to do."""


def remake(upload) -> ContentFile:
    """Decode a photo and encode its pixels as a new JPEG without name, EXIF or position."""
    if upload.size > settings.PHOTO_MAX_BYTES:
        limit = filesizeformat(settings.PHOTO_MAX_BYTES)
        raise PhotoRefused(_("The photo is larger than %s. Choose a smaller one") % limit)
    try:
        with _one_at_a_time, Image.open(upload, formats=FORMATS) as image:
            limit = settings.PHOTO_MAX_PIXELS
            if image.format != "JPEG":
                limit = min(limit, WHOLE_IN_MEMORY)
            if image.width * image.height > limit:
                raise PhotoRefused(_("The photo has too many pixels. Choose a smaller one"))
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            pixels = ImageOps.exif_transpose(image).convert("RGB")
    except PhotoRefused:
        raise
    except Exception as fault:  # decoders raise whatever a hostile file makes them raise
        raise PhotoRefused(
            _("We could not read this photo. Choose a JPEG, PNG, WebP or HEIC file")
        ) from fault
    # A fresh image holds pixels alone: what the decoder kept of the file stays behind.
    clean = Image.new("RGB", pixels.size)
    clean.paste(pixels)
    out = BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, optimize=True)
    return ContentFile(out.getvalue(), name="photo.jpg")
