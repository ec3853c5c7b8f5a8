"""Questions that residents asked: the public list, and "I want to know this too"."""

from datetime import timedelta

from allauth.decorators import rate_limit
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from faq import asked_life, asked_queries, services
from reporting.cookies import read_signed, set_signed
from safety_site.public_pages import is_from_another_site, public_page

# Which questions this device has counted for, so that it counts once for each.
COOKIE = "wanted"
SALT = "faq.wanted"
COUNTED_FOR = timedelta(days=90)
MOST_COUNTED = 50


@require_safe
@public_page
def asked(request):
    """Questions that wait for an answer, and those that were answered last."""
    waiting = list(asked_queries.waiting()[: asked_queries.MOST_WAITING])
    more = asked_queries.number_waiting() - len(waiting)
    answered = asked_queries.answered()[: asked_queries.MOST_ANSWERED]
    context = {"waiting": waiting, "more": more, "answered": list(answered)}
    return render(request, "faq/asked.html", context)


# As with feedback: the list is shared by all readers and can carry no CSRF token, and a forged
# request could only add one to a number that anybody may add to; the rate is limited. What browsers
# say another site sent is not counted all the same.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="want_to_know")
def want_to_know(request, pk):
    """Count one more who wants to know, once for each device that keeps our cookie."""
    if request.method != "POST" or is_from_another_site(request):
        return redirect("faq:asked")  # reloaded after an error, typed in, or another site's form
    counted = _counted(request)
    if pk in counted:
        return redirect("faq:wanted_before", pk)
    if not services.want_to_know(question_pk=pk):
        return _no_longer_waiting(asked_queries.one_listed(pk))
    response = redirect("faq:wanted", pk)
    counted = [*counted, pk][-MOST_COUNTED:]
    path = reverse("faq:asked")
    set_signed(response, COOKIE, counted, salt=SALT, path=path, max_age=COUNTED_FOR)
    return response


@require_safe
@never_cache
def wanted(request, pk, before):
    """Thank the reader, say how many want to know by now, and what happens."""
    question = asked_queries.one_listed(pk)
    if question is None or question["status"] not in asked_life.OPEN:
        return _no_longer_waiting(question)
    return render(request, "faq/wanted.html", {"question": question, "before": before})


def _no_longer_waiting(question):
    """Lead to the answer where there is one by now; say no more of a question than that."""
    topic = asked_queries.topic_of(question) if question else None
    if topic is None:
        raise Http404
    return redirect(topic)


def _counted(request) -> list[int]:
    """Return the questions that this device counted for; none from a forged or stale cookie."""
    held = read_signed(request, COOKIE, salt=SALT, max_age=COUNTED_FOR)
    return held if isinstance(held, list) else []
