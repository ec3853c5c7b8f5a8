"""The photo page of the report form."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reporting.models import Draft
from tests import journeys
from tests.journeys import OFFENSIVE_GRAFFITI
from tests.pictures import with_position

pytestmark = pytest.mark.usefixtures("pack")


def test_a_photo_is_added_and_can_be_removed(client):
    address = photo_page(client)
    with_file = client.post(address, {"photo": upload(with_position())})
    assert with_file["Location"] == address
    photo = Draft.objects.get().photos.get()
    assert "1 photo added" in client.get(address).content.decode()
    client.post(address, {"remove": photo.pk})
    assert not Draft.objects.get().photos.exists()


def test_a_file_that_is_no_photo_is_refused_with_a_sentence(client):
    page = client.post(photo_page(client), {"photo": upload(b"<svg onload=alert(1)>")})
    assert page.status_code == 200
    assert "We could not read this photo" in page.content.decode()


def test_a_seventh_photo_is_refused_with_a_sentence(client):
    address = photo_page(client)
    for _ in range(6):
        client.post(address, {"photo": upload(with_position())})
    page = client.post(address, {"photo": upload(with_position())})
    assert "You can add up to 6 photos" in page.content.decode()


def test_the_photo_of_another_draft_cannot_be_removed(client):
    mine = photo_page(client)
    client.post(mine, {"photo": upload(with_position())})
    photo = Draft.objects.get().photos.get()
    other = Client()
    other.post(photo_page(other), {"remove": photo.pk})
    assert Draft.objects.get(pk=photo.draft_id).photos.exists()


def photo_page(client):
    answers = {**OFFENSIVE_GRAFFITI}
    del answers["photo"]
    return journeys.fill_in(client, "graffiti", answers)


def upload(content):
    return SimpleUploadedFile("IMG_2026 Hoe Street.jpg", content, "image/jpeg")
