"""Import places that help: manage.py import_places FILE."""

from django.utils import timezone

from community import place_file
from community.services import places
from places.management.importing import ImportCommand


class Command(ImportCommand):
    help = "Store bleed kits, defibrillators, police counters and safe havens; print what became."
    what = "CSV with the columns " + ", ".join(place_file.COLUMNS)

    def import_file(self, file):
        raw = file.read(place_file.MOST_BYTES + 1)
        return places.import_places(raw=raw, at=timezone.now()).report()
