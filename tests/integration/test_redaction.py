"""Photos blacked out: who draws and who takes away, and that nobody else gets the original."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from reporting import photo_files, services
from reporting.models import Event, Photo
from reporting.redaction import Box
from tests import factories
from tests.cases import case_page
from tests.factories import HARASSMENT, MONDAY_MORNING
from tests.redaction import (
    ALL,
    LEFT_HALF,
    TEAM,
    address,
    brightest,
    browser,
    draw,
    redact,
    stored,
)

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")


@pytest.fixture
def report():
    return factories.report(photo=True)


@pytest.fixture
def cleared():
    """Sign in an officer of the team who is cleared for restricted reports."""
    return browser(factories.staff("Case officers", TEAM, username="clara"))


@pytest.fixture
def officer():
    """Sign in an officer of the team who is not cleared."""
    return browser(factories.staff("Case officers", TEAM, cleared=False, username="olu"))


def test_what_is_blacked_out_is_black_for_everybody_in_both_sizes(report, officer):
    response = draw(officer, report, LEFT_HALF)
    assert response["Location"] == address("redact", report)
    for name in ("photo", "thumbnail"):
        content = officer.get(address(name, report)).content
        assert brightest(content) < 8, name
        assert brightest(content, (0.9, 0.9)) > 50, name


def test_who_redacted_what_is_written_down_with_old_and_new_boxes(report, cleared):
    draw(cleared, report, LEFT_HALF)
    draw(cleared, report, ALL)
    first, second = Event.objects.filter(type=Event.Type.REDACTED)
    assert (first.data["from"], first.data["to"]) == ([], [list(LEFT_HALF)])
    assert (second.data["from"], second.data["to"]) == ([list(LEFT_HALF)], [list(ALL)])
    assert second.by.username == "clara"
    page = cleared.get(case_page(report)).content.decode()
    assert "Redacted by clara at" in page
    assert "photo 1: 1 black box" in " ".join(page.split())


def test_who_is_not_cleared_adds_boxes_and_takes_none_away(report, officer):
    draw(officer, report, LEFT_HALF)
    other = Box(80.0, 80.0, 10.0, 10.0)
    draw(officer, report, other)
    assert Photo.objects.get().boxes == [list(LEFT_HALF), list(other)]
    refused = draw(officer, report)
    assert refused.status_code == 422
    assert "Nothing has changed" in refused.content.decode()
    assert Photo.objects.get().redacted


def test_the_service_too_lets_nobody_uncover_who_is_not_cleared(report):
    redact(report, LEFT_HALF, ALL)
    olu = factories.staff("Case officers", TEAM, cleared=False)
    with pytest.raises(services.Refused, match="Only somebody who is cleared"):
        redact(report, ALL, by=olu)
    assert len(Photo.objects.get().boxes) == 2


def test_who_is_cleared_takes_the_boxes_away_and_the_photo_is_whole_again(report, cleared):
    draw(cleared, report, ALL)
    page = draw(cleared, report, follow=True).content.decode()
    assert "The photo is now shown as it came." in page
    assert brightest(cleared.get(address("photo", report)).content, (0.9, 0.9)) > 50
    photo = Photo.objects.get()
    assert (photo.redacted.name, photo.redacted_thumbnail.name, photo.boxes) == ("", "", [])


def test_the_original_is_for_the_cleared_alone_and_each_look_is_logged(report, officer, cleared):
    redact(report, ALL)
    assert officer.get(address("original", report)).status_code == 403
    looks = Event.objects.filter(type=Event.Type.READ, data={"photo": report.photos.get().pk})
    assert looks.count() == 0
    for number in (1, 2):
        assert brightest(cleared.get(address("original", report)).content) > 50
        assert looks.count() == number


def test_no_file_that_is_missing_brings_the_original_back(report, officer):
    redact(report, ALL)
    Photo.objects.update(redacted_thumbnail="")
    assert brightest(officer.get(address("thumbnail", report)).content) < 8
    photo = Photo.objects.get()
    default_storage.delete(photo.redacted.name)
    assert officer.get(address("photo", report)).status_code == 404


def test_no_address_gives_the_original_to_who_is_not_cleared(report, officer):
    photo = Photo.objects.get()
    whole = {Path(file.path).read_bytes() for file in (photo.file, photo.thumbnail)}
    redact(report, ALL)
    photo = Photo.objects.get()
    pages = [case_page(report), case_page(report).replace("change", "history")]
    pages += [address(name, report) for name in ("photo", "thumbnail", "original", "redact")]
    pages += [f"{address('redact', report)}?original=yes", f"{address('photo', report)}?original=1"]
    pages += [f"{root}{photo.file.name}" for root in ("/media/", "/", "/static/")]
    for page in pages:
        response = officer.get(page, follow=True)
        assert response.getvalue() not in whole, page
        if "html" in response["Content-Type"]:
            assert "/original/" not in response.content.decode(), page


def test_of_a_restricted_report_only_the_cleared_see_photos_and_all_is_logged():
    report = factories.report("street-harassment", HARASSMENT, photo=True)
    vera = factories.staff("Case officers", "vawg", username="vera")
    redact(report, ALL, by=vera)
    not_cleared = browser(factories.staff("Case officers", "vawg", cleared=False))
    for name in ("photo", "thumbnail", "original", "redact"):
        assert not_cleared.get(address(name, report)).status_code == 404, name
    reading = Event.objects.filter(type=Event.Type.READ, by=vera)
    for number, name in enumerate(("redact", "photo", "original"), 1):
        assert browser(vera).get(address(name, report)).status_code == 200
        assert reading.count() == number


def test_only_who_works_on_a_report_redacts_its_photos(report):
    manager = browser(factories.staff("Safety managers"))
    dpo = browser(factories.staff("Data protection officers"))
    other_team = browser(factories.staff("Case officers", "vawg"))
    assert draw(dpo, report, ALL).status_code == 403
    assert dpo.get(address("redact", report)).status_code == 403
    assert "redact/" not in dpo.get(case_page(report)).content.decode()
    assert draw(other_team, report, ALL).status_code == 404
    assert draw(Client(), report, ALL).status_code in (302, 403)
    assert not Photo.objects.get().redacted
    assert draw(manager, report, ALL).status_code == 302


def test_the_photo_of_another_case_is_not_there_and_the_service_says_so(report, cleared):
    other = factories.report(photo=True)
    foreign = other.photos.get()
    assert draw(cleared, report, ALL, photo=foreign).status_code == 404
    by, seen = factories.staff("Case officers", TEAM), report.events.last().pk
    before = stored()
    with pytest.raises(services.Refused, match="belongs to another report"):
        services.redact_photo(
            report=report, photo=foreign, boxes=[ALL], by=by, at=MONDAY_MORNING, seen=seen
        )
    assert not Photo.objects.exclude(redacted="").exists()
    assert stored() == before


@pytest.mark.django_db(transaction=True)
def test_the_files_of_an_older_redaction_go_once_the_new_one_is_certain(report):
    redact(report, LEFT_HALF)
    old = {Photo.objects.get().redacted.name, Photo.objects.get().redacted_thumbnail.name}
    assert old <= stored()
    redact(report, ALL)
    new = Photo.objects.get()
    assert old.isdisjoint(stored())
    assert {new.redacted.name, new.redacted_thumbnail.name, new.file.name} <= stored()
    redact(report)
    assert {new.redacted.name, new.redacted_thumbnail.name}.isdisjoint(stored())
    assert new.file.name in stored()


def test_a_redaction_that_breaks_off_leaves_row_and_disk_as_they_were(report, monkeypatch):
    redact(report, LEFT_HALF)
    before, files = Photo.objects.values().get(), stored()

    def break_off(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("reporting.services.redacting.record", break_off)
    with pytest.raises(RuntimeError):
        redact(report, ALL)
    assert Photo.objects.values().get() == before
    assert stored() == files


def test_a_full_disk_and_a_lost_file_are_told_in_sentences(report, officer, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(default_storage, "save", full)
        response = draw(officer, report, ALL)
        assert response.status_code == 422
        assert "cannot keep photos just now" in response.content.decode()
    default_storage.delete(Photo.objects.get().file.name)
    response = draw(officer, report, ALL)
    assert response.status_code == 422
    assert "This photo cannot be opened." in response.content.decode()


def test_the_sweep_keeps_redacted_files_and_who_deletes_a_photo_deletes_them_too(
    report, django_capture_on_commit_callbacks
):
    redact(report, ALL)
    photo = Photo.objects.get()
    names = {getattr(photo, column).name for column in ("file", "redacted", "redacted_thumbnail")}
    old = (datetime.now(UTC) - timedelta(days=9)).timestamp()
    for name in names:
        os.utime(Path(default_storage.path(name)), (old, old))
    photo_files.sweep(datetime.now(UTC))
    assert names <= stored()
    with django_capture_on_commit_callbacks(execute=True):
        services.pictures.delete_with_files(photo)
    assert names.isdisjoint(stored())
