"""Give reports from before the case tool their clocks, and the words by which they are found."""

from django.db import migrations
from django.db.models import F
from django.utils import timezone

AT_ONCE = 1000
ENDED = ("closed", "duplicate", "signposted", "linked", "spam")


def words_of(report):
    # As `case_queries.words_to_search` was when this was written.
    phone = report.reporter_phone
    numbers = [phone.as_e164, phone.as_national.replace(" ", "")] if phone else []
    told = [str(answer.get("words", "")) for answer in report.answers]
    added = report.events.filter(type="information").values_list("text", flat=True)
    who = [report.reporter_name, report.reporter_email, *numbers, report.third_party_name]
    return "\n".join(filter(None, [report.reference, report.location, *who, *told, *added]))


def fill(apps, schema_editor):
    report_model = apps.get_model("reporting", "Report")
    words_model = apps.get_model("reporting", "ReportWords")
    running = report_model.objects.exclude(status__in=ENDED).filter(due_at__isnull=False)
    running.update(next_at=F("due_at"), next_step="answer")
    # What was late before leaders and managers were told of such things is no news to them.
    running.filter(due_at__lt=timezone.now()).update(escalated=2)
    # Nobody wrote down with which report these were joined: an officer does now.
    report_model.objects.filter(status__in=("linked", "duplicate")).update(status="reopened")
    rows = []
    for report in report_model.objects.iterator(AT_ONCE):
        rows.append(words_model(report=report, text=words_of(report)))
        if len(rows) == AT_ONCE:
            words_model.objects.bulk_create(rows)
            rows = []
    words_model.objects.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0005_a_case_tool")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
