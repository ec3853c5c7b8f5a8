"""Photos of a diary entry: with it or not at all, and for officers only."""

import errno
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile

from reporting.models import Photo
from scripts.hostile_files import png
from tests import diaries
from tests.diaries import NOW, entries
from tests.factories import MONDAY_MORNING
from tests.pictures import another_picture, with_position

pytestmark = pytest.mark.usefixtures("pack")

NO_PHOTO = b"<svg onload=alert(1)>"


@pytest.fixture(autouse=True)
def _monday_morning(time_machine):
    time_machine.move_to(MONDAY_MORNING, tick=False)


@pytest.fixture
def page():
    return diaries.begin(diaries.noise_report())


def add(client, page, *contents, **told):
    photos = [SimpleUploadedFile("IMG_1.jpg", each, "image/jpeg") for each in contents]
    return client.post(page, NOW | {"photos": photos} | told)


def files():
    return {path.name for path in Path(settings.MEDIA_ROOT).rglob("*.jpg")}


def refused(client, page, *contents, **told):
    """Send photos that cannot be taken; return what is said of them."""
    before = files()
    answer = add(client, page, *contents, text="They kicked the door", **told)
    assert answer.status_code == 200
    assert "They kicked the door</textarea>" in answer.content.decode()
    assert entries().count() == Photo.objects.count() == 0
    assert files() == before
    form = answer.context["form"]
    return form.errors.get("photos", form.non_field_errors())


def test_photos_belong_to_the_entry_and_are_made_anew(client, page):
    assert add(client, page, with_position(), another_picture()).status_code == 302
    event = entries().get()
    first, second = event.photos.all()
    assert first.report == second.report == event.report
    assert first.added_at == MONDAY_MORNING
    with first.file.open("rb") as stored:
        assert b"SECRET" not in stored.read()


def test_they_are_counted_in_the_diary_and_never_shown_there(client, page):
    add(client, page, another_picture(), another_picture())
    for address in (page, f"{page}print/"):
        shown = client.get(address).content.decode()
        assert "2 photos." in shown
        assert "photos/" not in shown


def test_a_fourth_photo_is_too_many(client, page):
    four = [another_picture() for _ in range(4)]
    assert refused(client, page, *four) == ["Choose up to 3 photos. You chose more"]


def test_one_bad_photo_of_several_is_named_and_all_are_to_be_chosen_again(client, page):
    assert refused(client, page, another_picture(), NO_PHOTO) == [
        "The second photo cannot be read. Choose a JPEG, PNG, WebP or HEIC file",
        "Choose the other photos again too",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (NO_PHOTO, "The photo cannot be read. Choose a JPEG, PNG, WebP or HEIC file"),
        (b"", "The photo is empty. Choose another one"),
        (png(50_000, 50_000), "The photo has too many pixels. Choose a smaller one"),
    ],
)
def test_a_file_that_is_no_photo_gets_a_sentence_and_the_words_stay(
    client, page, content, sentence
):
    assert refused(client, page, content) == [sentence]


def test_good_photos_beside_another_mistake_are_to_be_chosen_again(client, page):
    assert refused(client, page, another_picture(), how_long="") == ["Choose your photos again"]


def test_a_full_disk_is_a_sentence_and_leaves_nothing_behind(client, page, monkeypatch):
    save, saved = FileSystemStorage._save, []

    def fail_at_the_third(storage, name, content):
        saved.append(name)
        if len(saved) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        return save(storage, name, content)

    monkeypatch.setattr(FileSystemStorage, "_save", fail_at_the_third)
    told = refused(client, page, another_picture(), another_picture())
    assert told == ["We cannot keep photos just now. Try again in a few minutes"]


def test_sent_twice_with_its_photo_it_is_one_entry_with_one_photo(client, page):
    photo, known = another_picture(), {"once": "0" * 32}
    add(client, page, photo, **known)
    before = files()
    add(client, page, photo, **known)
    add(client, page, **known)
    assert entries().get().photos.count() == 1
    assert files() == before


def test_a_photo_added_to_the_form_after_going_back_is_not_lost(client, page):
    known = {"once": "0" * 32}
    add(client, page, **known)
    add(client, page, another_picture(), **known)
    assert entries().count() == 2
    assert Photo.objects.count() == 1
