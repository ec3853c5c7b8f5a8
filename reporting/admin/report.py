"""The queue of reports and the page on which one is worked."""

from datetime import timedelta

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from reporting import (
    case_review_meter,
    nearby,
    notifications,
    permissions,
    photos,
    queries,
    services,
)
from reporting.admin import filing
from reporting.admin.filters import StateFilter, TeamFilter
from reporting.admin.forms import FORMS
from reporting.admin.granted import granted
from reporting.admin.publicity_forms import FORMS as PUBLICITY_FORMS
from reporting.models import Event, Report, Team
from reporting.wording import moment_in_words
from safety_site.content_admin import DeclaredFilters

LONGEST_NUMBER = 18  # digits of a primary key
SAME_READING = timedelta(minutes=10)  # in which small photos are taken as part of their page
CASE_FORMS = FORMS | PUBLICITY_FORMS
WHERE_LENGTH = 60  # characters of a place in the queue
ANSWERS = {
    Event.Type.INFORMATION: "Reporter added to it",
    Event.Type.NOT_FIXED: "Reporter: not fixed",
    Event.Type.WITHDRAWAL: "Reporter takes it back",
    Event.Type.DATA_ASKED: "Reporter asks for data",
}


@admin.register(Report)
class ReportAdmin(DeclaredFilters, admin.ModelAdmin):
    """Reports of the officer's teams; every change goes through the services."""

    list_display = ["reference", "state", "due", "priority", "what", "where", "team"]
    list_filter = [StateFilter, TeamFilter, "category", "priority", "ward"]
    list_select_related = ["category", "kind", "team", "priority"]
    list_per_page = 50
    search_fields = ["reference"]
    show_full_result_count = False
    actions = None
    show_facets = admin.ShowFacets.NEVER  # counting groups the whole table
    ordering = [F("due_at").asc(nulls_last=True), "received_at"]

    @admin.display(description="What", ordering="category")
    def what(self, report):
        return report.what

    @admin.display(description="Where")
    def where(self, report):
        """Show the place; of a restricted report only its page does, where reading is logged."""
        if report.restricted:
            return "Restricted"
        return Truncator(report.location).chars(WHERE_LENGTH)

    @admin.display(description="Status", ordering="status")
    def state(self, report):
        """Show the status as a chip for arm's length, and what its reporter has said since."""
        chip = format_html(
            '<span class="cs-chip cs-chip--{}">{}</span>',
            report.status,
            report.get_status_display(),
        )
        if not report.answer:
            return chip
        said = ANSWERS[report.answer]
        return format_html('{} <strong class="cs-chip cs-chip--answer">{}</strong>', chip, said)

    @admin.display(description="Due", ordering=F("due_at").asc(nulls_last=True))
    def due(self, report):
        """Show the due time, and say so where it has passed."""
        if report.due_at is None:
            return "No date"
        late = report.is_overdue(timezone.now())
        mark = (
            format_html('<strong class="cs-chip cs-chip--overdue">{}</strong> ', "Overdue")
            if late
            else ""
        )
        return format_html("{}{}", mark, moment_in_words(report.due_at))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return self.has_view_permission(request, obj)

    def get_queryset(self, request):
        """Start from what this person may see, in lists, searches and pages alike."""
        reports = Report.objects.visible_to(request.user).order_by(*self.ordering)
        return queries.with_answer(reports)

    def changelist_view(self, request, extra_context=None):
        """Call the queue what officers call it."""
        may_file = permissions.may_file(*granted(request.user))
        context = {"title": "Reports", "may_file": may_file, **(extra_context or {})}
        return super().changelist_view(request, context)

    def get_urls(self):
        """Add one address for each thing that can be done with a report."""
        view, post = self.admin_site.admin_view, require_POST
        own = [
            path("file/", view(filing.file_report), name="report_file"),
            path("<int:pk>/allocate/", view(post(self.allocate)), name="report_allocate"),
            path("<int:pk>/note/", view(post(self.note)), name="report_note"),
            path("<int:pk>/status/", view(post(self.status)), name="report_status"),
            path("<int:pk>/update/", view(post(self.update)), name="report_update"),
            path("<int:pk>/publicity/", view(post(self.publicity)), name="report_publicity"),
            path("<int:pk>/photos/<int:photo>/", view(self.photo), name="report_photo"),
            path(
                "<int:pk>/photos/<int:photo>/small/", view(self.thumbnail), name="report_thumbnail"
            ),
        ]
        return own + super().get_urls()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show one report."""
        return self._case_page(request, self._report(request, unquote(object_id)))

    def history_view(self, request, object_id, extra_context=None):
        """Lead to the report itself: its events are its history."""
        return redirect("admin:reporting_report_change", object_id)

    def photo(self, request, pk, photo):
        """Serve a photo to those who may read its report, and to nobody else."""
        found = self._photo(request, pk, photo)
        services.record_reading(report=found.report, by=request.user, at=timezone.now())
        return photos.response(found.file)

    def thumbnail(self, request, pk, photo):
        """Serve a photo small; on a page that was just read, it is part of that reading."""
        found = self._photo(request, pk, photo)
        services.record_reading(
            report=found.report, by=request.user, at=timezone.now(), same_for=SAME_READING
        )
        return photos.response(found.thumbnail or found.file)

    def allocate(self, request, pk):
        return self._act(request, pk, "allocate", services.allocate, permissions.may_allocate)

    def note(self, request, pk):
        return self._act(request, pk, "note", services.add_note, permissions.may_work)

    def status(self, request, pk):
        return self._act(request, pk, "status", services.change_status, permissions.may_work)

    def update(self, request, pk):
        return self._act(request, pk, "update", services.send_update, permissions.may_work)

    def publicity(self, request, pk):
        return self._act(request, pk, "publicity", services.set_publicity, permissions.may_work)

    def _act(self, request, pk, name, service, allowed):
        """Validate one small form and call one service; typed text survives a refusal."""
        report = self._report(request, pk)
        if not allowed(*granted(request.user)):
            raise PermissionDenied
        form = CASE_FORMS[name](report, request.POST)
        if form.is_valid():
            try:
                service(report=report, by=request.user, at=timezone.now(), **form.cleaned_data)
            except services.Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"{report.reference}: {form.done}")
                return self._back(request, report)
        return self._case_page(request, report, {name: form}, status=422)

    def _report(self, request, pk):
        """Find a report that this person may read; any other does not exist for them."""
        known = str(pk).isdecimal() and len(str(pk)) <= LONGEST_NUMBER
        report = queries.report_for_case_page(request.user, pk) if known else None
        if report is None:
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

    def _case_page(self, request, report, refused=None, status=200):
        """Show a report with what can be done; each reading of a restricted one is logged."""
        services.record_reading(report=report, by=request.user, at=timezone.now())
        forms = {name: form(report) for name, form in CASE_FORMS.items()} | (refused or {})
        context = {
            **self.admin_site.each_context(request),
            "title": report.reference,
            "opts": self.opts,
            "report": report,
            "overdue": report.is_overdue(timezone.now()),
            "forms": forms,
            "team_names": dict(Team.objects.values_list("slug", "name")),
            "interest": queries.interest(report),
            "may_publish": nearby.may_be_shown(report),
            "case_review": case_review_meter.of_request(report),
            "may_mail": notifications.may_mail(report),
            "may_allocate": permissions.may_allocate(*granted(request.user)),
            "may_work": permissions.may_work(*granted(request.user)),
        }
        template = "admin/reporting/report/case.html"
        return TemplateResponse(request, template, context, status=status)
