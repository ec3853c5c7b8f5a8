"""Public pages of answers: lists, a topic, the one box, whether an answer helped."""

from allauth.decorators import rate_limit
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from faq import queries, search, services
from faq.forms import HelpfulForm
from faq.models import Topic
from safety_site.public_pages import public_page


@require_safe
@public_page
def index(request):
    """All published questions under their themes."""
    topics = list(queries.listed())
    held = {topic.webinar for topic in topics if topic.webinar}
    webinars = sorted(held, key=lambda webinar: webinar.held_on)
    return render(request, "faq/index.html", {"topics": topics, "webinars": webinars[::-1]})


@require_safe
@public_page
def theme(request, theme):
    """The published questions of one theme; a theme without any has no page."""
    topics = list(queries.listed().filter(theme__slug=theme))
    if not topics:
        raise Http404
    return render(request, "faq/theme.html", {"theme": topics[0].theme, "topics": topics})


@require_safe
@public_page
def webinar(request, webinar):
    """The published questions of one webinar in their order; an unpublished one has no page."""
    topics = list(queries.listed().filter(webinar__slug=webinar).order_by("position", "title"))
    if not topics:
        raise Http404
    return render(request, "faq/webinar.html", {"webinar": topics[0].webinar, "topics": topics})


@require_safe
@public_page
def topic(request, topic):
    """One question with everything that was answered; one that was withdrawn says so."""
    found = queries.topic(topic)
    if found is None:
        raise Http404
    if found.status == Topic.Status.WITHDRAWN:
        return render(request, "faq/withdrawn.html", {"topic": found}, status=410)
    context = {"topic": found, "beside": queries.both_short(found)}
    return render(request, "faq/topic.html", context)


# Topic pages are shared by all readers and set no cookie, so they can carry no CSRF token. A forged
# request could only add one nameless yes or no, which anybody may add; the rate is limited.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="answer_feedback")
def helpful(request, topic):
    """Keep a reader's yes or no, and nothing about the reader."""
    found = get_object_or_404(Topic.objects.published(), slug=topic)
    if request.method != "POST":
        return redirect(found)  # reloaded after an error, or the address typed in
    form = HelpfulForm(request.POST)
    if not form.is_valid():
        return render(request, "faq/helpful.html", {"topic": found, "form": form}, status=400)
    services.keep_feedback(
        topic=found, helpful=form.cleaned_data["helpful"], on=timezone.localdate()
    )
    return redirect("faq:thanks", found.slug)


@require_safe
@public_page
def thanks(request, topic):
    """Thank the reader and lead back to the answer."""
    found = get_object_or_404(Topic.objects.published(), slug=topic)
    return render(request, "faq/thanks.html", {"topic": found})


# Not kept in the server's cache of pages: what people type here may be private, and endless
# different texts would push out the pages that everybody reads. What is searched is kept instead.
@require_safe
@cache_control(private=True, max_age=60)
def find(request):
    """The one box: answers, report forms and support pages for what was typed."""
    query = request.GET.get("q", "").replace("\x00", "").strip()
    results = search.find(query, queries.searchable()) if query else []
    response = render(request, "faq/find.html", {"query": query, "results": results})
    response.headers["X-Robots-Tag"] = "noindex"
    return response
