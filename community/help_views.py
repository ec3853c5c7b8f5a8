"""Places that help."""

from csp.decorators import csp_update
from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from community import help_queries
from community.help_forms import NearForm
from reporting.journey.map_options import tile_sources
from safety_site.public_pages import public_page


# Tiles are fetched only once somebody opens the map.
@csp_update({"img-src": tile_sources()})
@require_safe
@public_page
def places_that_help(request):
    """Bleed kits, defibrillators, police counters and safe havens: by kind, or nearest first."""
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
