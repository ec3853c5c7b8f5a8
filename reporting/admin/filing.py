"""Staff file a report for somebody who phones: the resident's own pages, marked as such."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from reporting import permissions, queries, routing, services
from reporting.admin.forms import FileForm
from reporting.journey.pages import Journey
from reporting.models import roles_of
from reporting.permissions import Action


@require_http_methods(["GET", "HEAD", "POST"])
def file_report(request):
    """Ask what the call is about and whether anybody is in danger, then go on as residents do."""
    if not permissions.may(roles_of(request.user), Action.FILE_REPORT):
        raise PermissionDenied
    form = FileForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {**admin.site.each_context(request), "title": "Report for a caller", "form": form}
        return TemplateResponse(request, "admin/reporting/report/file.html", context)
    category = form.cleaned_data["category"]
    if form.cleaned_data["danger_now"] == routing.YES:
        return redirect("reporting:danger", category.slug)
    draft = services.start_draft(category=category, at=timezone.now(), filed_by=request.user)
    journey = Journey(queries.category_with_form(category.slug), draft)
    return redirect(journey.url(journey.steps[0]))
