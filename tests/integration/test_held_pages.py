"""The list of held reports under a flood of them."""

import pytest

from reporting.models import Report
from tests import factories

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")


def test_more_held_reports_than_a_page_shows_are_on_the_next(client):
    report = factories.report()
    for number in range(50):
        report.pk, report.reference = None, f"WF-AAAA-{number:04}"
        report.draft_key = report.receipt_key = f"{number:022}"
        report.save()
    Report.objects.update(quarantined=True)
    client.force_login(factories.staff("Safety managers"))
    for page, number in (("", 50), ("?p=2", 1)):
        shown = client.get(f"/admin/reporting/held/{page}")
        assert len(shown.context["cl"].result_list) == number
