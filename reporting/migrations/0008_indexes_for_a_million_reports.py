"""Let the back office bear a million reports: `reporting/models/indexes.py` says by what."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Exists, OuterRef

AT_ONCE = 1000
SAID = ("information", "not-fixed", "withdrawal", "data-asked")
WORK = ("note", "update", "status-changed", "contact")


def fill(apps, schema_editor):
    event_model = apps.get_model("reporting", "Event")
    unread_model = apps.get_model("reporting", "Unread")
    worked = event_model.objects.filter(
        report=OuterRef("report"), type__in=WORK, by__isnull=False, pk__gt=OuterRef("pk")
    )
    said = event_model.objects.filter(~Exists(worked), type__in=SAID)
    rows = [
        unread_model(event_id=event, report_id=report, type=type_, at=at)
        for event, report, type_, at in said.values_list("pk", "report", "type", "at")
    ]
    unread_model.objects.bulk_create(rows, AT_ONCE)


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0002_boundaries_and_postcodes'),
        ('reporting', '0007_words_in_an_index'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Unread',
            fields=[
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='unread', serialize=False, to='reporting.event')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='unread', to='reporting.report')),
                ('type', models.CharField(choices=[('received', 'Received'), ('routed', 'Routed'), ('allocated', 'Allocated to another team'), ('status-changed', 'Status changed'), ('note', 'Note'), ('mail-queued', 'Mail queued'), ('read', 'Restricted report read'), ('update', 'Update to the reporter'), ('information', 'Added by the reporter'), ('diary', 'Diary entry by the reporter'), ('diary-link', 'Private link to the diary made'), ('not-fixed', 'Not fixed, says the reporter'), ('withdrawal', 'Reporter takes it back'), ('data-asked', 'Reporter asks for a copy of their data'), ('seen-too', 'Somebody else has seen it too'), ('publicity', 'What the public may read changed'), ('held', 'Held in quarantine'), ('released', 'Released from quarantine'), ('assigned', 'Given to an officer'), ('triaged', 'Triage'), ('contact', 'Contact with the reporter'), ('risk', 'Risk assessed'), ('planned', 'Action planned'), ('action-ended', 'Action of the plan'), ('referred', 'Referred to a partner'), ('referral-answer', 'Partner’s answer'), ('nuisance', 'Statutory nuisance decision'), ('measure', 'Warning or notice'), ('review', 'Review'), ('paused', 'Clocks paused'), ('resumed', 'Clocks run again'), ('joined', 'Joined with another report'), ('snoozed', 'Put off until a day'), ('taken-back', 'Reply taken back before it left'), ('warning', 'Safety warning for officers'), ('redacted', 'Photo redacted'), ('escalated', 'Lateness told to the leader or manager')], help_text='As of its event.', max_length=16)),
                ('at', models.DateTimeField(help_text='As of its event.')),
            ],
            options={
                'verbose_name_plural': 'unread words',
            },
        ),
        migrations.RemoveIndex(
            model_name='report',
            name='report_queue',
        ),
        migrations.RemoveIndex(
            model_name='report',
            name='report_by_email',
        ),
        migrations.RemoveIndex(
            model_name='report',
            name='report_by_phone',
        ),
        migrations.RemoveIndex(
            model_name='report',
            name='report_of_officer',
        ),
        migrations.RemoveIndex(
            model_name='report',
            name='report_next',
        ),
        migrations.RemoveIndex(
            model_name='report',
            name='report_by_status',
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('type', 'read')), fields=['at'], name='event_read'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('status__in', ['closed', 'duplicate', 'linked', 'signposted', 'spam']), _negated=True), fields=['next_at', 'received_at', 'team', 'officer', 'status', 'priority', 'category', 'ward', 'risk', 'review_on', 'update_due_at', 'snoozed_until', 'restricted', 'quarantined', 'id', 'reporter_email', 'reporter_phone', 'latitude', 'longitude'], name='report_open'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('status__in', ['closed', 'duplicate', 'linked', 'signposted', 'spam']), _negated=True), fields=['officer', 'next_at'], name='report_open_officer'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('officer__isnull', True), ('status__in', ['received', 'triage', 'reopened'])), fields=['team', 'officer', 'restricted', 'quarantined', 'received_at', 'id'], name='report_new'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('quarantined', True)), fields=['received_at'], name='report_held'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['next_at', 'received_at'], name='report_by_next'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['status', 'received_at', 'id', 'team', 'next_at', 'restricted', 'quarantined'], name='report_by_status'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['reporter_email', 'received_at', 'id', 'team', 'restricted', 'quarantined'], name='report_by_email'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['reporter_phone', 'received_at', 'id', 'team', 'restricted', 'quarantined'], name='report_by_phone'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('latitude__isnull', False)), fields=['latitude', 'longitude', 'received_at', 'id', 'team', 'restricted', 'quarantined'], name='report_by_place'),
        ),
        # Which copies a team has, without a look into the table; Django makes this table by itself.
        migrations.RunSQL(
            'CREATE INDEX "report_also_of_team" ON "reporting_report_also" ("team_id", "report_id")',
            'DROP INDEX "report_also_of_team"',
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
