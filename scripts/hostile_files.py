"""Files that somebody with bad intentions, or a strange camera, might send as a photo.

Each yields its name, its bytes and what must become of it: ACCEPTED as a photo or REFUSED with a
sentence. Whatever must not survive holds SECRET.
"""

import io
import struct
import zipfile
import zlib

from PIL import Image, PngImagePlugin
from pillow_heif import register_heif_opener

ACCEPTED, REFUSED = "accepted", "refused"
SECRET = b"SECRET"
PHONES = ("JPEG", "PNG", "WEBP", "HEIF")
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRET</x:xmpmeta>"
HTML = b"<html><script>alert('SECRET')</script></html>"
PHP = b"<?php system($_GET['SECRET']); ?>"
LARGEST = (5000, 5000)  # pixels: the most that is decoded of PNG and HEIC
LARGEST_WEBP = (3535, 3535)
LARGEST_JPEG = (7000, 7000)

register_heif_opener()


def encoded(image, format_="JPEG", **options):
    out = io.BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()


def picture(mode="RGB", size=(96, 64)):
    """Paint something with an edge in it."""
    image = Image.new(mode, size, 0)
    image.paste(1 if mode == "1" else 200, (0, 0, size[0] // 2, size[1] // 2))
    return image


def exif():
    """Write what a phone hides: the place, the camera, a comment."""
    hidden = Image.Exif()
    hidden[0x010F] = hidden[0x9C9C] = "SECRET"
    gps = hidden.get_ifd(0x8825)
    gps[1], gps[2] = "N", (51.0, 35.0, 4.2)
    gps[3], gps[4] = "W", (0.0, 1.0, 12.9)
    return hidden


def png_chunk(kind, data):
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def png(width, height, *more, bits=1, colours=0, rows=None):
    """Write a PNG by hand: `rows` bytes of nothing, packed as small as they go."""
    head = struct.pack(">IIBBBBB", width, height, bits, colours, 0, 0, 0)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(bytes(1 << 20)) for _ in range((rows or 1) >> 20))
    chunks = [(b"IHDR", head), *more, (b"IDAT", data + packer.flush()), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(png_chunk(*chunk) for chunk in chunks)


def with_size(jpeg, width, height):
    """Let the header of a JPEG claim another size."""
    place = next(at for mark in (b"\xff\xc0", b"\xff\xc2") if (at := jpeg.find(mark)) >= 0)
    return jpeg[: place + 5] + struct.pack(">HH", height, width) + jpeg[place + 9 :]


def with_segment(jpeg, marker, data):
    """Put a segment right after the start of a JPEG."""
    return jpeg[:2] + b"\xff" + marker + struct.pack(">H", len(data) + 2) + data + jpeg[2:]


def with_ispe(heic, width, height):
    """Let every box of a HEIC that tells the size tell another."""
    at = -1
    while (at := heic.find(b"ispe", at + 1)) >= 0:
        heic = heic[: at + 8] + struct.pack(">II", width, height) + heic[at + 16 :]
    return heic


def bombs():
    """Small files that want much memory or time."""
    packed = zlib.compress(bytes(200 << 20), 9)
    jpeg = encoded(picture(), quality=70)
    yield "PNG of 400 megapixels", png(20_000, 20_000, rows=50 << 20), REFUSED
    yield "PNG of 30 megapixels", png(6000, 5000, rows=4 << 20), REFUSED
    yield "PNG header of 4 gigapixels", png(65_000, 65_000), REFUSED
    yield "PNG header of 2^31 a side", png(2**31 - 1, 2**31 - 1), REFUSED
    yield "PNG of 0 pixels", png(0, 0), REFUSED
    yield "PNG, zTXt of 200 MB", png(8, 8, (b"zTXt", b"a\0\0" + packed)), REFUSED
    yield "PNG, iTXt of 200 MB", png(8, 8, (b"iTXt", b"a\0\1\0\0\0" + packed)), REFUSED
    yield "PNG, iCCP of 200 MB", png(8, 8, (b"iCCP", b"a\0\0" + packed)), REFUSED
    largest = Image.new("RGBA", LARGEST, (10, 90, 40, 128))
    yield "PNG, the largest taken", encoded(largest, "PNG", compress_level=1), ACCEPTED
    webp = Image.new("RGBA", LARGEST_WEBP, (10, 90, 40, 128))
    yield "WebP, the largest taken", encoded(webp, "WEBP", lossless=True, method=0), ACCEPTED
    deep = png(*LARGEST, bits=16, colours=6, rows=201 << 20)
    yield "PNG of 16 bits, the largest taken", deep, ACCEPTED
    grey = Image.new("L", LARGEST_JPEG, 90)
    yield "JPEG, the largest taken", encoded(grey), ACCEPTED
    yield "progressive JPEG, the largest taken", encoded(grey, progressive=True), ACCEPTED
    yield "JPEG header of 4 gigapixels", with_size(jpeg, 65_000, 65_000), REFUSED
    yield "JPEG header of 0 pixels", with_size(jpeg, 0, 0), REFUSED
    yield "JPEG header of one long line", with_size(jpeg, 65_500, 1), None
    webp = encoded(picture(), "WEBP", lossless=True)
    at = webp.index(b"VP8L") + 9
    yield "WebP header of 268 megapixels", webp[:at] + b"\xff\xff\xff\x0f" + webp[at + 4 :], REFUSED
    heic = encoded(picture(), "HEIF")
    yield "HEIC header of 3.6 gigapixels", with_ispe(heic, 60_000, 60_000), REFUSED
    large = encoded(Image.new("RGB", LARGEST, "teal"), "HEIF", quality=20)
    yield "HEIC, the largest taken", large, ACCEPTED
    yield "HEIC of 25 megapixels that claims 4 pixels", with_ispe(large, 2, 2), REFUSED
    progressive = encoded(picture(size=(640, 480)), progressive=True)
    end = progressive.rindex(b"\xff\xd9")
    scan = progressive[progressive.rindex(b"\xff\xda") : end]
    yield "progressive JPEG of 500 scans", progressive[:end] + scan * 500 + b"\xff\xd9", REFUSED
    yield "JPEG of 10,000 empty comments", jpeg[:2] + b"\xff\xfe\0\2" * 10_000 + jpeg[2:], None


def metadata():
    """Photos that say more than they show; all of it must be gone."""
    for format_ in PHONES:
        plain = encoded(picture(), format_)
        yield f"{format_} with GPS", encoded(picture(), format_, exif=exif()), ACCEPTED
        yield f"{format_} with XMP", encoded(picture(), format_, xmp=XMP), ACCEPTED
        yield f"{format_} with ICC", encoded(picture(), format_, icc_profile=SECRET), ACCEPTED
        yield f"{format_} with trailing bytes", plain + SECRET * 1000, ACCEPTED
        yield f"{format_}, the first half", plain[: len(plain) // 2], None
        yield f"{format_}, the first 24 bytes", plain[:24], REFUSED
    jpeg = encoded(picture())
    yield "JPEG with a comment", encoded(picture(), comment=SECRET), ACCEPTED
    yield "JPEG with IPTC", with_segment(jpeg, b"\xed", b"Photoshop 3.0\0" + SECRET), ACCEPTED
    yield "JPEG with broken EXIF", with_segment(jpeg, b"\xe1", b"Exif\0\0" + SECRET), None
    loop = b"Exif\0\0II*\0\x08\0\0\0\0\0\x08\0\0\0"  # each directory says that the next is itself
    yield "JPEG with endless EXIF", with_segment(jpeg, b"\xe1", loop), None
    for turned in (6, 99, "SECRET"):
        hidden = Image.Exif()
        hidden[0x0112] = turned
        try:
            yield f"JPEG turned by {turned}", encoded(picture(), exif=hidden), None
        except struct.error:
            continue
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "SECRET")
    yield "PNG with text", encoded(picture(), "PNG", pnginfo=text), ACCEPTED


def kinds():
    """Pictures that cameras, scanners and messengers make, one odder than the other."""
    two = {"save_all": True, "append_images": [picture(), picture()]}
    for mode in ("L", "CMYK", "1"):
        yield f"JPEG in {mode}", encoded(picture(mode)), ACCEPTED
    for mode in ("1", "L", "LA", "P", "I;16", "RGBA"):
        yield f"PNG in {mode}", encoded(picture(mode), "PNG"), ACCEPTED
    see_through = encoded(picture("P"), "PNG", transparency=0)
    yield "PNG with a see-through colour", see_through, ACCEPTED
    yield "APNG", encoded(picture(), "PNG", **two), ACCEPTED
    yield "animated WebP", encoded(picture(), "WEBP", **two), ACCEPTED
    yield "HEIC of three pictures", encoded(picture(), "HEIF", **two), ACCEPTED
    yield "MPO", encoded(picture(), "MPO", **two), ACCEPTED
    yield "JPEG of one pixel", encoded(picture(size=(1, 1))), ACCEPTED
    yield "JPEG of 1 by 5,000", encoded(picture(size=(1, 5000))), ACCEPTED


def impostors():
    """What is no photo, or is a photo and something else."""
    jpeg, page = encoded(picture()), io.BytesIO()
    with zipfile.ZipFile(page, "w") as archive:
        archive.writestr("SECRET.txt", SECRET)
    yield "JPEG and HTML", jpeg + HTML, ACCEPTED
    yield "JPEG with HTML inside", with_segment(jpeg, b"\xfe", HTML), ACCEPTED
    yield "JPEG with PHP inside", with_segment(jpeg, b"\xfe", PHP), ACCEPTED
    yield "JPEG and ZIP", jpeg + page.getvalue(), ACCEPTED
    yield "PNG and PHP", encoded(picture(), "PNG") + PHP, ACCEPTED
    yield "GIF that is JavaScript", b"GIF89a/*" + bytes(50) + b"*/=1;alert('SECRET')", REFUSED
    yield "HTML before a JPEG", HTML + jpeg, REFUSED
    yield "ZIP", page.getvalue(), REFUSED
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'>SECRET</svg>"
    yield "SVG", svg, REFUSED
    yield "SVG with an XML head", b"<?xml version='1.0'?><!DOCTYPE svg>" + svg, REFUSED
    yield "HTML", HTML, REFUSED
    yield "PDF", encoded(picture(), "PDF"), REFUSED
    yield "EPS", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(SECRET) run\n", REFUSED
    for format_ in ("GIF", "TIFF", "BMP", "ICO", "TGA", "JPEG2000", "AVIF", "PPM", "PCX", "DDS"):
        try:
            yield format_, encoded(picture(), format_), REFUSED
        except (KeyError, OSError):  # this Pillow was built without it
            continue
    yield "nothing", b"", REFUSED
    yield "one byte", b"\xff", REFUSED
    yield "JPEG of 30 MB", jpeg + bytes(30 << 20), REFUSED
    yield "JPEG of just too many bytes", jpeg + bytes((15 << 20) + 1 - len(jpeg)), REFUSED
    yield "JPEG of just not too many bytes", jpeg + bytes((15 << 20) - len(jpeg)), ACCEPTED
    yield "noise", bytes(range(256)) * 4000, REFUSED
    yield "JPEG start and noise", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4000, REFUSED


def every_file():
    for group in (bombs, metadata, kinds, impostors):
        yield from group()
