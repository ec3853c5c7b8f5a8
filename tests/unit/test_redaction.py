"""Black boxes on a photo: which are taken, and that nothing of what they cover stays."""

from io import BytesIO
from math import inf, nan

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from reporting.photos import QUALITY, redacted
from reporting.redaction import MOST_BOXES, Box, box_faults, fault, in_pixels, tidy


def a_photo(size=(200, 100), colour="white"):
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", quality=QUALITY)
    return ContentFile(out.getvalue(), "photo.jpg")


@pytest.mark.parametrize(
    ("box", "sides"),
    [
        (Box(0, 0, 100, 100), set()),
        (Box(33.3, 0, 66.7, 0.1), set()),
        (Box(-0.1, 0, 10, 10), {"left"}),
        (Box(0, nan, 10, 10), {"top"}),
        (Box(0, 0, inf, -inf), {"width", "height"}),
        (Box(0, 0, 0, 10), {"width"}),
        (Box(0, 0, 10, 0.04), {"height"}),
        (Box(95, 0, 5.2, 10), {"width"}),
        (Box(0, 95, 10, 5.2), {"height"}),
        (Box(0, 0, 101, 10), {"width"}),
    ],
)
def test_a_box_has_to_lie_on_the_photo(box, sides):
    assert box_faults(box).keys() == sides


def test_each_fault_is_a_sentence_that_says_what_to_do():
    wrong = [Box(nan, 0, 1, 1), Box(0, 0, 0, 1), Box(99, 0, 9, 9), Box(0, 99, 9, 9)]
    sentences = {fault([box]) for box in wrong}
    assert len(sentences) == 4
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in sentences)


def test_too_many_boxes_are_refused_however_right_each_is():
    boxes = [Box(number / 20, 0, 1, 1) for number in range(1000)]
    assert str(MOST_BOXES) in fault(boxes)
    assert fault(boxes[:MOST_BOXES]) == ""


def test_boxes_are_kept_rounded_and_none_of_them_twice():
    assert tidy([Box(1.04, 2, 3, 4), Box(1, 2, 3, 4), Box(5, 5, 5, 5)]) == [
        Box(1.0, 2.0, 3.0, 4.0),
        Box(5.0, 5.0, 5.0, 5.0),
    ]


def test_a_pixel_that_is_covered_in_part_is_covered_whole():
    assert in_pixels(Box(0, 0, 100, 100), 200, 100) == (0, 0, 199, 99)
    assert in_pixels(Box(10, 10, 10, 10), 200, 100) == (20, 10, 39, 19)
    assert in_pixels(Box(10.3, 10.3, 10, 10), 200, 100) == (20, 10, 40, 20)
    assert in_pixels(Box(99.9, 99.9, 0.1, 0.1), 3, 3) == (2, 2, 2, 2)


def test_under_a_box_all_is_black_and_beside_it_nothing_is_in_both_sizes():
    made = redacted(a_photo((640, 320)), [Box(25, 25, 50, 50)])
    for content, size in ((made.full, (640, 320)), (made.thumbnail, (320, 160))):
        image = Image.open(content)
        assert image.size == size
        width, height = size
        assert max(image.getpixel((width // 2, height // 2))) < 8
        assert min(image.getpixel((width // 8, height // 8))) > 247


def test_the_boxes_are_drawn_on_the_pixels_and_no_layer_or_word_comes_with_them():
    made = redacted(a_photo(), [Box(0, 0, 100, 100)])
    image = Image.open(made.full)
    assert image.format == "JPEG"
    assert {"exif", "comment", "icc_profile"}.isdisjoint(image.info)
    assert max(top for _low, top in image.getextrema()) < 8


def test_a_photo_whose_file_is_broken_is_told_so():
    with pytest.raises(OSError, match="cannot identify"):
        redacted(ContentFile(b"not a photo", "photo.jpg"), [Box(0, 0, 1, 1)])
