"""One thing done with many reports: first it says what will happen to each, then it does it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import structlog
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.http import QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from reporting import permissions, services
from reporting.admin import bulk_forms as forms
from reporting.models import Event, Letter, Report, roles_of
from reporting.permissions import Action

log = structlog.get_logger(__name__)

MOST_AT_ONCE = 200
# The key of a report, and the version of it that the page before has shown.
CHOSEN = re.compile(r"([0-9]{1,18})(?::([0-9]{1,18}))?")
LONGEST_ADDRESS = 2000  # of the list to which we return
CHANGED = "Somebody worked on it meanwhile. Open it, then decide."
PEOPLE = "It is about people: link it to its case on its own page. It still counts by itself."
MAIN = "It is the main report: it stays as it is."


@dataclass(frozen=True)
class Bulk:
    """Something to do with many reports."""

    title: str
    button: str
    each: str  # what happens to one of them
    done: str
    form: type[forms.BulkForm]
    service: Callable[..., object]
    action: Action = Action.ALLOCATE_REPORT


def join(*, report, main, **values):
    """Close a report as a duplicate; what is about people is never merged in bulk."""
    if report.category.about_people:
        raise services.Refused(PEOPLE)
    if report.pk == main.pk:
        raise services.Refused(MAIN)
    services.join(report=report, main=main, **values)


BULKS = {
    "officer": Bulk(
        "Give to an officer",
        "Give them to the officer",
        "Goes to the officer",
        "Given to the officer:",
        forms.BulkOfficerForm,
        services.assign,
    ),
    "team": Bulk(
        "Give to another team",
        "Give them to the team",
        "Goes to the team",
        "Given to the team:",
        forms.BulkTeamForm,
        services.allocate,
    ),
    "duplicates": Bulk(
        "Close as duplicates",
        "Close them as duplicates",
        "Becomes a duplicate",
        "Closed as duplicates:",
        forms.BulkDuplicatesForm,
        join,
        Action.WORK_REPORT,
    ),
}


@dataclass
class Outcome:
    """What happens to one report, or why nothing does; and which mails leave."""

    report: Report
    refusal: str = ""
    to_reporter: Letter | None = None
    to_team: bool = False
    followers: int = 0


@dataclass
class Chosen:
    """The reports that were chosen, each with the version that was seen of it."""

    reports: list[Report] = field(default_factory=list)
    seen: dict[int, int] = field(default_factory=dict)
    missing: int = 0  # not theirs, or not any more


def parsed(values) -> dict[int, int | None]:
    """Return the versions by key; what is none is left out."""
    found = filter(None, map(CHOSEN.fullmatch, values))
    return {int(match[1]): int(match[2]) if match[2] else None for match in found}


def attempt(report: Report, seen: int, do: Callable[[], object]) -> str:
    """Do one thing with one report; return why it was refused, or nothing."""
    try:
        with transaction.atomic():
            services.locked_as_seen(report, seen)
            do()
    except services.Changed:
        return CHANGED
    except services.Refused as refusal:
        return " ".join([str(refusal), *(gap.sentence for gap in refusal.gaps)])
    return ""


def rehearsed(report: Report, seen: int, do: Callable[[], object]) -> Outcome:
    """Find out what would happen to one report, and who would get mail."""
    outcome = Outcome(report)

    def act():
        outcome.refusal = attempt(report, seen, do)
        mails = report.events.filter(type=Event.Type.MAIL_QUEUED, pk__gt=report.newest)
        for mail in mails.select_related("letter"):
            letter = getattr(mail, "letter", None)
            if letter is None:
                outcome.followers += mail.data.get("number", 0)
            elif letter.to_residents:
                outcome.to_reporter = letter
            else:
                outcome.to_team = True

    services.rehearse(act)
    return outcome


class BulkPages:
    """The addresses of what is done with many reports, for the admin of reports."""

    def bulk_urls(self):
        view = self.admin_site.admin_view
        return [
            path(
                f"many/{name}/",
                view(require_POST(partial(self.bulk, name=name))),
                name=f"report_bulk_{name}",
            )
            for name in BULKS
        ]

    def bulks_of(self, roles):
        """Return what somebody with these roles may do with many reports."""
        return [
            {"title": bulk.title, "url": f"admin:report_bulk_{name}"}
            for name, bulk in BULKS.items()
            if permissions.may(roles, bulk.action)
        ]

    def bulk(self, request, name):
        """Ask what is the same for all, show what will happen to each, and do it."""
        bulk = BULKS[name]
        if not permissions.may(roles_of(request.user), bulk.action):
            raise PermissionDenied
        versions = parsed(request.POST.getlist("report"))
        chosen = self._chosen(request.user, bulk, versions)
        if sentence := self._unfit(chosen, versions):
            messages.warning(request, sentence)
            return redirect(self._queue(request))
        step = request.POST.get("step")
        form = bulk.form(chosen.reports, request.user, request.POST if step else None)
        if not form.is_valid():
            return self._bulk_page(request, name, "bulk", chosen, form, status=422 if step else 200)
        if step != "do":
            outcomes = list(self._each(request, bulk, chosen, form, rehearsed))
            return self._bulk_page(request, name, "bulk_preview", chosen, form, outcomes)
        refusals = list(self._each(request, bulk, chosen, form, attempt))
        self._tell(request, bulk, chosen, refusals)
        return redirect(self._queue(request))

    def _chosen(self, user, bulk, versions):
        """Read the reports again; those with which this person may not do this do not exist."""
        if len(versions) > MOST_AT_ONCE:
            return Chosen()
        newest = Event.objects.filter(report=OuterRef("pk")).order_by("-pk").values("pk")[:1]
        reports = list(
            Report.objects.allowed(user, bulk.action)
            .filter(pk__in=versions)
            .select_related(*self.list_select_related)
            .annotate(newest=Subquery(newest))
            .order_by(*self.ordering, "-pk")
        )
        seen = {report.pk: versions[report.pk] or report.newest or 0 for report in reports}
        missing = len(versions) - len(reports)
        if missing:
            log.warning("reports refused", number=missing, user=user.pk)
        return Chosen(reports, seen, missing)

    def _unfit(self, chosen, versions):
        if len(versions) > MOST_AT_ONCE:
            return f"Choose at most {MOST_AT_ONCE} reports at a time."
        if not versions:
            return "Choose at least one report first."
        return "" if chosen.reports else "None of these is a report of your teams any more."

    def _each(self, request, bulk, chosen, form, way):
        """Go one way with each report, one after the other: one that fails stops no other."""
        at = timezone.now()
        for report in chosen.reports:
            values = {"by": request.user, "at": at, **form.cleaned_data}
            yield way(
                report, chosen.seen[report.pk], partial(bulk.service, report=report, **values)
            )

    def _tell(self, request, bulk, chosen, refusals):
        """Say how many it was done with, and name each that was left alone with its reason."""
        left = {}
        for report, refusal in zip(chosen.reports, refusals, strict=True):
            left.setdefault(refusal, []).append(report.reference)
        if done := left.pop("", ()):
            messages.success(request, f"{bulk.done} {len(done)} of {len(refusals)}.")
        for refusal, references in left.items():
            messages.warning(request, f"Left alone: {', '.join(references)}. {refusal}")

    def _bulk_page(self, request, name, page, chosen, form, outcomes=(), status=200):
        context = {
            **self.admin_site.each_context(request),
            "title": BULKS[name].title,
            "opts": self.opts,
            "bulk": BULKS[name],
            "url": f"admin:report_bulk_{name}",
            "chosen": chosen,
            "form": form,
            "values": [f"{pk}:{seen}" for pk, seen in chosen.seen.items()],
            "back": self._filters(request),
            "queue": self._queue(request),
            "outcomes": outcomes,
            "ready": [each for each in outcomes if not each.refusal],
            "example": next((each.to_reporter for each in outcomes if each.to_reporter), None),
        }
        template = f"admin/reporting/report/{page}.html"
        return TemplateResponse(request, template, context, status=status)

    def _filters(self, request):
        """Return the filters of the list from which the reports were chosen, spelled anew."""
        return QueryDict(request.POST.get("back", "")[:LONGEST_ADDRESS].lstrip("?")).urlencode()

    def _queue(self, request):
        filters = self._filters(request)
        queue = reverse("admin:reporting_report_changelist")
        return f"{queue}?{filters}" if filters else queue
