"""Pictures for tests, made when they are needed."""

from io import BytesIO
from itertools import count

from PIL import Image
from pillow_heif import register_heif_opener

register_heif_opener()


def picture(format_="JPEG", *, size=(80, 60), mode="RGB", **options) -> bytes:
    """Make a picture with something on it, so that it is more than one colour."""
    image = Image.new(mode, size, "darkgreen")
    image.paste("white", (size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2))
    out = BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()


_widths = count(100)


def another_picture() -> bytes:
    """Make a picture that is like no other, since the same one sent twice counts once."""
    return picture(size=(next(_widths), 60))


XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRET xmp</x:xmpmeta>"


def with_position(format_="JPEG") -> bytes:
    """Make a photo as a phone does: with the place, the camera and more in it."""
    exif = Image.Exif()
    exif[0x010F] = "SECRET camera maker"
    exif[0x0132] = "2026:11:22 10:00:00"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (51.0, 35.0, 4.2)
    gps[3], gps[4] = "W", (0.0, 1.0, 12.9)
    more = {"xmp": XMP, "icc_profile": b"SECRET profile"}
    if format_ == "JPEG":
        more["comment"] = b"SECRET comment"
    return picture(format_, exif=exif, **more)
