"""Checks an uploaded photo and makes it anew from its pixels, so that nothing else survives."""

from io import BytesIO

from django.conf import settings
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
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
        with Image.open(upload, formats=FORMATS) as image:
            if image.width * image.height > settings.PHOTO_MAX_PIXELS:
                raise PhotoRefused(_("The photo has too many pixels. Choose a smaller one"))
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # decodes large JPEGs in less memory
            pixels = ImageOps.exif_transpose(image).convert("RGB")
    except PhotoRefused:
        raise
    except Exception as fault:  # decoders raise whatever a hostile file makes them raise
        raise PhotoRefused(
            _("We could not read this photo. Choose a JPEG, PNG, WebP or HEIC file")
        ) from fault
    pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # A fresh image holds pixels alone: what the decoder kept of the file stays behind.
    clean = Image.new("RGB", pixels.size)
    clean.paste(pixels)
    out = BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, optimize=True)
    return ContentFile(out.getvalue(), name="photo.jpg")
