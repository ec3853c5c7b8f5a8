"""The files of photos: stored such that a power cut leaves them whole, and swept when nobody's."""

import os
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.storage import FileSystemStorage, default_storage

from reporting.models import Photo
from reporting.models.keys import PHOTO_FOLDER

# A file is written before its row; a younger one may still get it.
UNNAMED_LIFE = timedelta(days=1)


class SyncedStorage(FileSystemStorage):
    """Returns only once a file is on the disk, as the database does with its rows."""

    def _save(self, name, content):
        name = super()._save(name, content)
        path = Path(self.path(name))
        for each in (path, path.parent):
            descriptor = os.open(each, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        return name


def sweep(at: datetime) -> int:
    """Delete files that no row names, left by killed processes; return how many."""
    named = set()
    for names in Photo.objects.values_list(*Photo.FILES).iterator():
        named.update(names)
    with suppress(FileNotFoundError):  # no photo yet
        stored = (f"{PHOTO_FOLDER}/{name}" for name in default_storage.listdir(PHOTO_FOLDER)[1])
        lost = [name for name in stored if name not in named and _is_older(name, at)]
        for name in lost:
            default_storage.delete(name)
        return len(lost)
    return 0


def _is_older(name: str, at: datetime) -> bool:
    return default_storage.get_modified_time(name) < at - UNNAMED_LIFE
