"""The photo page of the report form."""

import errno
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reporting.journey.photo_form import NAMES
from reporting.models import Draft, Photo
from reporting.photos import MOST_PHOTOS
from tests import journeys
from tests.journeys import OFFENSIVE_GRAFFITI
from tests.pictures import another_picture, with_position

pytestmark = pytest.mark.usefixtures("pack")

NO_PHOTO = b"<svg onload=alert(1)>"


@pytest.fixture
def page(client):
    """Fill in a report up to its photo page; return the page's address."""
    return photo_page(client)


def photo_page(client):
    answers = {**OFFENSIVE_GRAFFITI}
    del answers["photo"]
    return journeys.fill_in(client, "graffiti", answers)


def upload(content=None):
    return SimpleUploadedFile("IMG_2026 Hoe Street.jpg", content or another_picture(), "image/jpeg")


def add(client, page, *contents, button="add"):
    uploads = [upload(content) for content in contents]
    return client.post(page, {"photos": uploads, button: ""})


def stored_files():
    return {path.name for path in Path(settings.MEDIA_ROOT).rglob("*.jpg")}


def test_photos_are_added_together_shown_and_removed_one_by_one(client, page):
    assert add(client, page, with_position(), another_picture())["Location"] == page
    first, second = Draft.objects.get().photos.all()
    shown = client.get(page).content.decode()
    assert "2 photos added" in shown
    assert f'src="{page}{second.pk}/"' in shown
    assert client.post(f"{page}{first.pk}/remove/")["Location"] == page
    assert Draft.objects.get().photos.get() == second


def test_continue_adds_what_is_chosen_and_goes_on_in_one_tap(client, page):
    answer = add(client, page, None, None, button="continue")
    assert journeys.step_of(answer["Location"]) == "about-you"
    assert Draft.objects.get().photos.count() == 2


def test_continue_with_nothing_chosen_goes_on(client, page):
    assert journeys.step_of(client.post(page)["Location"]) == "about-you"


def test_add_with_nothing_chosen_stays(client, page):
    assert client.post(page, {"add": ""})["Location"] == page


@pytest.mark.parametrize("button", ["add", "continue"])
def test_the_good_photos_are_kept_and_the_bad_ones_named(client, page, button):
    answer = add(client, page, None, NO_PHOTO, None, button=button)
    assert answer.status_code == 200
    assert answer.context["form"].errors["photos"] == [
        "The second photo cannot be read. Choose a JPEG, PNG, WebP or HEIC file"
    ]
    assert answer.content.decode().count("The second photo cannot be read") == 2  # summary, field
    assert "2 photos added" in answer.content.decode()


def test_one_bad_photo_needs_no_number(client, page):
    errors = add(client, page, NO_PHOTO).context["form"].errors["photos"]
    assert errors[0].startswith("The photo cannot be read")


def test_a_photo_that_the_script_sends_alone_keeps_its_number(client, page):
    answer = client.post(page, {"photos": upload(NO_PHOTO), "number": "3", "add": ""})
    assert answer.context["form"].errors["photos"][0].startswith("The third photo cannot")


def test_an_empty_file_is_refused_with_a_sentence(client, page):
    answer = client.post(page, {"photos": SimpleUploadedFile("a.jpg", b""), "add": ""})
    assert answer.context["form"].errors["photos"] == ["The photo is empty. Choose another one"]


def test_of_more_than_six_photos_the_first_are_kept(client, page):
    add(client, page, None, None)
    answer = add(client, page, *[None] * 5)
    assert Draft.objects.get().photos.count() == MOST_PHOTOS
    told = answer.context["form"].errors["photos"]
    assert told == ["You can add up to 6 photos. We did not add the rest"]


def test_a_refused_photo_leaves_its_place_to_the_next(client, page):
    add(client, page, *[None] * 5)
    add(client, page, NO_PHOTO, None)
    assert Draft.objects.get().photos.count() == MOST_PHOTOS


def test_when_six_are_added_the_page_says_so_instead_of_asking(client, page):
    add(client, page, *[None] * MOST_PHOTOS)
    assert "You have added 6 photos" in client.get(page).content.decode()


def test_every_photo_of_one_choice_has_a_name():
    assert len(NAMES) == MOST_PHOTOS


def test_only_the_device_that_fills_in_the_report_sees_its_photos_and_only_small(client, page):
    add(client, page, with_position())
    address = f"{page}{Draft.objects.get().photos.get().pk}/"
    answer = client.get(address)
    assert answer["Content-Type"] == "image/jpeg"
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert answer.content == Path(Photo.objects.get().thumbnail.path).read_bytes()
    assert Client().get(address).status_code == 404
    other = Client()
    assert other.get(f"{photo_page(other)}{Photo.objects.get().pk}/").status_code == 404


def test_once_the_report_is_sent_nobody_sees_its_photos_here(client, page):
    add(client, page, with_position(), button="continue")
    address = f"{page}{Photo.objects.get().pk}/"
    client.post(page.replace("/photo/", "/about-you/"), journeys.ABOUT_YOU)
    assert client.post(page.replace("/photo/", "/check/")).status_code == 302
    assert Photo.objects.get().report
    assert client.get(address).status_code == 404


def test_a_photo_whose_file_is_gone_is_not_found(client, page):
    add(client, page, None)
    photo = Photo.objects.get()
    photo.thumbnail.storage.delete(photo.thumbnail.name)
    assert client.get(f"{page}{photo.pk}/").status_code == 404


def test_the_photo_of_another_draft_cannot_be_removed(client, page):
    add(client, page, None)
    photo = Photo.objects.get()
    other = Client()
    other.post(f"{photo_page(other)}{photo.pk}/remove/")
    assert Photo.objects.get() == photo


def test_a_removed_photo_leaves_no_file(client, page, django_capture_on_commit_callbacks):
    before = stored_files()
    add(client, page, None)
    assert len(stored_files() - before) == 2
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{page}{Photo.objects.get().pk}/remove/")
    assert stored_files() == before


def test_a_photo_is_removed_by_a_form_only(client, page):
    add(client, page, None)
    assert client.get(f"{page}{Photo.objects.get().pk}/remove/").status_code == 405


def test_changing_photos_from_the_last_page_leads_back_there(client, page):
    assert client.post(page)["Location"].endswith("/about-you/")
    client.post(page.replace("/photo/", "/about-you/"), journeys.ABOUT_YOU)
    changed = f"{page}?change"
    assert add(client, changed, None)["Location"] == changed
    removed = client.post(f"{page}{Photo.objects.get().pk}/remove/?change")
    assert removed["Location"] == changed
    assert client.post(changed)["Location"].endswith("/check/")


@pytest.mark.parametrize("written_before", [0, 1, 2, 3])
def test_a_full_disk_gives_a_sentence_and_keeps_what_was_stored(
    client, page, monkeypatch, written_before
):
    add(client, page, None)
    kept = stored_files()
    room = [True] * written_before
    save = FileSystemStorage._save

    def save_while_there_is_room(storage, name, content):
        if not room:
            Path(storage.path(name)).write_bytes(b"half of it")  # as a full disk leaves it
            raise OSError(errno.ENOSPC, "No space left on device")
        room.pop()
        return save(storage, name, content)

    monkeypatch.setattr(FileSystemStorage, "_save", save_while_there_is_room)
    answer = add(client, page, None, None, button="continue")
    assert "We cannot keep photos just now" in answer.content.decode()
    assert Photo.objects.count() == 1 + written_before // 2
    assert len(stored_files() - kept) == 2 * (written_before // 2)
    assert kept <= stored_files()
