"""From a report that somebody follows to a request for a case review that lists it already."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from reporting import case_review_meter, queries, services
from reporting.cookies import read_signed, set_signed
from reporting.journey import drafts, pages
from reporting.models import Category, Draft
from reporting.tracking.access import with_tracked_report

# The pages of tracking do not get the cookie that names a device's drafts, so they cannot add to
# it. The key of the new one crosses over in a cookie of its own.
COOKIE = "case-review"
SALT = "reporting.case-review"
SECONDS = 60


@require_POST
@with_tracked_report
def start(request, report, token):
    """Begin a request with those of the reporter's own reports that count."""
    at = timezone.now()
    meter = case_review_meter.meter(report, at)
    if meter is None or meter.form is None:
        raise Http404
    known = [judged.complaint for judged in meter.counting]
    draft = services.start_case_review(category=meter.form, known=known, at=at)
    response = redirect("reporting:carry_on", meter.form.slug)
    set_signed(response, COOKIE, draft.key, salt=SALT, path=drafts.PATH, max_age=SECONDS)
    return response


@require_safe
def carry_on(request, category):
    """Make the request just begun this device's, beside the reports it is filling in."""
    draft = Draft.objects.filter(key=_begun(request), category__slug=category).first()
    if draft is None:
        return redirect(get_object_or_404(Category, slug=category))
    journey = pages.Journey(queries.category_with_form(category), draft)
    response = redirect(journey.url(journey.steps[0]))
    drafts.remember(request, response, draft.key)
    response.delete_cookie(COOKIE, path=drafts.PATH, samesite="Lax")
    return response


def _begun(request) -> str:
    return read_signed(request, COOKIE, salt=SALT, max_age=SECONDS) or ""
