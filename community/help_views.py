"""Places that help."""

from csp.decorators import csp_update
from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from community import help_queries
from community.help_forms import NearForm
from reporting.journey.map_options import tile_sources
from safety_site.public_pages import public_page


# Tiles are fetched only once somebody opens the map.
@csp_update({"img-src": tile_sources()})
@require_safe
def places_that_help(request):
    """Bleed kits, defibrillators, police counters and safe havens: by kind, or nearest first."""
    return _near(request) if request.GET.get("postcode") else _public(request)


# Kept by nobody but the browser: where somebody lives is theirs.
@cache_control(private=True, max_age=60)
def _near(request):
    response = _page(request)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@public_page
def _public(request):
    return _page(request)


def _page(request):
    form = NearForm(request.GET)
    asked = form.is_valid()
    at = form.at if asked else None
    found = help_queries.places_that_help(
        kind=form.cleaned_data["kind"] if asked else "", at=at, on=timezone.localdate()
    )
    page = Paginator(found, help_queries.A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "nearest_first": at is not None,
        "tiles": settings.MAP_TILES,
        "attribution": settings.MAP_ATTRIBUTION,
    }
    return render(request, "community/places_that_help.html", context)
