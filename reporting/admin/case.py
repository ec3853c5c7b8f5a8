"""The page on which one report is worked: every act is a small form on it."""

from functools import partial
from html import unescape
from http import HTTPStatus

import structlog
from csp.decorators import csp_update
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe

from reporting import case_queries, notifications, presence, queries, services
from reporting.admin import timeline
from reporting.admin.acts import ACTS
from reporting.admin.case_page import CasePage
from reporting.admin.desk import remember_row
from reporting.admin.photo_pages import SAME_READING, PhotoPages
from reporting.journey.map_options import tile_sources
from reporting.models import Report, Team
from safety_site.typed_keys import MOST_DIGITS, as_key

log = structlog.get_logger(__name__)

REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


class CasePages(PhotoPages):
    """The addresses of one report, for the admin of reports."""

    def case_urls(self):
        """Return one address for each thing that can be done with a report."""
        view, post = self.admin_site.admin_view, require_POST
        acts = [
            path(f"<int:pk>/{name}/", view(post(partial(self.act, name=name))), name=f"case_{name}")
            for name in ACTS
        ]
        return [
            *acts,
            path("<int:pk>/present/", view(require_safe(self.present)), name="case_present"),
            path(
                "<int:pk>/mails/<int:event>/", view(require_safe(self.letter)), name="case_letter"
            ),
            *self.photo_urls(),
        ]

    @method_decorator(csp_update({"img-src": tile_sources()}))
    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show one report."""
        remember_row(request)
        return self.case_page(request, self.report(request, unquote(object_id)))

    def history_view(self, request, object_id, extra_context=None):
        """Lead to the report itself: its events are its history."""
        report = self.report(request, unquote(object_id))
        return redirect("admin:reporting_report_change", report.pk)

    @method_decorator(csp_update({"img-src": tile_sources()}))
    def act(self, request, pk, name):
        """Validate one small form and call one service; typed words survive whatever happens."""
        act, report = ACTS[name], self.report(request, pk)
        if not Report.objects.allowed(request.user, act.action).filter(pk=report.pk).exists():
            log.warning("act refused", act=name, reference=report.reference, user=request.user.pk)
            raise PermissionDenied
        form = act.form(report, request.user, request.POST)
        valid = form.is_valid()
        try:
            # First of all: what a colleague has changed may be why it does not fit any more.
            if not act.adds and "seen" in form.cleaned_data:
                self._as_seen(report, form.cleaned_data["seen"])
            if not valid:
                return self.case_page(request, report, {name: form}, status=REFUSED)
            if "edit" in request.POST:
                return self.case_page(request, report, {name: form})
            do = partial(self._do, request, act, report, form.values())
            if act.tells and "confirmed" not in request.POST and (letters := self._told(do)):
                return self._ask(request, report, name, form, letters)
            do()
        except services.Changed as changed:
            return self._conflict(request, report, name, form, changed.events)
        except services.Refused as refusal:
            log.info("act not done", act=name, reference=report.reference, user=request.user.pk)
            form.add_error(None, str(refusal))
            form.gaps = refusal.gaps
            return self.case_page(request, report, {name: form}, status=REFUSED)
        messages.success(request, f"{report.reference}: {act.done}")
        return self._back(request, report)

    def _do(self, request, act, report, values):
        values = dict(values)
        version = values.pop("seen")
        with transaction.atomic():
            if not act.adds:
                services.locked_as_seen(report, version)
            act.service(report=report, by=request.user, at=timezone.now(), **values)

    def _as_seen(self, report, version):
        with transaction.atomic():
            services.locked_as_seen(report, version)

    def _told(self, do):
        """Return the mails to residents that would leave, without doing it."""
        return [letter for letter in services.rehearse(do) if letter.to_residents]

    def _ask(self, request, report, name, form, letters):
        """Show what residents will get, before they get it."""
        more = {"act": ACTS[name], "url": f"admin:case_{name}", "form": form, "letters": letters}
        return self._page(request, report, "preview", **more)

    def _conflict(self, request, report, name, form, events):
        """Show what a colleague or the reporter did meanwhile beside what was typed."""
        log.info("act met another", act=name, reference=report.reference, user=request.user.pk)
        act, again = ACTS[name], form.data.copy()
        again["seen"] = max(event.pk for event in events)
        for each in ("confirmed", "edit"):
            again.pop(each, None)
        report = self.report(request, report.pk)  # as it stands now
        more = {
            "act": act,
            "url": f"admin:case_{name}",
            "form": act.form(report, request.user, again),
            "fits": act.fits(report),
            "steps": [timeline.Step((event,)) for event in reversed(events)],
            "team_names": dict(Team.objects.values_list("slug", "name")),
            "may_mail": notifications.may_mail(report),
            "linked": case_queries.beside(report, request.user)[0],
        }
        return self._page(request, report, "conflict", status=HTTPStatus.CONFLICT, **more)

    def present(self, request, pk):
        """Say who else has the case open."""
        report = Report.objects.visible_to(request.user).filter(pk=pk).first()
        if report is None:
            raise Http404
        others = presence.enter(report, request.user, timezone.now())
        words = render_to_string("admin/reporting/report/_present.html", {"others": others})
        return JsonResponse({"names": others, "words": unescape(words).strip()})

    def letter(self, request, pk, event):
        """Show a mail as it was written."""
        report = self.report(request, pk)
        found = queries.letter_of(report, event)
        if found is None:
            raise Http404
        return self._page(request, report, "letter", letter=found)

    def report(self, request, pk):
        """Find a report that this person may read; any other does not exist for them."""
        key = as_key(pk)
        report = key and queries.report_for_case_page(request.user, key)
        if not report:
            log.warning("report refused", report=str(pk)[:MOST_DIGITS], user=request.user.pk)
            raise Http404
        return report

    def _back(self, request, report):
        """Return to the report, or to the queue where it has left this person's teams."""
        if Report.objects.visible_to(request.user).filter(pk=report.pk).exists():
            return redirect("admin:reporting_report_change", report.pk)
        return redirect("admin:reporting_report_changelist")

    def _page(self, request, report, name, *, status=HTTPStatus.OK, **context):
        """Show a page beside that of the case; it is part of the reading of that."""
        services.record_reading(
            report=report, by=request.user, at=timezone.now(), same_for=SAME_READING
        )
        template = f"admin/reporting/report/{name}.html"
        context = self._context(request, report) | context
        return TemplateResponse(request, template, context, status=status)

    def _context(self, request, report):
        return {
            **self.admin_site.each_context(request),
            "title": report.reference,
            "opts": self.opts,
            "report": report,
        }

    def case_page(self, request, report, refused=None, status=HTTPStatus.OK):
        """Show a report with what can be done; each reading of a restricted one is logged."""
        at = timezone.now()
        services.record_reading(report=report, by=request.user, at=at)
        page = CasePage(report, request.user, at, request.GET, refused or {})
        context = self._context(request, report) | page.context()
        template = "admin/reporting/report/case.html"
        return TemplateResponse(request, template, context, status=status)
