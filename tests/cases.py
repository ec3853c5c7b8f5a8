"""Officers at work on a case page, for tests."""

from django.urls import reverse


def case_page(report):
    return reverse("admin:reporting_report_change", args=[report.pk])


def act(client, report, name, *, follow=False, confirmed=True, seen=None, **data):
    """Send one small form of a case page, as somebody who has just read the page."""
    last = report.events.order_by("-pk").values_list("pk", flat=True).first()
    sent = {"seen": last if seen is None else seen} | data
    if confirmed:
        sent["confirmed"] = "yes"
    return client.post(reverse(f"admin:case_{name}", args=[report.pk]), sent, follow=follow)


def form(response, name):
    """Return a form that a case page offers, or None."""
    return next(
        (each["form"] for each in response.context["offered"] if each["name"] == name), None
    )
