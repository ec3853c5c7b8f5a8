"""Crime figures of the area and of each ward."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from community import crime_queries
from safety_site.public_pages import public_page


@require_safe
@public_page
def area(request):
    """What the police recorded in the whole area, and in each ward."""
    context = {"sections": crime_queries.of_area(), "asb_form": crime_queries.asb_form()}
    return render(request, "community/crime/area.html", context)


@require_safe
@public_page
def ward(request, ward):
    """What the police recorded in one ward, beside the area."""
    found = crime_queries.of_ward(ward)
    if found is None:
        raise Http404
    place, sections = found
    context = {"ward": place, "sections": sections, "asb_form": crime_queries.asb_form()}
    return render(request, "community/crime/ward.html", context)
