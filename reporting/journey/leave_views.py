"""Leaving at once: what this device typed is deleted, and another site is shown."""

import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from reporting import services
from reporting.journey import drafts
from reporting.tracking import access

log = structlog.get_logger(__name__)


# A link, so that it works without JavaScript; docs/decisions/leaving-is-a-link.md says why it may.
@csrf_exempt
@require_http_methods(["GET", "POST"])
def leave(request):
    """Forget what this device began; our script posts, a browser without it follows the link."""
    purposes = (request.headers.get(name, "") for name in ("sec-purpose", "purpose"))
    if any("prefetch" in purpose for purpose in purposes):
        return HttpResponse(status=503)  # any other answer could be kept and shown at the click
    by_script = request.method == "POST"
    response = HttpResponse(status=204) if by_script else HttpResponseRedirect(settings.EXIT_URL)
    if request.headers.get("sec-fetch-site", "same-origin") == "same-origin":
        _forget(drafts.keys(request))
        drafts.forget(response)
        # This address does not get the cookies of reports that are followed, but can end them.
        access.forget(response, request.headers.get("referer", ""))
        if by_script:  # nobody waits for the answer, and clearing a cache takes time
            response["Clear-Site-Data"] = '"cache"'
    return response


def _forget(keys):
    """Delete the drafts now; where the database is out of reach, the jobs do within a week."""
    try:
        if keys:
            services.forget_drafts(keys=keys)
    except (DatabaseError, InterfaceError) as fault:  # whoever has to leave does not wait for us
        log.error("drafts not deleted at once", fault=type(fault).__name__)
