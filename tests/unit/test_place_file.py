"""Files of places that help are read as staff's programs save them, and refused line by line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.models import HelpPlace
from community.place_file import COLUMNS, LONGEST, MOST_BYTES, PlaceRow, read
from places.import_report import Refusal, UnusableFile

KINDS = {"bleed-kit": "bleed-kit", "Bleed kit": "bleed-kit", "Defibrillator": "defibrillator"}
TODAY = date(2026, 11, 23)
HEADER = ",".join(COLUMNS)
SHORT = "kind,name,address,postcode,checked_on\n"
KIT = "bleed-kit,Library,1 High Street,E17 4QR,51.5838,-0.0198,9 to 5,Ask,020 7946 0000,,2026-03-31"
ROW = PlaceRow(
    line=2,
    kind="bleed-kit",
    name="Library",
    address="1 High Street",
    postcode="E17 4QR",
    position=(51.5838, -0.0198),
    hours="9 to 5",
    note="Ask",
    phone="020 7946 0000",
    url="",
    checked_on=date(2026, 3, 31),
)


def reading(text):
    raw = text if isinstance(text, bytes) else text.encode()
    return read(raw, kinds=KINDS, on=TODAY)


def line_with(**cells):
    told = dict(zip(COLUMNS, KIT.split(","), strict=True)) | cells
    return f"{HEADER}\n{','.join(told[name] for name in COLUMNS)}\n"


def test_limits_are_those_of_the_model():
    fields = {name: HelpPlace._meta.get_field(name).max_length for name in LONGEST}
    assert fields == LONGEST


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADER}\n{KIT}\n",
        f"\ufeff{HEADER}\r\n{KIT}\r\n,,,\r\n",
        f"{HEADER}\n{KIT}\n".replace(",", ";"),
        f"{HEADER}\n{KIT}\n".replace(",", "\t"),
        f"{HEADER}\n{KIT}".replace("checked_on", "Checked on").replace("kind", " KIND "),
        line_with(kind="Bleed  Kit", postcode="e174qr", checked_on="31/03/2026"),
        line_with(address='"1 High\r\n Street"').replace("1 High\r\n Street", "1 High Street"),
        "\n".join(
            ",".join(reversed(line.split(","))) for line in (HEADER, KIT)
        ),
    ],
)  # fmt: skip
def test_a_place_is_read_from_any_order_spelling_and_separator(text):
    assert reading(text) == ([ROW], [])


def test_an_address_of_several_lines_becomes_one_and_lines_go_on_being_counted():
    text = f'{SHORT}bleed-kit,A,"1 High Street,\r\nWalthamstow",E17 4QR,2026-03-31\nx,B,C,D,E\n'
    (row,), (refusal,) = reading(text)
    assert row.address == "1 High Street, Walthamstow"
    assert refusal.line == 4


def test_letters_of_windows_are_read():
    (row,), _ = reading(line_with(name="Café “Zoë”").encode("cp1252"))
    assert row.name == "Café “Zoë”"


def test_columns_that_the_file_has_not_are_told_from_empty_ones():
    (row,), _ = reading(f"{SHORT}bleed-kit,Library,1 High Street,E17 4QR,2026-03-31")
    assert (row.position, row.hours, row.note, row.phone, row.url) == (None,) * 5


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"kind": "sofa"}, "“sofa” is not a kind. Use one of: bleed-kit, defibrillator."),
        ({"kind": ""}, "The column kind is empty."),
        ({"name": "x" * 121}, "The column name has more than 120 characters."),
        ({"name": "A\0B"}, "characters that nobody can see"),
        ({"name": "A\u202eB"}, "characters that nobody can see"),
        ({"postcode": "E17"}, "“E17” is not a postcode."),
        ({"latitude": "-0.0198", "longitude": "51.5838"}, "Swap them."),
        ({"latitude": "40.7", "longitude": "-74.0"}, "is not in the United Kingdom."),
        ({"latitude": "nan"}, "“nan” is not in degrees."),
        ({"latitude": "1e400"}, "“1e400” is not in degrees."),
        ({"latitude": ""}, "Give latitude and longitude, or leave both empty."),
        ({"phone": "ask Zoe"}, "“ask Zoe” is not a phone number."),
        ({"url": "javascript:alert(1)"}, "is not an address like https://example.org."),
        ({"checked_on": "soon"}, "“soon” is not a day. Write it like 2026-03-31."),
        ({"checked_on": "2026-02-30"}, "is not a day"),
        ({"checked_on": "03/31/2026"}, "is not a day"),
        ({"checked_on": "2026-11-24"}, "that is to come."),
        ({"checked_on": "1926-03-31"}, "too long ago"),
        ({"address": "1, High Street"}, "The line has 12 columns and the first line 11."),
        ({"note": 'an "open" mark', "name": '"Library'}, "A quotation mark is left open"),
    ],
)
def test_a_line_that_cannot_be_taken_says_why_and_the_next_is_read(cells, why):
    rows, (refusal,) = reading(line_with(**cells) + KIT.replace("Library", "Station"))
    assert refusal.line == 2
    assert why in refusal.why
    assert [row.name for row in rows] == ["Station"]


def test_a_place_that_stands_twice_is_taken_once():
    rows, refused = reading(f"{HEADER}\n{KIT}\n{KIT.replace('Library', 'LIBRARY')}\n")
    assert rows == [ROW]
    assert refused == [Refusal(3, "This place stands in line 2 already.")]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "The file is empty."),
        (b"\n \n", "The file is empty."),
        (KIT.encode(), "The first line must name the columns"),
        (b'"kind,name', "The first line must name the columns"),
        (b"kind,name,address,postcode,checked_on,notes\n", "“notes” that we do not know"),
        (b"kind,name,name,address,postcode,checked_on\n", "the column name twice"),
        (b"kind,name,address,postcode\n", "no column for: checked_on"),
        (f"{HEADER}\n{KIT}".encode("utf-16"), "This is not a CSV file."),
        (b"PK\x03\x04 a workbook", "This is not a CSV file."),
        (HEADER.encode() + b"\n\x81\xff", "letters that we cannot read"),
        (b"x" * (MOST_BYTES + 1), "too large"),
    ],
)
def test_a_file_that_is_none_is_refused_with_a_sentence(raw, why):
    with pytest.raises(UnusableFile, match=why):
        reading(raw)


@given(st.binary(max_size=200) | st.lists(st.text(max_size=12), max_size=40).map(",".join))
def test_no_file_at_all_breaks_the_reading(body):
    body = body if isinstance(body, bytes) else body.encode()
    try:
        rows, refused = reading(HEADER.encode() + b"\n" + body)
    except UnusableFile:
        return
    assert rows == []
    assert all(refusal.why.endswith(".") for refusal in refused)


@given(
    st.permutations(COLUMNS),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]),
)
def test_order_separator_and_encoding_change_nothing(order, separator, encoding):
    told = dict(zip(COLUMNS, KIT.split(","), strict=True)) | {"name": "Café"}
    lines = [separator.join(order), separator.join(told[name] for name in order)]
    (row,), refused = reading("\n".join(lines).encode(encoding))
    assert (row.name, row.position, refused) == ("Café", ROW.position, [])
