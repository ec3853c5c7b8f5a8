"""Which reports and referrals a person may read, in the words of those who work on them."""

from django.db import models
from django.db.models import Q

from reporting import permissions
from reporting.models import conditions
from reporting.models.staff import roles_of, teams_of
from reporting.permissions import Action, Scope


class ReportQuerySet(models.QuerySet):
    """Reports in the words of the people who work on them."""

    def open(self):
        return self.exclude(status__in=self.model.ENDED)

    def overdue(self, at):
        return self.open().filter(conditions.is_overdue(at))

    def new(self):
        return self.filter(conditions.IS_NEW)

    def to_escalate(self, at, managers_before):
        """Return what is late and not all have heard of it: leaders at once, managers later.

        What is held is nobody's work yet; what is put off is late all the same.
        """
        unheard = Q(escalated=0, next_at__lt=at) | Q(escalated=1, next_at__lt=managers_before)
        return self.open().filter(unheard, quarantined=False)

    def due_by(self, end):
        return self.open().filter(conditions.is_due_by(end))

    def update_due(self, end):
        return self.open().filter(conditions.is_update_due(end))

    def review_due(self, day):
        return self.open().filter(conditions.is_review_due(day))

    def public(self):
        """Return what anybody may learn of: kind, day, rough place, status, approved wording."""
        return self.filter(public=True, quarantined=False)

    def visible_to(self, user):
        """Reports that this person may read: of their teams, or all.

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
        mine = [team.pk for team in teams_of(user)]
        if scope is Scope.REFERRED:
            referrals = self.model.referrals.rel.related_model.objects.filter(partner__in=mine)
            return reports.filter(pk__in=referrals.values("report"))
        copies = self.model.also.through.objects.filter(team__in=mine)
        copied = models.Exists(copies.filter(report=models.OuterRef("pk")))
        return reports.filter(Q(team__in=mine) | copied)


class ReferralQuerySet(models.QuerySet):
    """Referrals in the words of the body that they were made to."""

    def referred_to(self, user):
        """Return what this person answers for their body; restricted cases only if cleared.

        A referral to one body opens nothing of those to others.
        """
        reports = self.model.report.field.related_model.objects
        answered = reports.allowed(user, Action.ANSWER_REFERRAL)
        return self.filter(partner__members=user, report__in=answered.values("pk"))

    def unanswered(self):
        return self.filter(answer="")
