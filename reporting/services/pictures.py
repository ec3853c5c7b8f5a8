"""Photos of a report being filled in, and of what its reporter adds later."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import partial
from hashlib import sha256

import structlog
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from reporting.models import Draft, Photo
from reporting.models.keys import photo_path
from reporting.photos import MOST_PHOTOS, Remade, too_many
from reporting.services.common import Refused, locked_draft

log = structlog.get_logger(__name__)


@contextmanager
def stored(photos: Iterable[Remade]) -> Iterator[tuple[list[dict], Callable]]:
    """Put the files of photos on the disk; yield the columns of their rows, and what keeps them.

    Unless `keep()` is called, the files are taken away again at the end.
    """
    with ExitStack() as undo:
        try:
            columns = [_stored(remade, undo) for remade in photos]
        except OSError as fault:  # the disk is full, or out of reach
            log.error("photo not stored", fault=type(fault).__name__, code=fault.errno)
            sentence = _("We cannot keep photos just now. Try again in a few minutes")
            raise Refused(sentence) from fault
        yield columns, undo.pop_all


def _stored(remade: Remade, undo: ExitStack) -> dict:
    full, thumbnail = photo_path(None, ""), photo_path(None, "")
    digest = sha256(remade.full.read()).hexdigest()
    for name, content in ((full, remade.full), (thumbnail, remade.thumbnail)):
        undo.callback(_delete_file, name)
        default_storage.save(name, content)
    return {"file": full, "thumbnail": thumbnail, "digest": digest}


def add_photo(*, draft: Draft, remade: Remade, at: datetime) -> Photo:
    """Add a photo to a report being filled in: its row and both files, or nothing of it.

    The same photo sent again, as a browser does whose connection broke, is the same photo.
    """
    with stored([remade]) as ([columns], keep):
        with transaction.atomic():
            photos = locked_draft(draft).photos
            if sent_before := photos.filter(digest=columns["digest"]).first():
                return sent_before
            if photos.count() >= MOST_PHOTOS:
                raise Refused(too_many())
            photo = Photo.objects.create(draft=draft, added_at=at, **columns)
        keep()
    return photo


@transaction.atomic
def remove_photo(*, draft: Draft, pk: int) -> None:
    """Take a photo away again, file and all; one that is gone already stays gone."""
    for photo in locked_draft(draft).photos.filter(pk=pk):
        delete_with_files(photo)


def delete_with_files(photo: Photo) -> None:
    """Delete a photo, and its files once that is certain."""
    names = [getattr(photo, column).name for column in Photo.FILES]
    photo.delete()
    delete_files(names)


def delete_files(names: Iterable[str]) -> None:
    """Delete files once it is certain that no row names them; not every column names one."""
    for name in filter(None, names):
        transaction.on_commit(partial(_delete_file, name))


def _delete_file(name: str) -> None:
    try:
        default_storage.delete(name)
    except OSError as fault:  # nothing leads to it any more, but somebody should delete it
        log.error("photo file not deleted", file=name, code=fault.errno)
