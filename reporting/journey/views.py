"""The report form, one question a page; each page keeps its answer before the next is shown."""

from functools import wraps

from allauth.decorators import rate_limit
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from reporting import queries, routing, services
from reporting.journey import answers, drafts, pages, steps
from reporting.journey.forms import DangerForm, PhotoForm
from reporting.models import Category, Handover, Report
from safety_site.public_pages import public_page

form_page = require_http_methods(["GET", "HEAD", "POST"])


def with_journey(view):
    """Find the draft in the address, if this device began it; else offer a fresh start."""

    @wraps(view)
    def found(request, category, key, **kwargs):
        catalogued = queries.category_with_form(category)
        if catalogued is None:
            raise Http404
        draft = drafts.find(request, category, key)
        if draft:
            try:
                return view(request, pages.Journey(catalogued, draft), **kwargs)
            except services.DraftGone:
                pass  # sent from another tab in this very moment
        sent = Report.objects.filter(draft_key=key).first() if key in drafts.keys(request) else None
        if sent:
            return redirect(sent.receipt_path())
        return render(request, "reporting/fresh_start.html", {"category": catalogued}, status=404)

    return found


@require_safe
@public_page
def start(request):
    """Everything that can be reported."""
    return render(request, "reporting/start.html", {"categories": Category.objects.all()})


# Without a token, so that the page is the same for everybody and is served from the cache:
# another site could at most begin an empty draft in the visitor's browser.
@csrf_exempt
@form_page
@rate_limit(action="report_begin")
@public_page
def begin(request, category):
    """What we do with such a report, and the question of danger before anything else."""
    category = get_object_or_404(Category, slug=category)
    if request.headers.get("sec-fetch-site") == "cross-site" and request.method == "POST":
        return redirect(category)
    form = DangerForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        topics = category.topics.published().for_lists()
        context = {"category": category, "form": form, "topics": topics}
        return render(request, "reporting/begin.html", context)
    if form.cleaned_data["danger_now"] == routing.YES:
        return redirect("reporting:danger", category.slug)
    draft = services.start_draft(category=category, at=timezone.now())
    journey = pages.Journey(queries.category_with_form(category.slug), draft)
    response = redirect(journey.url(journey.steps[0]))
    drafts.remember(request, response, draft.key)
    return response


@require_safe
@public_page
def danger(request, category):
    """Stop: this is for 999."""
    category = get_object_or_404(Category, slug=category)
    return render(request, "reporting/danger.html", {"category": category})


@form_page
@with_journey
def step(request, journey, step):
    """Ask one question, keep the answer, go on."""
    if step not in journey.steps:
        raise Http404
    if not journey.may_visit(step):
        return redirect(journey.url(journey.furthest))
    form = journey.form(step, request.POST if request.method == "POST" else None)
    if form.is_valid():
        journey.keep(step, form, timezone.now())
        return redirect(journey.next_url(step, changing="change" in request.GET))
    return render(request, "layouts/question.html", journey.context(step, form))


@form_page
@with_journey
def photo(request, journey):
    """Add or remove photos, one at a time; none is needed."""
    if not journey.may_visit(steps.PHOTO):
        return redirect(journey.url(journey.furthest))
    if "remove" in request.POST:
        services.remove_photo(draft=journey.draft, name=request.POST["remove"])
        return redirect(request.get_full_path())
    posted = request.method == "POST"
    form = PhotoForm(*((request.POST, request.FILES) if posted else ()))
    if form.is_valid() and form.cleaned_data["photo"]:
        try:
            content = form.cleaned_data["photo"]
            services.add_photo(draft=journey.draft, content=content, at=timezone.now())
            return redirect(request.get_full_path())
        except services.Refused as refusal:
            form.add_error("photo", str(refusal))
    if posted and form.is_valid():
        journey.keep(steps.PHOTO, form, timezone.now())
        return redirect(journey.next_url(steps.PHOTO, changing="change" in request.GET))
    return render(request, "reporting/photo.html", journey.context(steps.PHOTO, form))


@form_page
@with_journey
def check(request, journey):
    """Show everything before it is sent; send it once, however often the button is pressed."""
    if not journey.may_visit(steps.CHECK):
        return redirect(journey.url(journey.furthest))
    if request.method == "POST":
        report = services.submit(draft_key=journey.draft.key, at=timezone.now())
        return redirect(report.receipt_path() if report else journey.url(steps.HANDOVER))
    return render(request, "reporting/check.html", journey.check_context(timezone.now()))


@require_safe
@with_journey
def handover(request, journey):
    """Say who deals with this instead of us, with what was typed ready to copy."""
    decision = journey.settled(timezone.now())
    if decision is None or decision.team is not None:
        return redirect(journey.url(journey.furthest))
    context = {
        "category": journey.category,
        "handover": get_object_or_404(Handover, slug=decision.handover),
        "reasons": decision.reasons,
        "told": answers.told(journey.category, journey.draft.answers),
        "back_url": journey.url(journey.last_answered),
        "quick_exit": journey.is_sensitive,
    }
    return render(request, "reporting/handover.html", context)


@require_safe
def received(request, key):
    """The receipt: the reference, who has it, why them, by when."""
    report = get_object_or_404(
        Report.objects.select_related("category", "kind", "team", "priority", "handover"),
        receipt_key=key,
    )
    return render(request, "reporting/received.html", {"report": report})
