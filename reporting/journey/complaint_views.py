"""Whom an applicant for a case review has told before: the page that lists it, and the meter."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from reporting import case_review_meter, services
from reporting.journey import complaints, steps
from reporting.journey.access import form_page, with_journey
from reporting.journey.complaint_forms import ComplaintForm


@form_page
@with_journey
def page(request, journey):
    """List one complaint after the other; what is typed is listed before one goes on."""
    if not journey.may_visit(steps.COMPLAINTS):
        return redirect(journey.url(journey.furthest))
    listed = complaints.listed(journey.draft.answers)
    form = ComplaintForm(request.POST if request.method == "POST" else None, listed=listed)
    onward = request.method == "POST" and "add" not in request.POST
    done = onward and listed and not form.has_changed()
    if not done and form.is_valid():
        done = _add(journey.draft, form)
    if done and onward:
        return redirect(journey.next_url(steps.COMPLAINTS, changing="change" in request.GET))
    if done:
        return redirect(request.get_full_path())
    return render(request, "reporting/complaints.html", _context(journey, form, listed))


def _add(draft, form) -> bool:
    """List what the form tells; where that is refused, say so at the form."""
    try:
        services.add_complaint(draft=draft, complaint=form.complaint(), at=timezone.now())
    except services.Refused as refusal:
        form.add_error("to", str(refusal))
    return not form.errors


def _context(journey, form, listed) -> dict:
    meter = case_review_meter.count(complaints.read(listed), timezone.localdate())
    return journey.context(steps.COMPLAINTS, form) | {
        "meter": meter,
        "rows": [
            {"number": entry["number"], "judged": judged}
            for entry, judged in zip(listed, meter.judged, strict=True)
        ],
        "full": len(listed) >= complaints.MOST,
        "too_many": complaints.too_many(),
        "draft": journey.draft,
    }


@require_POST
@with_journey
def remove(request, journey, number):
    """Take a complaint off the list again."""
    services.remove_complaint(draft=journey.draft, number=number, at=timezone.now())
    return redirect(journey.url(steps.COMPLAINTS) + ("?change" if "change" in request.GET else ""))
