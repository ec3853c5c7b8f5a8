"""Files of crimes are read line by line; what is wrong is told, and a broken-off end noticed."""

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.crime.lines import LONGEST_LINE, Lines
from community.crime.recognising import recognise
from community.crime.street_file import Crime, StreetFile
from community.crime.ward_file import WardFile, WardRow, stubs
from places.import_report import Refusal, UnusableFile
from tests.crime_files import MET, STREET, WARD_ROWS, by_ward, crime, crimes, street, ward_row

JANUARY = date(2026, 1, 1)


def opened(content):
    return Lines(BytesIO(content if isinstance(content, bytes) else content.encode()))


def read(content):
    return list(recognise(opened(content)))


def whys(content):
    return [row.why for row in read(content) if isinstance(row, Refusal)]


def test_street_level_crimes_are_read_with_place_type_and_outcome():
    row = crime(1, kind="Drugs", outcome="Local resolution")
    assert read(street(row)) == [Crime(2, JANUARY, MET, "Drugs", "Local resolution", -0.01, 51.6)]


@pytest.mark.parametrize(
    "content",
    [
        "\ufeff" + street(crime()),
        street(crime()).replace("\n", "\r\n"),
        street(crime(), header=[name.lower().replace(" ", "_") for name in STREET]),
        street(crime()[::-1], header=STREET[::-1]),
        street(crime(), end=""),  # the last cell is empty, so the line is whole
        street(crime()) + "\n \n",
    ],
)
def test_other_spellings_of_a_street_level_file_are_the_same(content):
    lines = opened(content)
    assert list(recognise(lines)) == [Crime(2, JANUARY, MET, "Burglary", "", -0.01, 51.6)]
    assert not lines.broken_off


def test_a_file_without_outcomes_and_places_is_read_all_the_same():
    header = [name for name in STREET if name != "Last outcome category"]
    row = crime(at=("", ""))
    del row[10]
    assert read(street(row, header=header)) == [Crime(2, JANUARY, MET, "Burglary", "", None, None)]


def test_counts_by_ward_are_read_by_month_and_those_of_none_left_out():
    assert read("\ufeff" + by_ward(WARD_ROWS[0]))[0] == WardRow(
        line=2,
        gss="E05000001",
        type="BURGLARY",
        detail="BURGLARY OF A HOME",
        counts=((date(2025, 12, 1), 4), (date(2026, 2, 1), 2)),
    )
    assert isinstance(recognise(opened(by_ward())), WardFile)
    assert isinstance(recognise(opened(street())), StreetFile)


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("", "columns of neither kind"),
        ("pcd,pcds,lat,long", "columns of neither kind"),
        (",".join(STREET).replace("Crime type", "Outcome type"), "no column for: Crime type."),
        (",".join([*STREET, "Month"]), "two columns “Month”"),
        ("MajorText,MinorText,WardCode,Month_Year", "no column for a month"),
        ("MajorText,WardCode,202601", "no column for: MinorText"),
        ("MajorText,MinorText,WardCode,202601,2026_01", "The month 2026_01 has two columns."),
        ("MajorText,MinorText,WardCode,Ward Code,202601", "two columns “WardCode”"),
    ],
)
def test_files_with_other_columns_are_refused_with_a_sentence(header, sentence):
    with pytest.raises(UnusableFile) as refused:
        read(header + "\n")
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"month": "01/2026"}, "The month “01/2026” is not written like 2026-02."),
        ({"month": "2026-13"}, "is not written like"),
        ({"kind": ""}, "The column “Crime type” is empty."),
        ({"kind": "x" * 101}, "is no name that we can store"),
        ({"kind": "a\tb"}, "is no name that we can store"),
        ({"force": ""}, "The column “Falls within” is empty."),
        ({"at": ("", 51.6)}, "“, 51.6” is not a longitude and a latitude."),
        ({"at": ("nan", "inf")}, "is not a longitude"),
        ({"at": ("1_0", 51)}, "is not a longitude"),
        ({"at": (51.6, -0.01)}, "The position 51.6, -0.01 is not in the United Kingdom."),
        ({"at": (0, 0)}, "is not in the United Kingdom"),
    ],
)
def test_a_street_level_line_that_is_wrong_is_refused_and_the_next_is_read(told, sentence):
    found = read(street(crime(**told), crime()))
    assert found[0].line == 2
    assert sentence in found[0].why
    assert isinstance(found[1], Crime)


def test_lines_that_are_no_csv_are_refused():
    wrong = ['"open', "a\0b", "x" * (3 * LONGEST_LINE), "one,two"]
    found = whys(street() + "\n".join(wrong) + "\n")
    assert found[:3] == ["The line is not a line of CSV text."] * 3
    assert found[3:] == ["The line has 2 columns instead of 12."]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (ward_row("Leyton", "THEFT", "", 1, 2, 3), "“Leyton” is not a ward code"),
        (ward_row("E05000001", "", "", 1, 2, 3), "The column “MajorText” is empty."),
        (ward_row("E05000001", "THEFT", "", 1, "", 3), "“” in the column 202601 is not a number."),
        (ward_row("E05000001", "THEFT", "", 1, 2, -3), "“-3” in the column 202602"),
        (ward_row("E05000001", "THEFT", "", 1, 2, 10**9), "“1000000000” in the column 202602"),
        (ward_row("E05000001", "THEFT", "", 1, 2), "The line has 7 columns instead of 8."),
        (WARD_ROWS[0], "has a line of “BURGLARY OF A HOME” further up."),
    ],
)
def test_a_line_of_a_ward_that_is_wrong_is_refused(row, sentence):
    (why,) = whys(by_ward(WARD_ROWS[0], row))
    assert sentence in why


def test_one_event_may_have_several_lines_but_a_month_that_stands_twice_is_refused():
    month = crimes(9)
    assert len(read(street(*month, *month[:3]))) == 12
    with pytest.raises(UnusableFile, match="9 lines have a Crime ID that stands further up"):
        read(street(*month, *month))


@pytest.mark.parametrize("content", [street(*crimes(3)), by_ward(*WARD_ROWS)])
def test_wherever_a_file_is_cut_inside_its_last_line_it_is_broken_off(content):
    raw = content.encode()
    begin = raw[:-1].rindex(b"\n") + 2
    for end in range(begin, len(raw) - 1):
        lines = opened(raw[:end])
        refused = {row.line for row in recognise(lines) if isinstance(row, Refusal)}
        assert lines.broken_off or lines.unended in refused
    lines = opened(raw)
    list(recognise(lines))
    assert (lines.unended, lines.broken_off) == (None, False)


def test_the_digest_is_that_of_the_whole_file():
    lines, again = opened(street(crime())), opened(street(crime(), end="\n\n"))
    for each in (lines, again):
        list(each)
    assert len(lines.digest) == 64
    assert lines.digest != again.digest


def test_a_month_with_hardly_anything_is_a_stub():
    months = [date(2026, month, 1) for month in (1, 2, 3, 4)]
    assert stubs(dict(zip(months, [9, 100, 110, 90], strict=True))) == {months[0]}
    assert stubs(dict(zip(months, [11, 100, 110, 90], strict=True))) == set()
    assert stubs({months[0]: 0}) == set()


@given(st.binary(max_size=300), st.sampled_from([street(), by_ward()]))
def test_no_bytes_raise_anything_but_that_the_file_is_unusable(raw, header):
    for content in (raw, header.encode() + raw):
        try:
            found = read(content)
        except UnusableFile:
            continue
        assert all(isinstance(row, Refusal | Crime | WardRow) for row in found)
