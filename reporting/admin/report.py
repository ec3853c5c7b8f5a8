"""The queue of reports."""

from django.contrib import admin
from django.db.models import F
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator

from reporting import permissions, queries
from reporting.admin import filing
from reporting.admin.case import CasePages
from reporting.admin.filters import StateFilter, TeamFilter
from reporting.models import Event, Report, roles_of
from reporting.permissions import Action
from reporting.wording import moment_in_words
from safety_site.content_admin import DeclaredFilters

WHERE_LENGTH = 60  # characters of a place in the queue
ANSWERS = {
    Event.Type.INFORMATION: "Reporter added to it",
    Event.Type.NOT_FIXED: "Reporter: not fixed",
    Event.Type.WITHDRAWAL: "Reporter takes it back",
    Event.Type.DATA_ASKED: "Reporter asks for data",
}


@admin.register(Report)
class ReportAdmin(DeclaredFilters, CasePages, admin.ModelAdmin):
    """Reports of the officer's teams; every change goes through the services."""

    list_display = ["reference", "state", "due", "priority", "what", "where", "team"]
    list_filter = [StateFilter, TeamFilter, "category", "priority", "ward"]
    list_select_related = ["category", "kind", "team", "priority"]
    list_per_page = 50
    search_fields = ["reference"]
    show_full_result_count = False
    actions = None
    show_facets = admin.ShowFacets.NEVER  # counting groups the whole table
    ordering = [F("next_at").asc(nulls_last=True), "received_at"]

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

    @admin.display(description="Due", ordering=F("next_at").asc(nulls_last=True))
    def due(self, report):
        """Show the due time, and say so where it has passed."""
        if report.next_at is None:
            return "No date"
        late = report.is_overdue(timezone.now())
        mark = (
            format_html('<strong class="cs-chip cs-chip--overdue">{}</strong> ', "Overdue")
            if late
            else ""
        )
        return format_html("{}{}", mark, moment_in_words(report.next_at))

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
        may_file = permissions.may(roles_of(request.user), Action.FILE_REPORT)
        context = {"title": "Reports", "may_file": may_file, **(extra_context or {})}
        return super().changelist_view(request, context)

    def get_urls(self):
        """Put the addresses of a case before Django's own, which take whatever is left."""
        file = path("file/", self.admin_site.admin_view(filing.file_report), name="report_file")
        return [file, *self.case_urls(), *super().get_urls()]
