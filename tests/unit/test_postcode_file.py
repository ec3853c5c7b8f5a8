"""Files of postcodes are read in every layout that they come in, line by line."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.import_report import Refusal, UnusableFile
from places.postcode_file import LONGEST_LINE, Ended, PostcodeFile, Row

CODE_POINT = b'"E17 4QR",10,537500,189000,"E92000001","","","","E09000031","E05000001"\r\n'
ONSPD = "pcd,pcds,dointr,doterm,oslaua,osward,lat,long\n"
LATER = "pcd7,pcd8,pcds,doterm,lad25cd,wd25cd,ced25cd,long,lat\n"


def read(raw):
    return list(PostcodeFile(BytesIO(raw if isinstance(raw, bytes) else raw.encode())))


def test_code_point_open_has_no_header_and_metres():
    file = PostcodeFile(BytesIO(CODE_POINT))
    assert file.layout.grid
    assert list(file) == [Row(1, "E174QR", 537500.0, 189000.0, "E05000001", "E09000031")]


@pytest.mark.parametrize(
    "text",
    [
        ONSPD + "E17 4QR,E17 4QR,198001,,E09000031,E05000001,51.58,-0.02\n",
        "\ufeff" + LATER + "E17 4QR,E17  4QR,E17 4QR,,E09000031,E05000001,,-0.02,51.58\n",
        '"PCDS","LAT","LONG","WARD","LAUA"\n"E17 4QR","51.58","-0.02","E05000001","E09000031"',
    ],
)
def test_columns_are_found_by_the_names_of_each_release(text):
    assert read(text) == [Row(2, "E174QR", -0.02, 51.58, "E05000001", "E09000031")]


def test_postcodes_no_longer_in_use_are_told_apart():
    assert read(ONSPD + "E17 4QR,E17 4QR,198001,201012,,,,\n") == [Ended(2)]


@pytest.mark.parametrize("position", ["99.999999,0.000000", ",", "0,0"])
def test_a_postcode_may_have_no_position(position):
    (row,) = read(f"{ONSPD}E17 4QR,E17 4QR,198001,,E09000031,E05000001,{position}\n")
    assert (row.x, row.y) == (None, None)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"junk", "1 columns instead of 8"),
        (b"x,E17 4QRX,,,E09000031,E05000001,51.58,-0.02", "“E17 4QRX” is not a postcode"),
        (b"x,E17 4QR,,,E09000031,Hoe Street,51.58,-0.02", "“Hoe Street” is not a GSS code"),
        (b"x,E17 4QR,,,E09000031,E05000001,north,-0.02", "is not a position"),
        (b"x,E17 4QR,,,E09000031,E05000001,nan,-0.02", "not in the United Kingdom"),
        (b"x,E17 4QR,,,E09000031,E05000001,-0.02,51.58", "not in the United Kingdom"),
        (b'x,"E17 4QR,,,E09000031,E05000001,51.58,-0.02', "not a line of CSV"),
        (b"x,E17 4QR,\0,,E09000031,E05000001,51.58,-0.02", "not a line of CSV"),
        (b"\xff\xfe,\xff,,,,,,", "is not a postcode"),
        (b"x" * (3 * LONGEST_LINE), "not a line of CSV"),
    ],
)
def test_a_line_that_cannot_be_taken_is_named_and_the_rest_go_on(line, why):
    good = b"x,E17 4QR,,,E09000031,E05000001,51.58,-0.02\n"
    refused, row = read(ONSPD.encode() + line + b"\n\n" + good)
    assert refused.line == 2
    assert why in refused.why
    assert refused.why.endswith(".")
    assert row.line == 4


def test_the_first_line_of_code_point_open_may_be_junk():
    refused, row = read(b"junk\n" + CODE_POINT)
    assert isinstance(refused, Refusal)
    assert (row.line, row.code) == (2, "E174QR")


@pytest.mark.parametrize(
    "raw", [b"", b"\n", b"<html><body>404</body></html>", b"PK\x03\x04\0\0", b"a,b\n1,2\n", b"\0"]
)
def test_another_file_is_refused_in_one_sentence(raw):
    with pytest.raises(UnusableFile, match="Code-Point Open"):
        PostcodeFile(BytesIO(raw))


def test_a_header_without_a_column_names_what_is_missing():
    with pytest.raises(UnusableFile, match="no column for: district, ward"):
        PostcodeFile(BytesIO(b"pcds,lat,long\nE17 4QR,51.58,-0.02\n"))


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(raw):
    assert all(isinstance(item, Row | Ended | Refusal) for item in read(ONSPD.encode() + raw))
