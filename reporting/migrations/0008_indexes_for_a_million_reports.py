"""Let the back office bear a million reports: see `reporting/models/indexes.py`."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0002_boundaries_and_postcodes'),
        ('reporting', '0007_words_in_an_index'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('type__in', ['information', 'not-fixed', 'withdrawal', 'data-asked'])), fields=['report', 'type', 'id', 'at'], name='event_said'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('type__in', ['information', 'not-fixed', 'withdrawal', 'data-asked'])), fields=['type', 'at', 'report', 'id'], name='event_said_lately'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('by__isnull', False), ('type__in', ['note', 'update', 'status-changed', 'contact'])), fields=['report', 'id'], name='event_work'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(condition=models.Q(('type', 'read')), fields=['at'], name='event_read'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('status__in', ['closed', 'duplicate', 'linked', 'signposted', 'spam']), _negated=True), fields=['next_at', 'received_at', 'team', 'officer', 'status', 'priority', 'category', 'ward', 'risk', 'review_on', 'update_due_at', 'snoozed_until', 'restricted', 'quarantined', 'id'], name='report_open'),
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
            index=models.Index(fields=['reporter_email', 'received_at'], name='report_by_email'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['reporter_phone', 'received_at'], name='report_by_phone'),
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(condition=models.Q(('latitude__isnull', False)), fields=['latitude', 'longitude', 'received_at'], name='report_by_place'),
        ),
        # Which copies a team has, without a look into the table; Django makes this table by itself.
        migrations.RunSQL(
            'CREATE INDEX "report_also_of_team" ON "reporting_report_also" ("team_id", "report_id")',
            'DROP INDEX "report_also_of_team"',
        ),
    ]
