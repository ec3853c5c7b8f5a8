"""Keys of rows that no page of ours sends."""

import pytest

from community.models import WardTeam
from faq.models import Theme
from tests import factories

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

JUNK = ["x", "\0", "9" * 30]


@pytest.fixture
def manager(client):
    user = factories.staff("Safety managers")
    user.groups.add(*factories.staff("Content editors").groups.all())
    client.force_login(user)
    return client


@pytest.mark.parametrize("key", JUNK)
@pytest.mark.parametrize(
    ("page", "action"), [("faq/theme", "delete_selected"), ("reporting/held", "release_chosen")]
)
def test_a_list_does_nothing_with_a_row_that_cannot_be(manager, page, action, key):
    before = Theme.objects.count()
    sent = {"action": action, "_selected_action": key, "post": "yes"}
    assert manager.post(f"/admin/{page}/", sent).status_code in (200, 302)
    assert Theme.objects.count() == before


@pytest.mark.parametrize("key", JUNK)
def test_a_choice_that_cannot_be_is_refused_at_its_field(manager, key):
    team = WardTeam.objects.create(name="North team", organisation="police")
    page = manager.post(
        f"/admin/community/wardteam/{team.pk}/change/",
        {"name": "Northern", "organisation": "police", "wards": [key]},
    )
    assert page.status_code == 200
    assert "wards" in page.context["adminform"].form.errors
    assert "Northern" in page.content.decode()
