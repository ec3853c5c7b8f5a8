"""Small files of crimes, as data.police.uk and the London Datastore publish them."""

import csv
from io import StringIO

MET = "Metropolitan Police Service"
STREET = [
    *["Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location"],
    *["LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context"],
]
IN_NORTH, IN_SOUTH, IN_THE_SEA = (-0.01, 51.6), (-0.01, 51.58), (1.5, 51.6)


def crime(number=0, at=IN_NORTH, kind="Burglary", outcome="", month="2026-01", force=MET):
    """Return a line; number 0 has no Crime ID, like calls about anti-social behaviour."""
    key = f"{number:064x}" if number else ""
    return [key, month, force, force, *at, "On or near A Road", "", "", kind, outcome, ""]


def street(*rows, header=STREET, end="\n"):
    return _csv([header, *rows], end)


def crimes(count, **told):
    return [crime(number, **told) for number in range(1, count + 1)]


WARD = ["MajorText", "MinorText", "WardName", "WardCode", "LookUp_BoroughName"]
MONTHS = ["202512", "202601", "202602"]


def ward_row(gss, kind, detail, *counts):
    return [kind, detail, "Some name", gss, "Anytown", *counts]


def by_ward(*rows, months=MONTHS, end="\n"):
    return _csv([[*WARD, *months], *rows], end)


WARD_ROWS = [
    ward_row("E05000001", "BURGLARY", "BURGLARY OF A HOME", 4, 0, 2),
    ward_row("E05000001", "ARSON AND CRIMINAL DAMAGE", "ARSON", 1, 3, 5),
    ward_row("E05000002", "BURGLARY", "BURGLARY OF A HOME", 8, 6, 4),
    ward_row("E05000099", "BURGLARY", "BURGLARY OF A HOME", 70, 80, 90),
]


def _csv(rows, end):
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().removesuffix("\n") + end
