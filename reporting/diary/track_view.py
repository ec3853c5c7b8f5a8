"""From a report that is followed to its diary."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from reporting import services
from reporting.tracking.access import with_tracked_report


@require_POST
@with_tracked_report
def make_link(request, report, token):
    """Make a new private address for the diary and lead there; an earlier one ends."""
    try:
        key = services.make_diary_link(report=report, at=timezone.now())
    except services.Refused:  # no page offers it
        raise Http404 from None
    return redirect("diary:diary", key)
