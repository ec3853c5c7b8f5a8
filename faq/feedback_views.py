"""Whether an answer helped: yes or no, then one sentence for whoever has one to say."""

from datetime import timedelta

from allauth.decorators import rate_limit
from django.core import signing
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from faq import services
from faq.forms import CommentForm, HelpfulForm
from faq.models import Feedback, Topic
from safety_site.gds.fields import seen
from safety_site.public_pages import public_page

SALT = "faq.comment"
OPEN_FOR = timedelta(hours=1)


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
    kept = services.keep_feedback(
        topic=found, helpful=form.cleaned_data["helpful"], on=timezone.localdate()
    )
    return redirect("faq:comment", found.slug, signing.dumps(kept.pk, salt=SALT))


@require_safe
@public_page
def thanks(request, topic):
    """Thank the reader whose hour is over, and lead back to the answer."""
    found = get_object_or_404(Topic.objects.published(), slug=topic)
    return render(request, "faq/thanks.html", {"topic": found})


# Without a token, as above: only who has just said yes or no knows this address.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="answer_feedback")
def comment(request, topic, key):
    """Thank the reader, and take one sentence for the editors, once."""
    found = get_object_or_404(Topic.objects.published(), slug=topic)
    kept = _kept(found, key)
    if kept is None:
        return _too_late(request, found)
    typed = request.POST if request.method == "POST" else None
    form = CommentForm(typed, helpful=kept.helpful)
    if form.is_valid():
        services.add_comment(feedback_pk=kept.pk, comment=form.cleaned_data["comment"])
        return redirect(request.path)
    context = {"topic": found, "kept": kept, "form": form}
    return render(request, "faq/thanks.html", context, status=400 if form.errors else 200)


def _too_late(request, topic):
    """Give back the words that came too late; without any, there is nothing to say but thanks."""
    words = seen(request.POST.get("comment", "")).strip()
    if not words:
        return redirect("faq:thanks", topic.slug)
    return render(request, "faq/comment_late.html", {"topic": topic, "words": words}, status=400)


def _kept(topic, key) -> Feedback | None:
    """Return the yes or no that a key was made for, while there is time to add to it."""
    try:
        pk = signing.loads(key, salt=SALT, max_age=OPEN_FOR)
    except signing.BadSignature:
        return None
    return topic.feedback.filter(pk=pk).first()
