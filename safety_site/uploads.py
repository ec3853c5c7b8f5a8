"""How much anybody may send in one go, and where it waits until it is looked at."""

from contextlib import contextmanager
from tempfile import TemporaryFile

from django.conf import settings
from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
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


class DiskUploadHandler(FileUploadHandler):
    """Keeps every file on disk, never in memory; where the disk is full, the sender is told.

    The file has no name there: a process that is killed leaves nothing of it behind.
    """

    file = None  # none could be opened

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        with self._room_on_disk():
            self.file = UploadedFile(
                TemporaryFile(),  # noqa: SIM115 - closed with the request, as all uploads are
                self.file_name,
                self.content_type,
                size=0,
                charset=self.charset,
                content_type_extra=self.content_type_extra,
            )

    def receive_data_chunk(self, raw_data, start):
        with self._room_on_disk():
            self.file.write(raw_data)

    def file_complete(self, file_size):
        with self._room_on_disk():  # the last of it is written now
            self.file.seek(0)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self):
        if self.file:
            self.file.close()

    @contextmanager
    def _room_on_disk(self):
        try:
            yield
        except OSError as fault:
            raise BadRequest("What was sent cannot be stored.") from fault
