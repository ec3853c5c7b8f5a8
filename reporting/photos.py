"""Checks an uploaded photo and makes it anew from its pixels, so that nothing else survives."""

from io import BytesIO
from threading import BoundedSemaphore

from django.conf import settings
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
# Only JPEG can be decoded straight to a smaller size; the others stand in memory whole, 4 bytes a
# pixel and more, so they may be no larger than what phones save in them.
WHOLE_IN_MEMORY = 25_000_000  # pixels
# One photo at a time in each process: memory has an end, and residents can wait a second.
_one_at_a_time = BoundedSemaphore(1)
LONGEST_SIDE = 2000  # pixels: enough to read a number plate, small enough to mail
QUALITY = 85
MOST_SCANS = 64  # cameras and editors use about ten
MOST_PHOTOS = 6  # of one report


class PhotoRefused(ValueError):  # noqa: N818 - the name is the message's subject
    """The file cannot be taken as a photo; the message says what to do."""


def _scans(upload) -> int:
    """Count the passes in which a JPEG is drawn: each makes the decoder look at all pixels."""
    place = upload.tell()
    upload.seek(0)
    number = upload.read().count(b"\xff\xda")
    upload.seek(place)
    return number


def _flat(image: Image.Image) -> Image.Image:
    """Lay a picture on white, so that what was rubbed out does not come back."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    layers = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", layers.size, "white"), layers).convert("RGB")


def remake(upload) -> ContentFile:
    """Decode a photo and encode its pixels as a new JPEG without name, EXIF or position."""
    if upload.size > settings.PHOTO_MAX_BYTES:
        limit = filesizeformat(settings.PHOTO_MAX_BYTES)
        raise PhotoRefused(_("The photo is larger than %s. Choose a smaller one") % limit)
    try:
        with _one_at_a_time, Image.open(upload, formats=FORMATS) as image:
            limit = settings.PHOTO_MAX_PIXELS
            jpeg = isinstance(image, JpegImageFile)  # MPO too: two JPEGs in one, as phones save
            if not jpeg:
                limit = min(limit, WHOLE_IN_MEMORY)
            if image.width * image.height > limit:
                raise PhotoRefused(_("The photo has too many pixels. Choose a smaller one"))
            if jpeg and _scans(upload) > MOST_SCANS:
                raise PhotoRefused(_("The photo is saved in too many layers. Choose another one"))
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            pixels = _flat(ImageOps.exif_transpose(image))
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
