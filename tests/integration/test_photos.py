"""What an uploaded photo becomes, and which files are refused."""

from io import BytesIO
from zlib import crc32

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from reporting.photos import LONGEST_SIDE, THUMBNAIL_SIDE, PhotoRefused, remake
from tests.pictures import picture, with_position


def upload(content, name="photo.jpg"):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_every_format_that_phones_send_becomes_a_jpeg(format_):
    made = remake(upload(picture(format_)))
    with Image.open(made.full) as image:
        assert image.format == "JPEG"
        assert image.size == (80, 60)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_position_comments_and_trailing_bytes_do_not_survive(format_):
    sent = with_position(format_)
    assert b"SECRET" in sent
    for made in remake(upload(sent + b"TRAILING SECRET")):
        content = made.read()
        with Image.open(BytesIO(content)) as image:
            assert not image.getexif()
            assert image.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        for trace in (b"SECRET", b"Exif", b"ICC_PROFILE", b"http://ns.adobe.com/xap"):
            assert trace not in content


def test_a_photo_taken_upright_stays_upright():
    rotated = Image.Exif()
    rotated[0x0112] = 6  # the camera was turned by a quarter
    made = remake(upload(picture("JPEG", size=(800, 600), exif=rotated)))
    with Image.open(made.full) as full, Image.open(made.thumbnail) as thumbnail:
        assert full.size == (600, 800)
        assert thumbnail.size == (240, 320)


def test_a_large_photo_is_made_smaller():
    made = remake(upload(picture("JPEG", size=(4000, 3000))))
    with Image.open(made.full) as full, Image.open(made.thumbnail) as thumbnail:
        assert max(full.size) == LONGEST_SIDE
        assert max(thumbnail.size) == THUMBNAIL_SIDE
    assert made.thumbnail.size < 20_000  # bytes


def test_a_small_photo_is_not_made_larger():
    with Image.open(remake(upload(picture("JPEG"))).thumbnail) as thumbnail:
        assert thumbnail.size == (80, 60)


def test_a_transparent_picture_is_taken():
    with Image.open(remake(upload(picture("PNG", mode="RGBA"))).full) as image:
        assert image.mode == "RGB"


@pytest.mark.parametrize(
    ("format_", "mode"), [("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "I;16"), ("PNG", "P")]
)
def test_pictures_of_scanners_and_cameras_are_taken(format_, mode):
    content = BytesIO()
    Image.new(mode, (80, 60), 90).save(content, format_)
    with Image.open(remake(upload(content.getvalue())).full) as image:
        assert (image.mode, image.size) == ("RGB", (80, 60))


def test_a_picture_of_very_many_pixels_is_called_too_large():
    content = bytearray(picture("PNG"))
    content[16:24] = (20_000).to_bytes(4) * 2  # width and height in its header
    content[29:33] = crc32(content[12:29]).to_bytes(4)
    with pytest.raises(PhotoRefused, match="too many pixels"):
        remake(upload(bytes(content)))


@pytest.mark.parametrize(
    "content",
    [
        b"not a picture at all",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + b"\0" * 100,
        b"%PDF-1.7 " + b"x" * 100,
        b"\xff\xd8\xff\xe0" + b"\0" * 50,
    ],
)
def test_what_is_not_a_photo_is_refused_with_a_sentence(content):
    with pytest.raises(PhotoRefused, match="Choose a JPEG, PNG, WebP or HEIC file"):
        remake(upload(content))


def test_an_empty_file_is_refused():
    with pytest.raises(PhotoRefused, match="The photo is empty"):
        remake(upload(b""))


def test_a_refusal_names_the_photo():
    with pytest.raises(PhotoRefused, match="The second photo cannot be read"):
        remake(upload(b"?"), "The second photo")


def test_half_an_upload_is_refused():
    whole = picture("JPEG", size=(800, 600))
    with pytest.raises(PhotoRefused):
        remake(upload(whole[: len(whole) // 2]))


def test_a_file_over_the_limit_is_refused_before_it_is_decoded(settings):
    settings.PHOTO_MAX_BYTES = 10
    with pytest.raises(PhotoRefused, match="larger than"):
        remake(upload(picture("JPEG")))


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(settings):
    settings.PHOTO_MAX_PIXELS = 100
    with pytest.raises(PhotoRefused, match="too many pixels"):
        remake(upload(picture("PNG")))
