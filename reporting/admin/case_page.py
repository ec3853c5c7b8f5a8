"""What the page of a case shows: the case at a glance, and every act where it belongs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from django.conf import settings
from django.contrib.auth.models import User
from django.forms import RadioSelect
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from reporting import (
    case_queries,
    case_review_meter,
    notifications,
    permissions,
    presence,
    queries,
    services,
)
from reporting.admin import timeline
from reporting.admin.act import Act, Group
from reporting.admin.acts import ACTS
from reporting.admin.forms import CaseForm, every_team, following
from reporting.admin.others import others_of
from reporting.guards import Gap
from reporting.lifecycle import Status
from reporting.models import Report, roles_of
from reporting.permissions import Action

STAND_OPEN = 2  # acts that come next


@dataclass(frozen=True)
class Next:
    """What usually comes next, and what is missing before it."""

    status: str = ""  # its name; empty: nothing follows
    gaps: tuple[Gap, ...] = ()
    acts: tuple[str, ...] = ()  # which forms stand open


@dataclass
class CasePage:
    """One report as one person reads it; `refused`: forms that come back with their words."""

    report: Report
    user: User
    at: datetime
    asked: QueryDict
    refused: Mapping[str, CaseForm] = field(default_factory=dict)

    def __post_init__(self):
        for form in self.refused.values():
            form.gaps = self._placed(form.gaps)

    def _placed(self, gaps: Iterable[Gap]) -> tuple[Gap, ...]:
        """Lead to what ends an open action or takes a reply back, not to the form for another."""
        where = {"reply": "reply-back"}
        if any(action.ended_at is None for action in self.report.actions.all()):
            where["plan"] = "action-end"
        return tuple(replace(gap, form=where.get(gap.form, gap.form)) for gap in gaps)

    @cached_property
    def seen(self) -> int:
        """Return the version that was read: the last of its events."""
        return case_queries.version(self.report)

    @cached_property
    def offered(self) -> list[dict]:
        """Return everything that this person can do with the report now, with its form."""
        return [
            self._offer(name, act)
            for name, act in ACTS.items()
            if name in self.refused or (self._may(act) and act.fits(self.report))
        ]

    def _may(self, act: Act) -> bool:
        scope = permissions.scope(roles_of(self.user), act.action)
        if scope not in self._in_scope:
            reports = Report.objects.allowed(self.user, act.action)
            self._in_scope[scope] = reports.filter(pk=self.report.pk).exists()
        return self._in_scope[scope]

    @cached_property
    def _in_scope(self) -> dict[permissions.Scope, bool]:
        """Begin with what is known: nobody does what no role allows, and this one may be read."""
        read = permissions.scope(roles_of(self.user), Action.READ_REPORT)
        return {read: not self.report.quarantined, permissions.Scope.NONE: False}

    def _offer(self, name: str, act: Act, *, of: str = "", **initial) -> dict:
        form = None if of else self.refused.get(name)
        if form is None:
            form = act.form(self.report, self.user, seen=self.seen, of=of)
            form.initial |= initial
        return {"name": name, "act": act, "url": f"admin:case_{name}", "form": form}

    def _rows(self, rows: Iterable, name: str, key: str, runs=lambda row: True) -> list[dict]:
        """Return rows, each that still runs with the small form that ends it."""
        may_end = any(each["name"] == name for each in self.offered)
        found = [
            {"row": row, "end": self._end(row, name, key) if may_end and runs(row) else None}
            for row in rows
        ]
        for each in [each["end"] for each in found if each["end"]][:1]:
            each["first"] = True  # to which links lead
        return found

    def _end(self, row, name: str, key: str) -> dict:
        """Return the form that ends one of several, as it came back where it did."""
        again = self.refused.get(name)
        mine = again is not None and str(again[key].value()) == str(row.pk)
        of = "" if mine else str(row.pk)
        return self._offer(name, ACTS[name], of=of, **{key: row.pk}) | {"open": mine}

    @cached_property
    def next(self) -> Next:
        """Return what usually comes next; of what has ended, nothing does."""
        offered = [each["name"] for each in self.offered]
        if not self.report.is_open or not offered:
            return Next()
        status = next(iter(following(self.report)), None)
        if "triage" in offered:
            return Next(acts=("triage",))
        if status is None:
            return Next()
        gaps = self._placed(services.gaps_before(self.report, status, self.user, self.at))
        wanted = [gap.form for gap in gaps] or ["status"]
        if not self.report.officer_id:
            # Who gets what has just come has it allocated by that.
            wanted = ["assign", *(wanted if status is not Status.ALLOCATED else [])]
        stand = [name for name in dict.fromkeys(wanted) if name in offered and _has_place(name)]
        return Next(Report.Status(status).label, gaps, tuple(stand[:STAND_OPEN]))

    @cached_property
    def opened(self) -> set[str]:
        """Return which forms are unfolded: what comes next, came back, is asked for or missing."""
        missing = {gap.form for form in self.refused.values() for gap in form.gaps}
        asked = set(self.asked.getlist("open"))
        return {*self.next.acts, *self.refused, *missing, *asked} & ACTS.keys()

    def groups(self) -> list[tuple[str, list[dict]]]:
        """Return what can be done beside what comes next, by heading."""
        rest = [each for each in self.offered if each["name"] not in self.next.acts]
        found = [
            (group.value, [each for each in rest if each["act"].group is group])
            for group in Group
            if group not in (Group.WORDS, Group.ITEM)
        ]
        return [(heading, acts) for heading, acts in found if acts]

    def faults(self) -> list[dict]:
        """Return what is wrong with forms that came back, for the top of the page."""
        return [
            {
                "title": ACTS[name].title,
                "errors": [
                    (_anchor(form, key) or f"act-{name}", sentence)
                    for key, sentences in form.errors.items()
                    for sentence in sentences
                ],
                "gaps": form.gaps,
            }
            for name, form in self.refused.items()
            if form.errors
        ]

    def context(self) -> dict:
        """Return everything that the template shows."""
        report, offered = self.report, {each["name"]: each for each in self.offered}
        show = timeline.chosen(self.asked.get("show", ""))
        return {
            "page_url": reverse("admin:reporting_report_change", args=[report.pk]),
            "offered": self.offered,
            "may_work": bool(self.offered),
            "note": offered.get("note"),
            "reply": offered.get("reply"),
            "next": self.next,
            "upcoming": [offered[name] for name in self.next.acts],
            "opened": self.opened,
            "groups": self.groups(),
            "faults": self.faults(),
            "overdue": report.is_overdue(self.at),
            "late": report.is_late(self.at),
            "update_late": bool(report.update_due_at and report.update_due_at < self.at),
            "pause": next((each for each in report.pauses.all() if each.until is None), None),
            "risk": next(reversed(report.risk_assessments.all()), None),
            "others": presence.enter(report, self.user, self.at),
            "team_names": {team.slug: team.name for team in every_team(report)},
            "interest": queries.interest(report),
            "case_review": case_review_meter.of_request(report),
            "may_mail": notifications.may_mail(report),
            "may_see_originals": permissions.may(roles_of(self.user), Action.READ_RESTRICTED),
            "map": {"tiles": settings.MAP_TILES, "attribution": settings.MAP_ATTRIBUTION},
            "show": show,
            "shows": timeline.counts(report),
            "steps": timeline.steps(report, show),
            **self._related(),
        }

    def _related(self) -> dict:
        """Return what stands on the case beside its events: its plan, partners, other reports."""
        report = self.report
        warnings = case_queries.safety_warnings(report, timezone.localdate(self.at))
        linked, repeats = case_queries.beside(report, self.user)
        letters = [
            event.letter for event in reversed(report.events.all()) if hasattr(event, "letter")
        ]
        asked = {referral.partner_id for referral in report.referrals.all()}
        return {
            "to_tell": [
                team for team in report.also.all() if team.partner and team.pk not in asked
            ],
            "warnings": self._rows(warnings, "warning-end", "warning"),
            "plan": self._rows(
                report.actions.all(), "action-end", "action", lambda row: row.ended_at is None
            ),
            "referrals": self._rows(
                report.referrals.all(), "answer", "referral", lambda row: not row.answer
            ),
            "letters": letters,
            "linked": linked,
            "others_joined": others_of(report, self.user),
            "repeats": repeats,
        }


def _has_place(name: str) -> bool:
    return ACTS[name].group not in (Group.WORDS, Group.ITEM)


def _anchor(form: CaseForm, key: str) -> str:
    """Return the id of the field that is wrong; of the form as a whole, nothing."""
    if key not in form.fields or form.fields[key].widget.is_hidden:
        return ""
    first = "_0" if isinstance(form.fields[key].widget, RadioSelect) else ""
    return f"{form[key].auto_id}{first}"
