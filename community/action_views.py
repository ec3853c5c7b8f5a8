"""What council and police did."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from community import taking_part_queries
from safety_site.public_pages import public_page


@require_safe
@public_page
def what_we_did(request):
    """Counts by period, each with its source, and from when on there are none."""
    counts = taking_part_queries.counts()
    context = {
        "periods": taking_part_queries.periods(counts),
        "newest": taking_part_queries.newest(counts),
    }
    return render(request, "community/what_we_did.html", context)
