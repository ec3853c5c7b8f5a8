"""A test finds the database as its fixtures say, whatever the test before it left there."""

import pytest
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from reporting.models import Category, Report, Team
from tests import factories


def differing(snapshot):
    """Name the models whose rows are not those of the snapshot."""
    with connection.cursor() as cursor:
        return {t.model.__name__ for t in snapshot.tables if t.read(cursor) != t.rows}


def test_a_snapshot_puts_right_what_was_added_changed_and_taken_away(pack, starting_points):
    snapshot = starting_points.snapshots["pack"]
    factories.report()
    factories.staff("Case officers", "asb")
    Team.objects.filter(slug="asb").update(name="Another team")
    Category.objects.get(slug="litter").delete()
    assert differing(snapshot) >= {"Report", "User", "Team", "Category", "Question"}
    snapshot.restore()
    assert differing(snapshot) == set()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("again", [False, True])
def test_what_a_test_commits_is_gone_in_the_next(pack, again):
    assert not User.objects.exists()
    assert not Report.objects.exists()
    assert ContentType.objects.exists()
    factories.report()
    factories.staff("Case officers", "asb")


def test_a_test_that_asks_for_no_pack_gets_none(db):
    assert not Category.objects.exists()
    assert ContentType.objects.exists()
