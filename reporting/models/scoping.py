"""Which reports a person may read, and reports in the words of those who work on them."""

from django.db import models
from django.db.models import Q

from reporting import permissions
from reporting.models.catalogue import Team
from reporting.models.staff import roles_of
from reporting.permissions import Action, Scope


class ReportQuerySet(models.QuerySet):
    """Reports in the words of the people who work on them."""

    def open(self):
        return self.exclude(status__in=self.model.ENDED)

    def overdue(self, at):
        """Return what should have happened by now and has not."""
        return self.open().filter(next_at__lt=at)

    def new(self):
        """Return what nobody has begun to work on."""
        S = self.model.Status  # noqa: N806 - a class
        return self.filter(officer=None, status__in=[S.RECEIVED, S.TRIAGE, S.REOPENED])

    def due_by(self, end):
        """Return what has to happen by then, or should have happened already."""
        return self.open().filter(next_at__lte=end)

    def update_due(self, end):
        """Return those whose reporter should hear from us by then; not what waits for others."""
        paused = models.Exists(
            self.model.pauses.rel.related_model.objects.filter(
                report=models.OuterRef("pk"), until=None
            )
        )
        return self.open().filter(~paused, update_due_at__lte=end)

    def review_due(self, day):
        return self.open().filter(review_on__lte=day)

    def awake(self, day):
        """Leave out what its officer has put off beyond this day."""
        return self.filter(Q(snoozed_until=None) | Q(snoozed_until__lte=day))

    def public(self):
        """Return what anybody may learn of: kind, day, rough place, status, approved wording."""
        return self.filter(public=True, quarantined=False)

    def visible_to(self, user):
        """Reports that this person may read: of their teams, referred to their body, or all.

        Restricted ones are for those who are cleared. What is held in quarantine is nobody's work
        yet.
        """
        return self.allowed(user, Action.READ_REPORT)

    def allowed(self, user, action):
        """Reports with which this person may do this."""
        return self._in_scope_of(user, action).filter(quarantined=False)

    def held(self):
        """Return what waits in quarantine for somebody to look at it."""
        return self.filter(quarantined=True).exclude(status=self.model.Status.SPAM)

    def quarantine_of(self, user):
        """Return the held reports that this person decides about."""
        return self._in_scope_of(user, Action.RELEASE_REPORT).filter(quarantined=True)

    def _in_scope_of(self, user, action):
        roles = roles_of(user)
        scope = permissions.scope(roles, action)
        if scope is Scope.NONE:
            return self.none()
        cleared = permissions.may(roles, Action.READ_RESTRICTED)
        reports = self if cleared else self.filter(restricted=False)
        if scope is Scope.ALL:
            return reports
        mine = Team.objects.filter(members=user)
        if scope is Scope.REFERRED:
            return reports.filter(referrals__partner__in=mine).distinct()
        copied = self.model.also.through.objects.filter(team__in=mine).values("report_id")
        return reports.filter(Q(team__in=mine) | Q(pk__in=copied))
