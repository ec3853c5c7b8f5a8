"""The pages on which a quarter of panel meetings is planned, and the wards that have none."""

from django.contrib import messages
from django.contrib.admin.models import ADDITION, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from community import meeting_queries
from community.plan_forms import PlanForm, PlanTable
from community.services import meetings as services

LIST = "admin:community_panelmeeting_changelist"


class PlanPages:
    """Mixin: these pages below the list of meetings."""

    def get_urls(self):
        view = self.admin_site.admin_view
        plan = require_http_methods(["GET", "HEAD", "POST"])(self.plan)
        return [
            path("plan/", view(plan), name="panel_plan"),
            path(
                "without/", view(require_safe(self.wards_without)), name="wards_without_a_meeting"
            ),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        may = {"may_plan": self.has_add_permission(request)}
        return super().changelist_view(request, may | (extra_context or {}))

    def wards_without(self, request):
        """List the wards whose next meeting nobody has entered."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        wards = meeting_queries.without_next(timezone.now())
        return self._page(
            request, "without", {"title": _("Wards without a meeting"), "wards": wards}
        )

    def plan(self, request):
        """Propose a day for each ward; store the table as it is sent, all of it or nothing."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        today = timezone.localdate()
        asked = "first" in request.GET
        chosen = {"wards": request.GET.getlist("wards")} if "wards" in request.GET else None
        form = PlanForm(request.GET if asked else None, today=today, initial=chosen)
        context = {"title": _("Plan a quarter"), "form": form}
        if request.method == "POST":
            return self._store(request, context, today)
        if form.is_valid():
            rows, context["there"] = form.proposed()
            context["table"] = self._table(form, today, initial=rows)
        return self._page(request, "plan", context, status=422 if form.errors else 200)

    def _store(self, request, context, today):
        table = self._table(context["form"], today, request.POST)
        if table.is_valid():
            meetings = [row.meeting for row in table.planned]
            try:
                number = _store_and_record(meetings, request.user)
            except services.Clashes as clashes:
                table.refuse(clashes.others)
            else:
                self._tell(request, number, len(meetings))
                return redirect(LIST)
        return self._page(request, "plan", context | {"table": table}, status=422)

    def _table(self, form, today, data=None, initial=None):
        row = {"wards": form.by_slug, "today": today}
        return PlanTable(data, initial=initial, prefix="row", form_kwargs=row)

    def _tell(self, request, number, planned):
        if number:
            text = ngettext("%s meeting is planned.", "%s meetings are planned.", number) % number
            messages.success(request, text)
        if there := planned - number:
            text = ngettext(
                "%s was there already. Nothing is doubled.",
                "%s were there already. Nothing is doubled.",
                there,
            )
            messages.info(request, text % there)

    def _page(self, request, name, context, status=200):
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        template = f"admin/community/panelmeeting/{name}.html"
        return TemplateResponse(request, template, context, status=status)


@transaction.atomic
def _store_and_record(meetings, by):
    """Store a quarter; the history of each new meeting says who planned it."""
    number = services.store_plan(meetings=meetings, at=timezone.now())
    new = [meeting for meeting in meetings if meeting.pk]
    LogEntry.objects.log_actions(by.pk, new, ADDITION, _("Planned with a quarter."))
    return number
