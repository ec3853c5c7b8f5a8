"""Import the boundaries of wards: manage.py import_wards FILE."""

from places import services
from places.import_report import UnusableFile
from places.management.importing import ImportCommand
from places.ward_file import LARGEST_FILE


class Command(ImportCommand):
    help = "Store the boundaries of our wards from GeoJSON; print what became of each feature."
    what = "GeoJSON of wards, in WGS84"

    def import_file(self, file):
        raw = file.read(LARGEST_FILE + 1)
        if len(raw) > LARGEST_FILE:
            raise UnusableFile("The file is over 200 MB. Export the wards of your council only.")
        return services.import_wards(raw)
