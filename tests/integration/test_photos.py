"""What an uploaded photo becomes, and which files are refused."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from reporting.photos import LONGEST_SIDE, PhotoRefused, remake
from tests.pictures import picture, with_position


def upload(content, name="photo.jpg"):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_every_format_that_phones_send_becomes_a_jpeg(format_):
    made = remake(upload(picture(format_)))
    with Image.open(made) as image:
        assert image.format == "JPEG"
        assert image.size == (80, 60)


def test_position_comments_and_trailing_bytes_do_not_survive():
    made = remake(upload(with_position() + b"TRAILING SECRET")).read()
    with Image.open(BytesIO(made)) as image:
        assert not image.getexif()
        assert image.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"SECRET" not in made
    assert b"Exif" not in made


def test_a_photo_taken_upright_stays_upright():
    rotated = Image.Exif()
    rotated[0x0112] = 6  # the camera was turned by a quarter
    with Image.open(remake(upload(picture("JPEG", exif=rotated)))) as image:
        assert image.size == (60, 80)


def test_a_large_photo_is_made_smaller():
    with Image.open(remake(upload(picture("JPEG", size=(4000, 3000))))) as image:
        assert max(image.size) == LONGEST_SIDE


def test_a_transparent_picture_is_taken():
    with Image.open(remake(upload(picture("PNG", mode="RGBA")))) as image:
        assert image.mode == "RGB"


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
