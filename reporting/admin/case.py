"""The page on which one report is worked: every act is a small form on it."""

from datetime import timedelta
from functools import partial

import structlog
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from reporting import (
    case_queries,
    case_review_meter,
    nearby,
    notifications,
    permissions,
    photos,
    presence,
    queries,
    services,
)
from reporting.admin.acts import ACTS
from reporting.models import Report, Team, roles_of
from reporting.permissions import Action

log = structlog.get_logger(__name__)

LONGEST_NUMBER = 18  # digits of a primary key
SAME_READING = timedelta(minutes=10)  # in which small photos are taken as part of their page


def seen(report: Report) -> int:
    """Return the version of a report that was read with its events: the last of them."""
    return max((event.pk for event in report.events.all()), default=0)


class CasePages:
    """The addresses of one report, for the admin of reports."""

    def case_urls(self):
        """Return one address for each thing that can be done with a report."""
        view, post = self.admin_site.admin_view, require_POST
        acts = [
            path(f"<int:pk>/{name}/", view(post(partial(self.act, name=name))), name=f"case_{name}")
            for name in ACTS
        ]
        photo = "<int:pk>/photos/<int:photo>/"
        return [
            *acts,
            path("<int:pk>/present/", view(require_safe(self.present)), name="case_present"),
            path("<int:pk>/mails/<int:event>/", view(self.letter), name="case_letter"),
            path(photo, view(self.photo), name="report_photo"),
            path(f"{photo}small/", view(self.thumbnail), name="report_thumbnail"),
            path(f"{photo}original/", view(self.original), name="report_original"),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show one report."""
        return self.case_page(request, self.report(request, unquote(object_id)))

    def history_view(self, request, object_id, extra_context=None):
        """Lead to the report itself: its events are its history."""
        return redirect("admin:reporting_report_change", object_id)

    def act(self, request, pk, name):
        """Validate one small form and call one service; typed words survive whatever happens."""
        act = ACTS[name]
        report = self.report(request, pk)
        if not Report.objects.allowed(request.user, act.action).filter(pk=report.pk).exists():
            log.warning("act refused", act=name, reference=report.reference, user=request.user.pk)
            raise PermissionDenied
        form = act.form(report, request.user, request.POST)
        if not form.is_valid():
            return self.case_page(request, report, {name: form}, status=422)
        try:
            values = form.values()
            version = values.pop("seen")
            do = partial(self._do, request, act, report, version, values)
            if act.tells and "confirmed" not in request.POST and (letters := self._told(do)):
                return self._ask(request, report, name, form, letters)
            do()
        except services.Changed as changed:
            return self._conflict(request, report, name, form, changed.events)
        except services.Refused as refusal:
            form.add_error(None, str(refusal))
            form.gaps = refusal.gaps
            return self.case_page(request, report, {name: form}, status=422)
        messages.success(request, f"{report.reference}: {act.done}")
        return self._back(request, report)

    def _do(self, request, act, report, version, values):
        with transaction.atomic():
            if not act.adds:
                services.locked_as_seen(report, version)
            act.service(report=report, by=request.user, at=timezone.now(), **values)

    def _told(self, do):
        """Return the mails to residents that would leave, without doing it."""
        return [letter for letter in services.rehearse(do) if letter.to_residents]

    def _ask(self, request, report, name, form, letters):
        """Show what residents will get, before they get it."""
        context = self._context(request, report) | {
            "act": ACTS[name],
            "url": f"admin:case_{name}",
            "form": form,
            "letters": letters,
        }
        return TemplateResponse(request, "admin/reporting/report/preview.html", context)

    def _conflict(self, request, report, name, form, events):
        """Show what a colleague or the reporter did meanwhile beside what was typed."""
        log.info("act met another", act=name, reference=report.reference, user=request.user.pk)
        again = form.data.copy()
        again["seen"] = max(event.pk for event in events)
        context = self._context(request, report) | {
            "act": ACTS[name],
            "url": f"admin:case_{name}",
            "form": ACTS[name].form(report, request.user, again),
            "events": events,
            "team_names": dict(Team.objects.values_list("slug", "name")),
            "may_mail": notifications.may_mail(report),
        }
        page = "admin/reporting/report/conflict.html"
        return TemplateResponse(request, page, context, status=409)

    def present(self, request, pk):
        """Say who else has the case open."""
        report = self.report(request, pk)
        return JsonResponse({"names": presence.enter(report, request.user, timezone.now())})

    def letter(self, request, pk, event):
        """Show a mail as it was written."""
        report = self.report(request, pk)
        found = queries.letter_of(report, event)
        if found is None:
            raise Http404
        context = self._context(request, report) | {"letter": found}
        return TemplateResponse(request, "admin/reporting/report/letter.html", context)

    def photo(self, request, pk, photo):
        """Serve a photo to those who may read its report: redacted, where it was."""
        found = self._photo(request, pk, photo)
        services.record_reading(report=found.report, by=request.user, at=timezone.now())
        return photos.response(found.redacted or found.file)

    def thumbnail(self, request, pk, photo):
        """Serve a photo small; on a page that was just read, it is part of that reading."""
        found = self._photo(request, pk, photo)
        services.record_reading(
            report=found.report, by=request.user, at=timezone.now(), same_for=SAME_READING
        )
        small = found.redacted_thumbnail if found.redacted else found.thumbnail
        return photos.response(small or found.file)

    def original(self, request, pk, photo):
        """Serve a redacted photo as it came, to those who are cleared; each look is logged."""
        if not permissions.may(roles_of(request.user), Action.READ_RESTRICTED):
            raise PermissionDenied
        found = self._photo(request, pk, photo)
        services.record_reading(
            report=found.report, by=request.user, at=timezone.now(), original=found.pk
        )
        return photos.response(found.file)

    def report(self, request, pk):
        """Find a report that this person may read; any other does not exist for them."""
        known = str(pk).isdecimal() and len(str(pk)) <= LONGEST_NUMBER
        report = queries.report_for_case_page(request.user, pk) if known else None
        if report is None:
            log.warning("report refused", report=str(pk)[:LONGEST_NUMBER], user=request.user.pk)
            raise Http404
        return report

    def _photo(self, request, pk, photo):
        """Find a photo of a report that this person may read."""
        found = queries.photo_of_report(request.user, pk, photo)
        if found is None:
            raise Http404
        return found

    def _back(self, request, report):
        """Return to the report, or to the queue where it has left this person's teams."""
        if Report.objects.visible_to(request.user).filter(pk=report.pk).exists():
            return redirect("admin:reporting_report_change", report.pk)
        return redirect("admin:reporting_report_changelist")

    def _context(self, request, report):
        return {
            **self.admin_site.each_context(request),
            "title": report.reference,
            "opts": self.opts,
            "report": report,
        }

    def _offered(self, request, report, refused):
        """Return everything that this person can do with the report now, with its form."""
        user, version = request.user, seen(report)
        allowed = {
            action: Report.objects.allowed(user, action).filter(pk=report.pk).exists()
            for action in {act.action for act in ACTS.values()}
        }
        return [
            {
                "name": name,
                "act": act,
                "url": f"admin:case_{name}",
                "form": refused.get(name) or act.form(report, user, seen=version),
            }
            for name, act in ACTS.items()
            if name in refused or (allowed[act.action] and act.fits(report))
        ]

    def case_page(self, request, report, refused=None, status=200):
        """Show a report with what can be done; each reading of a restricted one is logged."""
        at = timezone.now()
        services.record_reading(report=report, by=request.user, at=at)
        context = self._context(request, report) | {
            "overdue": report.is_overdue(at),
            "offered": self._offered(request, report, refused or {}),
            "others": presence.enter(report, request.user, at),
            "warnings": case_queries.safety_warnings(report, timezone.localdate(at)),
            "pause": case_queries.pause_of(report),
            "team_names": dict(Team.objects.values_list("slug", "name")),
            "interest": queries.interest(report),
            "may_publish": nearby.may_be_shown(report),
            "case_review": case_review_meter.of_request(report),
            "may_mail": notifications.may_mail(report),
            "may_see_originals": permissions.may(roles_of(request.user), Action.READ_RESTRICTED),
        }
        template = "admin/reporting/report/case.html"
        return TemplateResponse(request, template, context, status=status)
