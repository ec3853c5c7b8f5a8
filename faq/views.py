"""Public pages of answers: lists, a topic, the one box."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from faq import asked_queries, find_page, finding, queries, services
from faq.models import Topic
from reporting import signs
from safety_site.public_pages import public_page

DAY = 24 * 60 * 60  # seconds


@require_safe
@public_page
def index(request):
    """All published questions under their themes."""
    topics = list(queries.listed())
    held = {topic.webinar for topic in topics if topic.webinar}
    webinars = sorted(held, key=lambda webinar: webinar.held_on)
    waiting = asked_queries.number_waiting()
    context = {"topics": topics, "webinars": webinars[::-1], "waiting": waiting}
    return render(request, "faq/index.html", context)


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


# Not kept in the server's cache of pages: what people type here may be private, and endless
# different texts would push out the pages that everybody reads. What is searched is kept instead.
@require_safe
@cache_control(private=True, max_age=60)
def find(request):
    """The one box: 999 in danger, then the forms, answers and help for what was typed."""
    query = _typed(request.GET)
    context = {"query": query}
    if query:
        shown = find_page.arrange(finding.find(query))
        context |= {"shown": shown, "quick_exit": shown.quick_exit}
        if shown.nothing:
            context["report_forms"] = queries.report_forms()
            _count_missed(request, shown.found)
    response = render(request, "faq/find.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


# Sent in the body, not in the address: proxies write addresses down, and what somebody is still
# typing may be private. It changes nothing, and the pages it belongs to are served without a token.
@csrf_exempt
@require_POST
def find_suggestions(request):
    """What the one box finds for a text that is still being typed, as a part of its page."""
    query = _typed(request.POST)
    context = {"found": finding.find(query) if query else None}
    return render(request, "faq/_find_suggestions.html", context)


def _typed(told):
    return told.get("q", "").replace("\0", "").strip()


def _count_missed(request, found):
    """Count words searched in vain, once somebody sees the page that says so.

    The same search from the same part of the internet counts once a day: else one person could make
    a rare word readable.
    """
    ahead = (request.headers.get(name, "") for name in ("sec-purpose", "purpose", "x-moz"))
    if request.method == "GET" and not any("prefetch" in purpose for purpose in ahead):
        words = find_page.content_words(found)
        if words and signs.is_first(request, " ".join(sorted(set(words))), DAY):
            services.count_missed(words=words, text=found.query.text, on=timezone.localdate())
