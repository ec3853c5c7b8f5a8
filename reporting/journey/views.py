"""The report form, one question a page; each page keeps its answer before the next is shown."""

from csp.decorators import csp_update
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from reporting import notifications, queries, routing, services
from reporting.journey import drafts, pages, signs, steps
from reporting.journey.access import form_page, with_journey
from reporting.journey.forms import DangerForm
from reporting.journey.map_options import tile_sources
from reporting.models import Category, Report
from safety_site.public_pages import is_from_another_site, public_page

# Pages that hold more than the fields of their form.
TEMPLATES = {
    steps.LEAVING: "reporting/leaving.html",
    steps.WHERE: "reporting/where.html",
    steps.ABOUT_YOU: "reporting/about_you.html",
}


@require_safe
@public_page
def start(request):
    """Everything that can be reported."""
    everything = Category.objects
    context = {"categories": everything.offered(), "case_reviews": everything.case_reviews()}
    return render(request, "reporting/start.html", context)


# Without a token, so that the page is the same for everybody and is served from the cache:
# another site could at most begin an empty draft in the visitor's browser.
@csrf_exempt
@form_page
@public_page
def begin(request, category):
    """What we do with such a report, and the question of danger before anything else."""
    category = get_object_or_404(Category, slug=category)
    if category.withdrawn:
        return render(request, "reporting/withdrawn.html", {"category": category}, status=410)
    if request.method == "POST" and is_from_another_site(request):
        return redirect(category)
    form = DangerForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        topics = category.topics.published().for_lists().newest_first()
        support = queries.support_beside(category)
        context = {"category": category, "form": form, "topics": topics, "support": support}
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


# Only this page may fetch tiles, and only it tells the script where they are.
@csp_update({"img-src": tile_sources()})
@form_page
@with_journey
def where(request, journey):
    """Ask for the place, in words, by the device or on the map."""
    return _ask(request, journey, steps.WHERE)


@form_page
@with_journey
def step(request, journey, step):
    """Ask one question of the category, keep the answer, go on."""
    return _ask(request, journey, step)


def _ask(request, journey, step):
    if not journey.may_visit(step):
        return redirect(journey.url(journey.furthest))
    form = journey.form(step, request.POST if request.method == "POST" else None)
    if form.is_valid():
        journey.keep(step, form, timezone.now())
        return redirect(journey.next_url(step, changing="change" in request.GET))
    template = TEMPLATES.get(step, "layouts/question.html")
    return render(request, template, journey.context(step, form))


@form_page
@with_journey
def check(request, journey):
    """Show everything before it is sent; send it once, however often the button is pressed."""
    if not journey.may_visit(steps.CHECK):
        return redirect(journey.url(journey.furthest))
    if request.method == "POST":
        now = timezone.now()
        suspicions = signs.suspicions(request, journey, now)
        report = services.submit(draft_key=journey.draft.key, at=now, suspicions=suspicions)
        return redirect(report.receipt_path() if report else journey.url(steps.HANDOVER))
    return render(request, "reporting/check.html", journey.check_context(timezone.now()))


@require_safe
@with_journey
def handover(request, journey):
    """Say who deals with this instead of us, with what was typed ready to copy."""
    now = timezone.now()
    decision = journey.settled(now)
    if decision is None or decision.team is not None:
        return redirect(journey.url(journey.furthest))
    return render(request, "reporting/handover.html", journey.handover_context(decision, now))


@require_POST
@with_journey
def tell_too(request, journey):
    """Go on with a report that somebody else deals with, because the resident wants us to know."""
    now = timezone.now()
    if journey.team_to_tell(now):
        journey.tell_too(now)
    return redirect(journey.url(journey.furthest))


@require_safe
def received(request, key):
    """The receipt: the reference, who has it, why them, by when."""
    report = get_object_or_404(
        Report.objects.select_related("category", "kind", "team", "priority", "handover"),
        receipt_key=key,
    )
    context = {
        "report": report,
        "support": queries.support_for(report.category, report.kind),
        "mailed": notifications.may_mail(report),
        "follow_by_mail": notifications.gets_mail_now(report),
    }
    if report.filed_by_id and report.filed_by_id == request.user.pk:
        mine = Report.objects.visible_to(request.user).filter(pk=report.pk)
        context |= {"filed_by_you": True, "may_open": mine.exists()}
    return render(request, "reporting/received.html", context)
