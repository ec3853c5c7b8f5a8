"""Stores what a file of the police says about our wards, month by month."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.utils import timezone

from community.crime.lines import Lines
from community.crime.recognising import recognise
from community.crime.street_file import Crime, StreetFile
from community.crime.ward_file import FORCE, WardFile, WardRow, stubs
from community.models import CrimeCount, CrimeFile, CrimeMonth
from places.boundaries import Boundaries
from places.import_report import ImportReport, Refusal, UnusableFile
from places.models import Ward, WardBoundary

BATCH = 2_000  # lines
FEWER = 2  # a month that shrank to less than this part was cut off, not corrected

Key = tuple[int, str, str, str]  # ward, type, detail, outcome


@dataclass
class _Read:
    """What a file says about our wards: per force and month how often what happened where."""

    counts: dict[tuple[str, date], Counter[Key]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    lines: Counter[tuple[str, date] | None] = field(default_factory=Counter)  # None: of all months
    left_out: set[date] = field(default_factory=set)


@dataclass(frozen=True)
class CrimeImport:
    """What became of the lines, and the months of which the file holds only a part."""

    report: ImportReport
    left_out: tuple[date, ...]


def import_crime(
    file: BinaryIO,
    *,
    name: str,
    at: datetime,
    fewer: bool = False,
    progress: Callable[[int], None] = lambda lines: None,
) -> CrimeImport:
    """Replace the months that a file covers, all or none. Raises UnusableFile.

    `fewer` takes a file although it looks as if it had been cut off.
    """
    lines = Lines(file)
    reader = recognise(lines)
    report = ImportReport()
    read = (_read_street if isinstance(reader, StreetFile) else _read_wards)(
        reader, report, progress, timezone.localdate(at)
    )
    cut_off = lines.broken_off or lines.unended in {refusal.line for refusal in report.refused}
    if cut_off and not fewer:
        raise UnusableFile(
            "The last line of the file is not whole, so the file was cut off. Fetch it again. "
            "If it is whole, give --fewer as well."
        )
    if not report.read:
        raise UnusableFile("The file holds no lines below its header. Fetch it again.")
    if not read.lines:
        raise UnusableFile(
            "No line of the file lies in one of our wards. Take the file of our area, and the one "
            "for the wards of today."
        )
    kind = CrimeFile.Kind.STREET if isinstance(reader, StreetFile) else CrimeFile.Kind.WARD
    source = CrimeFile(
        kind=kind, name=name[:200], digest=lines.digest, imported_at=at, read=report.read
    )
    source.outside, source.refused = report.outside, len(report.refused)
    try:
        _store(source, read, report, fewer=fewer)
    except IntegrityError:
        raise UnusableFile(
            "Somebody else imports the same months right now. Try again in a minute."
        ) from None
    return CrimeImport(report, tuple(sorted(read.left_out)))


def _batches(reader: StreetFile | WardFile, report: ImportReport, progress) -> Iterator[list]:
    """Yield what could be read, some lines at a time."""
    rows = iter(reader)
    while batch := list(islice(rows, BATCH)):
        report.read += len(batch)
        report.refused += [row for row in batch if isinstance(row, Refusal)]
        yield [row for row in batch if not isinstance(row, Refusal)]
        progress(report.read)


def _read_street(reader: StreetFile, report: ImportReport, progress, today: date) -> _Read:
    """Count points by the ward in which they lie, whatever else the file says about the place.

    A slip in a year must not put a month that is to come before all others.
    """
    wards = dict(Ward.objects.values_list("slug", "pk"))
    shapes = dict(WardBoundary.objects.values_list("ward__slug", "wkb"))
    if not wards:
        raise UnusableFile("The site has no wards yet. Load the council's pack or import them.")
    if lacking := wards.keys() - shapes.keys():
        raise UnusableFile(
            f"{len(lacking)} of our {len(wards)} wards have no boundary. Import the wards first."
        )
    boundaries = Boundaries(shapes, wards=len(wards))
    read = _Read()
    for batch in _batches(reader, report, progress):
        crimes = [crime for crime in batch if crime.month <= today]
        report.refused += [
            Refusal(crime.line, f"The month {crime.month:%Y-%m} is still to come.")
            for crime in batch
            if crime.month > today
        ]
        placed: list[Crime] = [crime for crime in crimes if crime.longitude is not None]
        found = boundaries.wards_of([(crime.longitude, crime.latitude) for crime in placed])
        report.outside += len(crimes) - len(placed) + found.count(None)
        for crime, slug in zip(placed, found, strict=True):
            if slug:
                month = (crime.force, crime.month)
                read.counts[month][wards[slug], crime.type, "", crime.outcome] += 1
                read.lines[month] += 1
    return read


def _read_wards(reader: WardFile, report: ImportReport, progress, today: date) -> _Read:
    """Take the counts of our wards, except of months that the file holds in part only."""
    if (last := max(reader.months.values())) > today:
        raise UnusableFile(f"The month {last:%Y%m} is still to come. Put the first line right.")
    wards = dict(Ward.objects.values_list("gss", "pk"))
    totals = dict.fromkeys(reader.months.values(), 0)
    read = _Read()
    rows: list[WardRow]
    for rows in _batches(reader, report, progress):
        for row in rows:
            for month, count in row.counts:
                totals[month] += count
            if row.gss not in wards:
                report.outside += 1
                continue
            read.lines[None] += 1
            for month, count in row.counts:
                read.counts[FORCE, month][wards[row.gss], row.type, row.detail, ""] += count
    read.left_out = stubs(totals)
    for month in totals:  # one without crimes is covered all the same
        read.counts.setdefault((FORCE, month), Counter())
    return read


@transaction.atomic
def _store(source: CrimeFile, read: _Read, report: ImportReport, *, fewer: bool) -> None:
    """Replace the months that changed; a month that the file holds in part never replaces one."""
    held = {
        (month.force, month.month): month
        for month in CrimeMonth.objects.filter(kind=source.kind, month__in=_months(read))
    }
    known: dict[tuple[str, date], dict[Key, int]] = defaultdict(dict)
    by_pk = {month.pk: key for key, month in held.items()}
    for pk, *key, count in CrimeCount.objects.filter(month__in=by_pk).values_list(
        "month", "ward", "type", "detail", "outcome", "count"
    ):
        known[by_pk[pk]][tuple(key)] = count
    wanted = {
        key: {} if key[1] in read.left_out else dict(counts) for key, counts in read.counts.items()
    }
    changed = {
        key
        for key, counts in wanted.items()
        if key not in held or (counts != known[key] and key[1] not in read.left_out)
    }
    if not fewer:
        _refuse_cut_off(changed, wanted, known)
    for key, number in read.lines.items():
        if key in changed or (key is None and changed):
            report.stored += number
        else:
            report.unchanged += number
    if changed:
        source.force = ", ".join(sorted({force for force, _ in changed}))[:100]
        source.save()  # and so all public pages are made anew
        _replace(source, {key: wanted[key] for key in changed}, held)


def _months(read: _Read) -> set[date]:
    return {month for _, month in read.counts}


def _refuse_cut_off(changed, wanted, known) -> None:
    """Refuse a file with a month of which we hold more than twice as much."""
    for force, month in sorted(changed):
        # By lines: of a cut file of wards whole types are missing, of street crimes whole streets.
        new, old = wanted[force, month], known[force, month]
        if len(new) * FEWER < len(old) or sum(new.values()) * FEWER < sum(old.values()):
            raise UnusableFile(
                f"For {month:%B %Y} the file has {sum(new.values()):,} crimes in our wards, under "
                f"half of the {sum(old.values()):,} that we hold. It may be cut off: fetch it "
                "again. If it is right, give --fewer as well."
            )


def _replace(source: CrimeFile, wanted, held) -> None:
    CrimeMonth.objects.filter(pk__in=[held[key].pk for key in wanted if key in held]).delete()
    for (force, month), counts in sorted(wanted.items()):
        covered = CrimeMonth.objects.create(file=source, kind=source.kind, force=force, month=month)
        CrimeCount.objects.bulk_create(
            (
                CrimeCount(
                    month=covered, ward_id=ward, type=kind, detail=detail, outcome=outcome, count=n
                )
                for (ward, kind, detail, outcome), n in counts.items()
            ),
            batch_size=BATCH,
        )
