"""Who may go on with a report: the device that began it, until it is sent."""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from reporting import queries, services
from reporting.journey import drafts, pages

form_page = require_http_methods(["GET", "HEAD", "POST"])


def with_journey(view):
    """Find the draft in the address, if this device began it; else offer a fresh start."""

    @wraps(view)
    def found(request, category, key, **kwargs):
        catalogued = queries.category_with_form(category)
        if catalogued is None:
            raise Http404
        draft = drafts.find(request, category, key)
        if draft:
            try:
                return view(request, pages.Journey(catalogued, draft), **kwargs)
            except services.DraftGone:
                pass  # sent from another tab in this very moment
        if report := drafts.sent(request, key):
            return redirect(report.receipt_path())
        # What was reported is not named: somebody may have left it, and others look what it was.
        context = {"without_cookie": drafts.COOKIE not in request.COOKIES}
        return render(request, "reporting/fresh_start.html", context, status=404)

    return found
