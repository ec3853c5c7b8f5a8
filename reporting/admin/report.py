"""The queue of reports."""

from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.views.main import ALL_VAR
from django.db.models import F
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from reporting import permissions, queries
from reporting.admin import filing
from reporting.admin.bulk import BulkPages
from reporting.admin.case import CasePages
from reporting.admin.filters import QUEUE_FILTERS
from reporting.admin.queue import Queue
from reporting.models import Event, Report, roles_of
from reporting.permissions import Action
from safety_site.content_admin import DeclaredFilters

ANSWERS = {
    Event.Type.INFORMATION: "Reporter added to it",
    Event.Type.NOT_FIXED: "Reporter: not fixed",
    Event.Type.WITHDRAWAL: "Reporter takes it back",
    Event.Type.DATA_ASKED: "Reporter asks for data",
}


@admin.register(Report)
class ReportAdmin(DeclaredFilters, BulkPages, CasePages, admin.ModelAdmin):
    """Reports of the officer's teams; every change goes through the services."""

    # What the columns of the queue's own template are about.
    list_display = ["reference", "next_at", "priority", "what", "location", "team", "received_at"]
    list_filter = QUEUE_FILTERS
    list_select_related = ["category", "kind", "officer", "priority", "team"]
    list_per_page = 50
    search_fields = ["reference"]
    show_full_result_count = False
    actions = None
    show_facets = admin.ShowFacets.NEVER  # counting groups the whole table
    ordering = [F("next_at").asc(nulls_last=True), "received_at"]

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

    def get_changelist(self, request, **kwargs):
        return Queue

    def changelist_view(self, request, extra_context=None):
        """Call the queue what officers call it; what was left open in its forms is no filter."""
        kept = [pair for pair in request.GET.items() if pair[1] or pair[0] == ALL_VAR]
        if request.method == "GET" and len(kept) < len(request.GET):
            return redirect(f"{request.path}?{urlencode(kept)}")
        roles, now = roles_of(request.user), timezone.now()
        context = {
            "title": "Reports",
            "may_file": permissions.may(roles, Action.FILE_REPORT),
            "bulks": self.bulks_of(roles),
            "answers": ANSWERS,
            "now": now,
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def get_urls(self):
        """Put the addresses of a case before Django's own, which take whatever is left."""
        file = path("file/", self.admin_site.admin_view(filing.file_report), name="report_file")
        return [file, *self.bulk_urls(), *self.case_urls(), *super().get_urls()]
