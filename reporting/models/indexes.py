"""Which indexes reports and events have; `make bench-cases` shows what each is worth.

A condition is written as queries write it: only then the database takes the index.
"""

from django.db import models
from django.db.models import Q

from reporting import lifecycle

ENDED = Q(status__in=[each.value for each in sorted(lifecycle.ENDED)])
OPEN = ~ENDED
NEW = Q(officer__isnull=True, status__in=["received", "triage", "reopened"])
# What is asked of the other reports of a reporter or a place, before any of them is read.
REPEATED = ["received_at", "id", "team", "restricted", "quarantined"]

# Of all reports hardly any are open, and those are what is asked for all day: their own
# index holds whatever lists and counts ask about them, so that they read nothing else.
REPORT = [
    models.Index(
        fields=[
            "next_at",
            "received_at",
            "team",
            "officer",
            "status",
            "priority",
            "category",
            "ward",
            "risk",
            "review_on",
            "update_due_at",
            "snoozed_until",
            "restricted",
            "quarantined",
            "id",
            "reporter_email",
            "reporter_phone",
            "latitude",
            "longitude",
        ],
        condition=OPEN,
        name="report_open",
    ),
    # What the front page counts by team and officer, in this order: nothing is left to sort.
    models.Index(
        fields=[
            "team",
            "officer",
            "id",
            "status",
            "next_at",
            "received_at",
            "risk",
            "review_on",
            "update_due_at",
            "snoozed_until",
            "restricted",
            "quarantined",
        ],
        condition=OPEN,
        name="report_desk",
    ),
    models.Index(fields=["officer", "next_at"], condition=OPEN, name="report_open_officer"),
    models.Index(
        fields=["team", "officer", "restricted", "quarantined", "received_at", "id"],
        condition=NEW,
        name="report_new",
    ),
    models.Index(
        fields=["received_at", "id", "team", "status", "restricted"],
        condition=Q(quarantined=True),
        name="report_held",
    ),
    models.Index(fields=["next_at", "received_at"], name="report_by_next"),
    models.Index(
        fields=["status", "received_at", "id", "team", "next_at", "restricted", "quarantined"],
        name="report_by_status",
    ),
    # For whatever begins elsewhere, such as with what reporters said, and asks who may see it.
    models.Index(
        fields=["id", "team", "status", "quarantined", "restricted", "officer"], name="report_key"
    ),
    # Of one team hardly any of the latest may have ended: read where that stands in the index.
    models.Index(
        fields=["received_at", "id", "team", "next_at", "quarantined", "restricted"],
        condition=ENDED,
        name="report_ended",
    ),
    models.Index(fields=["reporter_email", *REPEATED], name="report_by_email"),
    models.Index(fields=["reporter_phone", *REPEATED], name="report_by_phone"),
    models.Index(
        fields=["latitude", "longitude", *REPEATED],
        condition=Q(latitude__isnull=False),
        name="report_by_place",
    ),
    models.Index(fields=["latitude", "longitude"], condition=Q(public=True), name="report_nearby"),
]

# For the list of who read what is restricted.
EVENT = [models.Index(fields=["at"], condition=Q(type="read"), name="event_read")]
