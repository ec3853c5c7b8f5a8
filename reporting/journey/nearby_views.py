"""Somebody may have reported it already: which of the reports nearby, and news of it."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from reporting import public_words, queries, services
from reporting.journey import steps
from reporting.journey.access import form_page, with_journey
from reporting.journey.nearby_form import FollowForm, NearbyForm


@form_page
@with_journey
def page(request, journey):
    """Show what others have reported close by; what was typed stays until one is chosen."""
    changing = "change" in request.GET
    if not journey.may_visit(steps.NEARBY):
        return redirect(journey.url(journey.furthest))
    if not journey.offered:  # answered before; since then all of them were closed
        return redirect(journey.next_url(steps.NEARBY, changing=changing))
    form = journey.form(steps.NEARBY, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = journey.context(steps.NEARBY, form)
        return render(request, "reporting/already_reported.html", context)
    if form.cleaned_data["same"] == NearbyForm.NONE:
        journey.keep(steps.NEARBY, form, timezone.now())
        return redirect(journey.next_url(steps.NEARBY, changing=changing))
    chosen = form.cleaned_data["same"]
    return redirect("reporting:follow", journey.category.slug, journey.draft.key, chosen)


@form_page
def follow(request, category, key, pk):
    """Offer news of a report that is the same; a second press finds that it is done."""
    response = _follow(request, category=category, key=key, pk=pk)
    if response.status_code == 404 and queries.has_seen_too(draft_key=key, report_pk=pk):
        return redirect("following:told")
    return response


@with_journey
def _follow(request, journey, pk):
    offered = {each.report.pk: each.report for each in journey.offered}
    if pk not in offered or not journey.may_visit(steps.NEARBY):
        return redirect(journey.url(journey.furthest))
    report = offered[pk]
    form = FollowForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        email = form.cleaned_data.get("email", "")
        try:
            services.see_too(draft=journey.draft, report=report, email=email, at=timezone.now())
        except services.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("following:told_with_news" if email else "following:told")
    context = journey.context(steps.NEARBY, form) | {
        "heading": _("Do you want news of it?"),
        "report": report,
        "day": public_words.day_reported(report),
        "back_url": journey.url(steps.NEARBY),
    }
    return render(request, "reporting/follow.html", context)
