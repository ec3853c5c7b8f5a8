"""No photo stands twice, and no file stays that no report names."""

import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from reporting import photo_files, services
from reporting.models import Photo
from reporting.photos import remake
from safety_site.uploads import DiskUploadHandler
from tests import factories
from tests.pictures import picture

pytestmark = pytest.mark.usefixtures("pack")

NOW = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)


def add(draft, content):
    remade = remake(SimpleUploadedFile("photo.jpg", content))
    return services.add_photo(draft=draft, remade=remade, at=NOW)


def stored():
    return set(default_storage.listdir("photos")[1])


def lost(age):
    """Leave a file without a row, as a process does that is killed before the row is written."""
    name = default_storage.save("photos/lost.jpg", ContentFile(b"nobody's"))
    when = (NOW - age).timestamp()
    os.utime(default_storage.path(name), (when, when))
    return Path(name).name


def test_a_photo_that_a_broken_connection_sends_again_stands_once():
    draft = factories.draft()
    first = add(draft, picture("JPEG"))
    before = stored()
    assert add(draft, picture("JPEG")) == first
    assert Photo.objects.count() == 1
    assert stored() == before


def test_the_same_photo_may_stand_on_another_report():
    for _ in range(2):
        add(factories.draft(), picture("JPEG"))
    assert Photo.objects.count() == 2


def test_a_full_report_takes_the_photo_that_it_has():
    draft = factories.draft()
    for shade in range(6):
        add(draft, picture("JPEG", size=(40 + shade, 40)))
    assert add(draft, picture("JPEG", size=(40, 40))).pk
    with pytest.raises(services.Refused):
        add(draft, picture("JPEG", size=(90, 40)))


def test_files_that_no_row_names_are_swept_once_they_are_a_day_old():
    photo = add(factories.draft(), picture("JPEG"))
    old, young = lost(timedelta(days=2)), lost(timedelta(hours=2))
    assert photo_files.sweep(NOW) >= 1
    assert old not in stored()
    assert young in stored()
    assert {Path(photo.file.name).name, Path(photo.thumbnail.name).name} <= stored()


@pytest.mark.django_db(transaction=True)
def test_the_jobs_sweep_once_a_day():
    when = datetime.now(UTC) - timedelta(days=3)
    for _ in range(2):
        name = lost(timedelta())
        os.utime(default_storage.path(f"photos/{name}"), (when.timestamp(),) * 2)
        call_command("run_jobs")
    assert name in stored()  # the second, for tomorrow's sweep


def test_a_site_without_photos_has_nothing_to_sweep(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert photo_files.sweep(NOW) == 0


def test_an_upload_has_no_name_while_it_is_looked_at(settings, tmp_path, monkeypatch):
    """So a process that is killed leaves nothing of it: neither the picture nor its position."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    handler = DiskUploadHandler()
    handler.new_file("photos", "IMG_1.jpg", "image/jpeg", 5, None)
    handler.receive_data_chunk(b"whole", 0)
    assert list(tmp_path.iterdir()) == []
    upload = handler.file_complete(5)
    assert upload.read() == b"whole"
    upload.close()


def test_a_photo_of_a_report_that_was_sent_meanwhile_stays():
    draft = factories.draft()
    photo = add(draft, picture("JPEG"))
    services.submit(draft_key=draft.key, at=NOW)
    with pytest.raises(services.DraftGone):
        services.remove_photo(draft=draft, pk=photo.pk)
    assert Photo.objects.filter(pk=photo.pk).exists()
