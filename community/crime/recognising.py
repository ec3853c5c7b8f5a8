"""Tells by its columns which of the police's files a file is (pure)."""

from community.crime import street_file, ward_file
from community.crime.lines import Lines, plain
from community.crime.street_file import StreetFile
from community.crime.ward_file import WardFile
from places.import_report import UnusableFile


def recognise(lines: Lines) -> StreetFile | WardFile:
    """Return the reader that fits. Raises UnusableFile."""
    names = set(map(plain, lines.header))
    street, ward = (
        len(needed.keys() & names) / len(needed)
        for needed in (street_file.NEEDED, ward_file.NEEDED)
    )
    if max(street, ward) <= 0.5:
        raise UnusableFile(
            "The file has the columns of neither kind that we know: street-level crimes of "
            "data.police.uk, or the Met's ward-level counts. Unpack the download and give the CSV."
        )
    return StreetFile(lines) if street > ward else WardFile(lines)
