"""Import postcodes: manage.py import_postcodes FILE."""

from places import services
from places.management.importing import ImportCommand
from places.postcode_file import PostcodeFile

EVERY = 100_000  # lines


class Command(ImportCommand):
    help = "Store the postcodes in and near our wards; print what became of the file's lines."
    what = "CSV of ONSPD, NSPL or Code-Point Open"

    def import_file(self, file):
        return services.import_postcodes(PostcodeFile(file), self._progress)

    def _progress(self, lines):
        if lines % EVERY == 0:
            self.stderr.write(f"{lines:,} lines read")
