"""A file for spreadsheet programs: nothing in it is worked out, and nothing is lost."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.spreadsheet import FORMULA, MARK, as_csv, safe_cell

FORMULAS = [
    '=HYPERLINK("http://evil.example","Click")',
    "+44 20 7946 0000",
    "-2+3",
    "@SUM(A1:A9)",
    "  =1+1",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
]


@pytest.mark.parametrize("typed", FORMULAS)
def test_a_cell_that_would_be_a_formula_is_text(typed):
    assert safe_cell(typed).startswith("'")


@pytest.mark.parametrize("typed", ["Amina", "", "O'Neil", "a=b", "020 7946 0000", "“Hello”"])
def test_any_other_cell_stays_as_it_was_typed(typed):
    assert safe_cell(typed) == typed


def test_programs_know_the_file_as_utf_8():
    assert as_csv([["Zoë"]]) == f'{MARK}"Zoë"\r\n'


@given(
    st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=2))
)
def test_whatever_is_typed_stays_in_its_cell_and_no_cell_is_a_formula(rows):
    read = list(csv.reader(StringIO(as_csv(rows).removeprefix(MARK), newline="")))
    assert read == [[safe_cell(cell) for cell in row] for row in rows]
    assert not any(cell.lstrip().startswith(FORMULA) for row in read for cell in row)
