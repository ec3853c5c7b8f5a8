"""Filters of the queue: each offers a few values, and any other filters nothing."""

from datetime import datetime, time, timedelta

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone

from places.models import Ward
from reporting import case_queries, desk, permissions, searching
from reporting.models import Category, Event, Priority, Report, Team, roles_of, teams_of
from reporting.permissions import Action, Scope
from reporting.wording import name_of


class Choice(admin.SimpleListFilter):
    """One value of those offered; what was asked for in vain is told on the page."""

    def __init__(self, request, params, model, model_admin):
        self.user, self.at = request.user, timezone.now()
        self.asked = request.GET
        super().__init__(request, params, model, model_admin)
        wanted = super().value()
        self.names = dict(self.lookup_choices)
        self.chosen = wanted if wanted in self.names else None
        self.is_refused = bool(wanted) and self.chosen is None

    def value(self):
        return self.chosen

    def has_output(self):
        """Stay in the list even with nothing to offer, so that a refusal can be told."""
        return True

    @property
    def chip(self):
        """Name what was chosen."""
        return self.names.get(self.chosen)

    @property
    def everything(self):
        """Say whether this person reads the reports of all teams."""
        roles = roles_of(self.user)
        return permissions.scope(roles, Action.READ_REPORT) is Scope.ALL

    def queryset(self, request, queryset):
        return queryset if self.value() is None else self.narrow(queryset, self.value())

    def midnight(self, days):
        """Return the beginning of the day that is so many days from today."""
        day = timezone.localdate(self.at) + timedelta(days=days)
        return timezone.make_aware(datetime.combine(day, time.min))


class PileFilter(Choice):
    """The piles of “my work”."""

    title = "pile"
    parameter_name = "pile"

    def lookups(self, request, model_admin):
        self.desk = desk.Desk(self.user, self.at)
        return [(pile.slug, pile.title) for pile in desk.piles_of(self.desk)]

    def narrow(self, reports, slug):
        return desk.PILES[slug].pick(reports, self.desk)


class StateFilter(Choice):
    """Open reports first: that is what officers come for, unless they look for a certain one."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("open", "Open"),
            ("overdue", "Overdue"),
            ("answered", "Reporter has answered"),
            ("ended", "Ended"),
            ("all", "All"),
        ]

    def value(self):
        """Leave the state open to who searches, or names a pile or a status."""
        certain = any(self.asked.get(name) for name in ("q", "pile", "status"))
        return self.chosen or ("all" if certain else "open")

    def narrow(self, reports, state):
        match state:
            case "open":
                return reports.open()
            case "overdue":
                return reports.overdue(self.at)
            case "answered":
                # What is closed because its reporter took it back asks nothing of anybody.
                over = Q(answer=Event.Type.WITHDRAWAL, status=Report.Status.CLOSED)
                return desk.answered(reports).exclude(over)
            case "ended":
                # Nothing is due of these; said so, the database begins where they stand in order.
                return reports.filter(status__in=Report.ENDED, next_at=None)
        return reports


class TeamFilter(Choice):
    """The teams that have this person; whoever reads everything may choose among all."""

    title = "team"
    parameter_name = "team"

    def lookups(self, request, model_admin):
        if self.everything:
            return list(Team.objects.owners().values_list("slug", "name"))
        mine = [(team.slug, team.name) for team in teams_of(self.user)]
        return [*mine, ("others", "Other teams, with a copy for us")]

    def narrow(self, reports, slug):
        if slug == "others":
            return reports.exclude(team__in=teams_of(self.user))
        return reports.filter(team__slug=slug)


class OfficerFilter(Choice):
    """Who works on it: colleagues of one's own teams."""

    title = "officer"
    parameter_name = "officer"

    def lookups(self, request, model_admin):
        people = case_queries.officers()
        if not self.everything:
            people = people.filter(teams__members=self.user)
        people = people.exclude(pk=self.user.pk)
        names = sorted((name_of(person), str(person.pk)) for person in people)
        return [("me", "Me"), ("nobody", "Nobody yet"), *((pk, name) for name, pk in names)]

    def narrow(self, reports, chosen):
        if chosen == "nobody":
            return reports.filter(officer=None)
        return reports.filter(officer=self.user.pk if chosen == "me" else int(chosen))


class DueFilter(Choice):
    """When something has to happen next."""

    title = "due"
    parameter_name = "due"

    def lookups(self, request, model_admin):
        return [
            ("overdue", "Overdue"),
            ("today", "Today"),
            ("week", "Until Sunday"),
            ("none", "No date"),
        ]

    def narrow(self, reports, due):
        if due == "overdue":
            return reports.overdue(self.at)
        if due == "none":
            return reports.open().filter(next_at=None)
        to_sunday = 7 - timezone.localdate(self.at).weekday()
        end = self.midnight(1 if due == "today" else to_sunday)
        return reports.open().filter(next_at__gte=self.midnight(0), next_at__lt=end)


class StatusFilter(Choice):
    """Where it stands."""

    title = "status"
    parameter_name = "status"

    def lookups(self, request, model_admin):
        return Report.Status.choices

    def narrow(self, reports, status):
        return reports.filter(status=status)


class PriorityFilter(Choice):
    """How soon it should be dealt with."""

    title = "priority"
    parameter_name = "priority"

    def lookups(self, request, model_admin):
        return [(priority.code, str(priority)) for priority in Priority.objects.all()]

    def narrow(self, reports, code):
        return reports.filter(priority__code=code)


class RiskFilter(Choice):
    """How the risk was last assessed."""

    title = "risk"
    parameter_name = "risk"

    def lookups(self, request, model_admin):
        return [*reversed(Report.Risk.choices), ("none", "Not assessed")]

    def narrow(self, reports, risk):
        return reports.filter(risk="" if risk == "none" else risk)


class CategoryFilter(Choice):
    """What it is about."""

    title = "category"
    parameter_name = "category"

    def lookups(self, request, model_admin):
        return list(Category.objects.values_list("slug", "name"))

    def narrow(self, reports, slug):
        return reports.filter(category__slug=slug)


class WardFilter(Choice):
    """Where it is."""

    title = "ward"
    parameter_name = "ward"

    def lookups(self, request, model_admin):
        return list(Ward.objects.order_by("name").values_list("slug", "name"))

    def narrow(self, reports, slug):
        return reports.filter(ward__slug=slug)


class ReceivedFilter(Choice):
    """When it came: presets, since grouping by date reads the whole table."""

    title = "received"
    parameter_name = "received"

    def lookups(self, request, model_admin):
        return [
            ("today", "Today"),
            ("7-days", "Last 7 days"),
            ("30-days", "Last 30 days"),
            ("this-year", "This year"),
        ]

    def narrow(self, reports, received):
        today = timezone.localdate(self.at)
        days = {"today": 0, "7-days": 7, "30-days": 30, "this-year": today.timetuple().tm_yday - 1}
        return reports.filter(received_at__gte=self.midnight(-days[received]))


class RepeatFilter(Choice):
    """Whether somebody, or a place, is in trouble again."""

    title = "repeat"
    parameter_name = "repeat"

    def lookups(self, request, model_admin):
        return [("yes", "Reporter or place has another within 6 months")]

    def narrow(self, reports, chosen):
        return searching.repeated(reports, Report.objects.visible_to(self.user))


class RestrictedFilter(Choice):
    """Whether reading it is logged; for those alone who are cleared."""

    title = "restricted"
    parameter_name = "restricted"

    def lookups(self, request, model_admin):
        cleared = permissions.may(roles_of(self.user), Action.READ_RESTRICTED)
        return [("yes", "Restricted only"), ("no", "Without restricted")] if cleared else []

    def narrow(self, reports, chosen):
        return reports.filter(restricted=chosen == "yes")


QUEUE_FILTERS = [
    PileFilter,
    StateFilter,
    TeamFilter,
    OfficerFilter,
    DueFilter,
    PriorityFilter,
    RiskFilter,
    StatusFilter,
    CategoryFilter,
    WardFilter,
    ReceivedFilter,
    RepeatFilter,
    RestrictedFilter,
]
