"""Import crime figures: manage.py import_crime FILE."""

import os

from django.utils import timezone

from community.crime.importing import import_crime
from places.management.importing import ImportCommand

EVERY = 100_000  # lines


class Command(ImportCommand):
    help = "Store crimes by ward, month and type; print what became of the file's lines."
    what = "CSV of data.police.uk (street-level) or of the Met's counts by ward"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument(
            "--fewer",
            action="store_true",
            help="take a file that looks cut off, or has under half of what we hold for a month",
        )

    def handle(self, *, fewer, **options):
        self.fewer = fewer
        super().handle(**options)

    def import_file(self, file):
        name = os.fsencode(os.path.basename(file.name)).decode("utf-8", "replace")
        done = import_crime(
            file, name=name, at=timezone.now(), fewer=self.fewer, progress=self._progress
        )
        self.stderr.write(f"{done.report.read:,} lines read")
        for month in done.left_out:
            self.stderr.write(f"Left out {month:%B %Y}, of which the file holds only a part.")
        return done.report

    def _progress(self, lines):
        if lines % EVERY == 0:
            self.stderr.write(f"{lines:,} lines read")
