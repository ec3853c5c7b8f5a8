"""What is sent broken, or too large to look at, gets a page with a sentence and harms nothing."""

import errno
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reporting.models import Photo
from safety_site import uploads
from tests.integration.test_journey_photos import add, photo_page
from tests.pictures import picture

pytestmark = pytest.mark.usefixtures("pack")

MULTIPART = "multipart/form-data; boundary=edge"
FILE = b'--edge\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\n'
BROKEN = {
    "no boundary": (b"--edge--\r\n", "multipart/form-data"),
    "a head without an end": (FILE + b"X: " + b"x" * 5000, MULTIPART),
    "too many files": ((FILE + b"\r\n?\r\n") * 21 + b"--edge--\r\n", MULTIPART),
}


@pytest.fixture
def visitor():
    """Open the photo page as a browser does, with the check of the form's token."""
    visitor = Client()
    visitor.page = photo_page(visitor)
    add(visitor, visitor.page, None)
    visitor.get(visitor.page)  # brings the cookie that goes with the token
    visitor.handler.enforce_csrf_checks = True
    return visitor


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_form_gets_a_page_that_says_what_to_do(visitor, fault):
    body, kind = BROKEN[fault]
    answer = visitor.post(visitor.page, body, content_type=kind)
    assert answer.status_code == 400
    assert "Go back and try again" in answer.content.decode()
    assert Photo.objects.count() == 1


@pytest.mark.parametrize("path", ["/", "/admin/", "/report/litter/"])
def test_too_much_at_once_is_turned_away_everywhere(client, settings, path):
    settings.REQUEST_MAX_BYTES = 1000
    answer = client.post(path, {"file": SimpleUploadedFile("a.jpg", bytes(1001))})
    assert answer.status_code == 413
    assert "add fewer photos" in answer.content.decode()


def test_six_of_the_largest_photos_fit_into_one_request(settings):
    assert settings.REQUEST_MAX_BYTES > 6 * settings.PHOTO_MAX_BYTES


@pytest.mark.parametrize("moment", ["open", "write", "seek"])
def test_where_no_upload_can_wait_the_sender_is_told_and_nothing_is_lost(
    visitor, monkeypatch, moment
):
    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    class FullDisk(BytesIO):
        pass

    if moment != "open":
        setattr(FullDisk, moment, full)
    monkeypatch.setattr(uploads, "TemporaryFile", full if moment == "open" else FullDisk)
    answer = add(visitor, visitor.page, picture())
    assert answer.status_code == 400
    assert Photo.objects.count() == 1


def test_a_host_that_is_not_ours_gets_a_page_too(client):
    answer = client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()
