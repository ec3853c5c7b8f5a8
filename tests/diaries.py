"""Incident diaries for tests, and the form that adds to one."""

from reporting import services
from reporting.models import Event, Report
from tests import factories
from tests.factories import CONTACT, MONDAY_MORNING

NOISE = {
    "begin": {"danger_now": "no"},
    "kind": {"kind": "music"},
    "aimed": {"hateful": "no"},
    "what-happened": {"description": "Bass through the wall", "effect": []},
    "when": {"last_heard": "now", "how_often": "most-days", "days": [], "times": []},
    "source": {"source_kind": "home", "tenure": "dont-know", "source": "The flat above"},
    "history": {"told_before": "no", "earlier_reference": "", "visit_times": []},
    "where": {"location": "2 Hoe Street", "ward": "hoe-street"},
    "photo": {},
    "for-whom": {"third_party": False, "agrees": "", "name": ""},
    **CONTACT,
}
NOW = {"happened": "now", "text": "Bass through the wall", "how_long": "going-on"}


def earlier(day, month, year, time="", **told):
    """Fill in the form for something that happened before."""
    when = {
        "happened": "earlier",
        "happened__day_day": str(day),
        "happened__day_month": str(month),
        "happened__day_year": str(year),
        "happened__time": time,
    }
    return NOW | {"how_long": "hour"} | when | told


def begin(report, at=MONDAY_MORNING):
    """Make a diary; return its address."""
    return f"/diary/{services.make_diary_link(report=report, at=at)}/"


def write(report, number=1, *, at=MONDAY_MORNING, **told):
    """Write entries straight into a diary."""
    for index in range(number):
        services.add_diary_entry(
            report=report,
            at=at,
            **{
                "happened": "2026-11-20T22:15",
                "text": "Bass through the wall",
                "how_long": "three-hours",
                "effects": ["sleep"],
                "effect": "",
                "photos": [],
                "once": str(index),
                **told,
            },
        )


def entries():
    """Return what stands in any diary."""
    return Event.objects.filter(type=Event.Type.DIARY)


def noise_report():
    """Send a report of the kind that a diary helps most."""
    return factories.report("noise", NOISE)


def close(report):
    """Close a report, as far as its diary can tell."""
    ended = {"outcome": "resolved", "explanation": "We spoke to them"}
    Report.objects.filter(pk=report.pk).update(status=Report.Status.CLOSED, **ended)
