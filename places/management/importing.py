"""What the imports of files have in common: a file in, one JSON object out."""

import json
from typing import BinaryIO

from django.core.management.base import BaseCommand, CommandError

from places.import_report import ImportReport, UnusableFile


class ImportCommand(BaseCommand):
    """Prints what became of a file's lines; a file that cannot be used is an error, and exit 1."""

    what: str  # in the file

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help=self.what)

    def handle(self, *, file, **options):
        try:
            with open(file, "rb") as opened:
                report = self.import_file(opened)
        except OSError as fault:
            self._refuse(f"{file} cannot be read: {fault.strerror}.")
        except UnusableFile as fault:
            self._refuse(str(fault))
        self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))

    def import_file(self, file: BinaryIO) -> ImportReport:
        """Store what the file holds. Raises UnusableFile."""
        raise NotImplementedError

    def _refuse(self, sentence):
        self.stdout.write(json.dumps({"error": sentence}, ensure_ascii=False))
        raise CommandError(sentence)
