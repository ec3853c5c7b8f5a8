"""Support pages and the council itself in the back office."""

import pytest

from safety_site.models import Council
from tests import factories
from tests.public_content import make_support_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False


def test_a_support_page_is_edited_with_its_editor_named(client):
    editor = factories.staff("Content editors")
    client.force_login(editor)
    support = make_support_page(keywords=["theft"])
    fields = {"title": "Crime", "summary": "S", "body": "B", "position": 1}
    fields |= {"keywords": "theft\r\nrobbery", "checked_on": "01/06/2025", "slug": "other"}
    response = client.post(f"/admin/reporting/supportpage/{support.pk}/change/", fields)
    assert response.status_code == 302
    support.refresh_from_db()
    assert (support.keywords, support.slug) == (["theft", "robbery"], "crime")
    assert support.history.first().history_user == editor


@pytest.mark.usefixtures("pack")
def test_the_council_is_one_row_that_is_changed_but_never_added_or_deleted(client):
    client.force_login(factories.staff("Safety managers"))
    row = f"/admin/safety_site/council/{Council.objects.get().pk}"
    assert client.get("/admin/safety_site/council/").headers["Location"] == f"{row}/change/"
    assert client.get(f"{row}/change/").status_code == 200
    assert client.get(f"{row}/delete/").status_code == 403
    assert client.get("/admin/safety_site/council/add/").status_code == 403
