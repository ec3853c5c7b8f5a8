"""How much anybody may send in one go, and where it waits until it is looked at."""

from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.core.exceptions import BadRequest
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpResponse
from django.template.loader import render_to_string

from safety_site import council


class RequestSizeMiddleware:
    """Turns away what is too large before a byte of it is stored; without a length none is read."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > settings.REQUEST_MAX_BYTES:
            html = render_to_string("413.html", {"council": council.packaged()})
            return HttpResponse(html, status=413)
        return self.get_response(request)


class DiskUploadHandler(TemporaryFileUploadHandler):
    """Keeps every file on disk, never in memory; where the disk is full, the sender is told."""

    def new_file(self, *args, **kwargs):
        with self._room_on_disk():
            super().new_file(*args, **kwargs)
            # Open, but without a name: a process that is killed leaves nothing of it behind.
            Path(self.file.temporary_file_path()).unlink()

    def receive_data_chunk(self, raw_data, start):
        with self._room_on_disk():
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size):
        with self._room_on_disk():  # the last of it is written now
            return super().file_complete(file_size)

    @contextmanager
    def _room_on_disk(self):
        try:
            yield
        except OSError as fault:
            with suppress(OSError):
                self.upload_interrupted()
            raise BadRequest("What was sent cannot be stored.") from fault
