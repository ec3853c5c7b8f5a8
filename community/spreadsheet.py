"""Rows as a file for spreadsheet programs, in which no cell is taken for a formula (pure)."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

# What begins a formula, in the letters of East Asian keyboards too (OWASP, CSV injection).
FORMULA = tuple("=+-@＝＋－＠")
MARK = "\ufeff"  # without it Excel does not read the file as UTF-8


def safe_cell(text: str) -> str:
    """Return what a cell may hold: an apostrophe before whatever a program would work out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    is_formula = text.lstrip().startswith(FORMULA) or text.startswith(("\t", "\n"))
    return f"'{text}" if is_formula else text


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV (RFC 4180), every cell in quotation marks."""
    file = StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in row])
    return MARK + file.getvalue()
