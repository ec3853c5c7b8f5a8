"""From case to case through the pile that one was opened from, without a script."""

from urllib.parse import urlencode

import pytest
from django.utils import timezone

from reporting import services
from reporting.models import Report, Team
from tests import factories
from tests.cases import case_page
from tests.desk import DAY, QUEUE, graffiti

pytestmark = [pytest.mark.usefixtures("pack", "without_second_factor"), pytest.mark.django_db]


@pytest.fixture
def officer():
    return factories.staff("Case officers", "neighbourhoods", username="olive")


@pytest.fixture
def now():
    return timezone.now()


def test_the_case_page_leads_to_the_next_case_of_the_pile_it_was_opened_from(client, officer, now):
    first, second, third = (graffiti(now - days * DAY, officer) for days in (30, 20, 10))
    client.force_login(officer)
    html = client.get(f"{case_page(second)}?pile=overdue").content.decode()
    assert (
        f'{case_page(first)}?_changelist_filters=pile%3Doverdue" data-shortcut="previous"' in html
    )
    assert f'{case_page(third)}?_changelist_filters=pile%3Doverdue" data-shortcut="next"' in html
    # It is remembered after an act; once the case has left the pile, its first one is next.
    services.change_status(report=second, status="inspected", by=officer, at=now)
    Report.objects.filter(pk=second.pk).update(next_at=now + 9 * DAY)
    html = client.get(case_page(second)).content.decode()
    assert f'{case_page(first)}?_changelist_filters=pile%3Doverdue" data-shortcut="next"' in html
    # The queue hands its filters over in its own way.
    mine = f"{case_page(first)}?_changelist_filters=pile%3Doverdue%26officer%3Dme"
    assert "pile=overdue&amp;officer=me" in client.get(mine).content.decode()


def test_a_list_that_was_filtered_or_searched_for_leads_from_case_to_case_too(client, officer, now):
    first, second, third = (graffiti(now - days * DAY) for days in (30, 20, 10))
    graffiti(now - 5 * DAY, officer)
    client.force_login(officer)
    listed = {"officer": "nobody", "q": "paint", "o": "oldest"}
    query = client.get(QUEUE, listed).wsgi_request.GET.urlencode()
    kept = urlencode({"_changelist_filters": query})
    html = client.get(f"{case_page(second)}?{kept}").content.decode()
    assert f'{case_page(first)}?{kept}" data-shortcut="previous"' in html
    assert f'{case_page(third)}?{kept}" data-shortcut="next"' in html
    assert f'{QUEUE}?{query.replace("&", "&amp;")}"' in html
    # Who takes it goes on with the same list, though it would not stand there any more.
    services.assign(report=second, officer=officer, by=officer, at=now)
    html = client.get(case_page(second)).content.decode()
    assert f'{case_page(third)}?{kept}" data-shortcut="next"' in html
    # What has gone to another team meanwhile is passed over.
    services.allocate(
        report=third, team=Team.objects.get(slug="asb"), reason="A", by=officer, at=now
    )
    assert third.reference not in client.get(case_page(second)).content.decode()


def test_a_part_of_a_pile_is_a_list_of_its_own(client, officer, now):
    first, third = (graffiti(now - days * DAY) for days in (40, 20))
    graffiti(now - 30 * DAY, officer)
    client.force_login(officer)
    query = client.get(QUEUE, {"pile": "overdue", "officer": "nobody"}).wsgi_request.GET.urlencode()
    kept = urlencode({"_changelist_filters": query})
    html = client.get(f"{case_page(first)}?{kept}").content.decode()
    assert f'{case_page(third)}?{kept}" data-shortcut="next"' in html


def test_the_way_from_case_to_case_tells_nothing_of_other_teams(client, officer, now):
    graffiti(now - 30 * DAY)
    report = graffiti(now, officer)
    foreign = factories.report("street-harassment", factories.HARASSMENT, at=now - 30 * DAY)
    client.force_login(officer)
    html = client.get(f"{case_page(report)}?pile=overdue").content.decode()
    assert foreign.reference not in html
    for hostile in ("?pile=%00", "?pile='--", "?_changelist_filters=%ED%A0%80", "?pile=held"):
        assert client.get(case_page(report) + hostile).status_code == 200
