"""Ways to take part, and registering for one."""

from datetime import timedelta

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from community import taking_part_queries
from community.models import Opportunity
from community.services import taking_part
from community.taking_part_forms import CLOSED, ELSEWHERE, InterestForm, not_now
from reporting import signs
from safety_site.public_pages import is_from_another_site, public_page

# The form stands on a page that is the same for all, so nobody knows when somebody opened it.
LONG_AGO = timedelta(hours=1)


@require_safe
@public_page
def index(request):
    """All ways to take part and to stay in touch."""
    context = {
        "opportunities": taking_part_queries.opportunities(timezone.localdate()),
        "channels": taking_part_queries.channels(),
    }
    return render(request, "community/get_involved/index.html", context)


# Nobody is signed in here and no cookie is needed: a forged request could only register an address,
# which anybody may type. What browsers say another site sent is not taken all the same.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def opportunity(request, slug):
    """One way to take part, with the form to register, or where that is done."""
    if request.method != "POST":
        return _blank(request, slug)
    if is_from_another_site(request):
        return redirect("get_involved:opportunity", slug)
    return _register(request, get_object_or_404(Opportunity, slug=slug))


@public_page
def _blank(request, slug):
    found = get_object_or_404(Opportunity, slug=slug)
    takes = found.takes_interest and found.is_open(timezone.localdate())
    return _page(request, found, InterestForm() if takes else None)


def _register(request, found):
    form, now = InterestForm(request.POST), timezone.now()
    if not found.is_open(timezone.localdate(now)):
        form.refuse(CLOSED)
    elif not found.takes_interest:
        form.refuse(ELSEWHERE)
    elif form.is_valid():
        told = form.arguments()
        if not _suspicions(request, found, told, now):
            taking_part.register(opportunity=found, at=now, **told)
            return redirect("get_involved:registered", found.slug)
        form.refuse(not_now())
    return _page(request, found, form)


def _suspicions(request, found, told, now):
    sending = signs.Sending(
        kind="interest",
        key="\0".join((found.slug, *told.values())),
        began_at=now - LONG_AGO,
        text="interest",  # all that come are alike: one network must not mail strangers without end
        addresses=(told["email"], told["phone"]),
    )
    return signs.suspicions(request, sending, now)


def _page(request, found, form):
    context = {
        "opportunity": found,
        "open_now": found.is_open(timezone.localdate()),
        "form": form,
    }
    return render(request, "community/get_involved/opportunity.html", context)


@require_safe
@public_page
def registered(request, slug):
    """Say that we have it, to everybody alike: who has registered is nobody's business."""
    found = get_object_or_404(Opportunity, slug=slug)
    return render(request, "community/get_involved/registered.html", {"opportunity": found})
