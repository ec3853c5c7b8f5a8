"""Wards: the list, the finder, and the page and feed of each."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from community import ward_queries
from community.feeds import WardNews
from community.ward_forms import FindWardForm
from places.placing import UNKNOWN
from safety_site.public_pages import public_page


@require_safe
def index(request):
    """Find a ward by postcode or position, or in the list of all."""
    if request.GET.keys() & FindWardForm.base_fields.keys():
        return _find(request)
    return _list(request)


@public_page
def _list(request):
    wards = ward_queries.listed(timezone.now())
    return render(request, "community/wards/index.html", {"form": FindWardForm(), "wards": wards})


# Not kept in the server's cache of pages: where somebody lives or stands is theirs. The address to
# which this leads names their ward and no more.
@cache_control(private=True, max_age=60)
def _find(request):
    form = FindWardForm(request.GET)
    place = form.place if form.is_valid() else UNKNOWN
    if place.certain:
        return redirect("wards:ward", place.ward)
    context = {"form": form} | ward_queries.offered(place, timezone.now())
    response = render(request, "community/wards/index.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@public_page
def ward(request, ward):
    """All that concerns one ward."""
    context = ward_queries.page(ward, timezone.now())
    if context is None:
        raise Http404
    return render(request, "community/wards/ward.html", context)


feed = require_safe(public_page(WardNews()))
