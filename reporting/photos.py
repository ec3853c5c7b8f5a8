"""Checks an uploaded photo and makes it anew from its pixels, so that nothing else survives."""

from collections.abc import Iterable
from io import BytesIO
from threading import BoundedSemaphore
from typing import NamedTuple

from django.conf import settings
from django.core.files.base import ContentFile
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageOps
from PIL.JpegImagePlugin import JpegImageFile

from reporting.redaction import Box, in_pixels

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
# Only JPEG can be decoded straight to a smaller size; the others stand in memory whole, twice at
# 4 bytes a pixel, so they may be no larger than what phones save in them. WebP's decoder keeps two
# copies more. So no photo takes more than about 250 MB.
WHOLE_IN_MEMORY = {"PNG": 25_000_000, "HEIF": 25_000_000, "WEBP": 12_500_000}  # pixels
# One photo at a time in each process: memory has an end, and residents can wait a second.
_one_at_a_time = BoundedSemaphore(1)
LONGEST_SIDE = 2000  # pixels: enough to read a number plate, small enough to mail
THUMBNAIL_SIDE = 320  # pixels: enough to tell one's photos apart, on sharp screens too
QUALITY = 85
MOST_SCANS = 64  # cameras and editors use about ten
MOST_PHOTOS = 6  # of one report


class PhotoRefused(ValueError):  # noqa: N818 - the name is the message's subject
    """The file cannot be taken as a photo; the message says what to do."""


class Remade(NamedTuple):
    """One photo as staff see it and as lists show it."""

    full: ContentFile
    thumbnail: ContentFile


def too_many() -> str:
    """Say how many photos a report can have."""
    return _("You can add up to %s photos. We did not add the rest") % MOST_PHOTOS


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


def most_bytes() -> str:
    """Say how large a file may be."""
    return _("%s MB") % (settings.PHOTO_MAX_BYTES // 1024**2)


def remake(upload, called: str = "") -> Remade:
    """Decode a photo and encode its pixels as new JPEGs without name, EXIF or position.

    `called` is how a refusal names the photo, such as “The second photo”.
    """
    called = called or _("The photo")
    if not upload.size:
        raise PhotoRefused(_("%s is empty. Choose another one") % called)
    if upload.size > settings.PHOTO_MAX_BYTES:
        told = {"photo": called, "limit": most_bytes()}
        raise PhotoRefused(_("%(photo)s is larger than %(limit)s. Choose a smaller one") % told)
    try:
        with _one_at_a_time, Image.open(upload, formats=FORMATS) as image:
            pixels = _pixels(image, upload, called)
    except PhotoRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise PhotoRefused(_too_large(called)) from fault
    except Exception as fault:  # decoders raise whatever a hostile file makes them raise
        raise PhotoRefused(
            _("%s cannot be read. Choose a JPEG, PNG, WebP or HEIC file") % called
        ) from fault
    return _in_both_sizes(pixels)


def redacted(file, boxes: Iterable[Box]) -> Remade:
    """Draw black boxes on a stored photo, and make it anew in both sizes.

    Raises OSError where the file is gone or broken.
    """
    with _one_at_a_time, file.open("rb") as stored, Image.open(stored, formats=["JPEG"]) as image:
        pixels = image.convert("RGB")
    pen = ImageDraw.Draw(pixels)
    for box in boxes:
        pen.rectangle(in_pixels(box, *pixels.size), fill="black")
    return _in_both_sizes(pixels)


def _in_both_sizes(pixels: Image.Image) -> Remade:
    small = pixels.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    return Remade(full=_encoded(pixels), thumbnail=_encoded(small))


def _pixels(image: Image.Image, upload, called: str) -> Image.Image:
    """Decode an opened file, upright and no larger than we keep, if it is safe to decode."""
    limit = settings.PHOTO_MAX_PIXELS
    if image.width * image.height > min(limit, WHOLE_IN_MEMORY.get(image.format, limit)):
        raise PhotoRefused(_too_large(called))
    jpeg = isinstance(image, JpegImageFile)  # MPO too: two JPEGs in one, as phones save
    if jpeg and _scans(upload) > MOST_SCANS:
        raise PhotoRefused(_("%s is saved in too many layers. Choose another one") % called)
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return _flat(ImageOps.exif_transpose(image))


def _too_large(called: str) -> str:
    return _("%s has too many pixels. Choose a smaller one") % called


def _encoded(pixels: Image.Image) -> ContentFile:
    """Encode pixels alone: on a fresh image, what the decoder kept of the file stays behind."""
    clean = Image.new("RGB", pixels.size)
    clean.paste(pixels)
    out = BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, optimize=True)
    return ContentFile(out.getvalue())


def response(file) -> HttpResponse:
    """Serve a stored photo; where its file is gone, there is no photo."""
    try:
        with file.open("rb") as stored:
            return HttpResponse(stored.read(), content_type="image/jpeg")
    except (FileNotFoundError, ValueError):  # ValueError: there never was one
        raise Http404 from None
