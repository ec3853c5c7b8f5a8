"""The newsletter: join, confirm, choose, leave, and read what was sent."""

from datetime import timedelta
from uuid import uuid4

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from community import newsletter_mails, newsletter_queries, taking_part_queries
from community.newsletter_forms import ChoicesForm, JoinForm, choices_of, consent_words
from community.services import subscribing
from reporting import signs
from safety_site.public_pages import is_from_another_site, public_page

page_with_form = require_http_methods(["GET", "HEAD", "POST"])
# The form stands on a page that is the same for all, so nobody knows when somebody opened it.
LONG_AGO = timedelta(hours=1)


# Nobody is signed in here and no cookie is needed: a forged request could only type an address,
# which anybody may. What browsers say another site sent is not taken all the same.
@csrf_exempt
@page_with_form
def subscribe(request):
    """Ask for an address and what to send there; below it, what was sent so far."""
    if request.method != "POST":
        return _blank(request)
    if is_from_another_site(request):
        return redirect("newsletter:subscribe")
    form = JoinForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    told, now = form.arguments(), timezone.now()
    if not _suspicions(request, told["email"], now):
        subscribing.ask(at=now, **told)
    return redirect("newsletter:asked")


@public_page
def _blank(request):
    wards, what = request.GET.getlist("ward")[:1], request.GET.getlist("what")[:2]
    return _page(request, JoinForm(initial={"what": what or ["newsletter"], "wards": wards}))


def _page(request, form):
    context = {
        "form": form,
        "issues": newsletter_queries.archive(),
        "channels": taking_part_queries.channels(),
    }
    return render(request, "community/newsletter/index.html", context)


def _suspicions(request, email, now):
    """Say what speaks against an address; a network may bring many, but not mail strangers."""
    sending = signs.Sending(
        kind="newsletter",
        key=uuid4().hex,  # each time counts, also of the same address
        began_at=now - LONG_AGO,
        text="newsletter",  # all that come are alike
        addresses=(email,),
    )
    return signs.suspicions(request, sending, now)


@require_safe
@public_page
def asked(request):
    """Say that a mail is on its way, whatever we know of the address."""
    return render(request, "community/newsletter/asked.html")


@require_safe
@public_page
def issue(request, slug):
    """One issue that was sent."""
    found = get_object_or_404(newsletter_queries.archive(), slug=slug)
    return render(request, "community/newsletter/issue.html", {"issue": found})


# Without a token: who has the link got the mail, and all that it can do is to say so.
@csrf_exempt
@page_with_form
def confirm(request, token):
    """Confirm an address by one button: programs that look through mail open its links."""
    key = newsletter_mails.key_in(token)
    found = newsletter_queries.waiting_with_key(key) if key else None
    if found is None:
        return render(request, "community/newsletter/confirm_broken.html", status=404)
    words = consent_words(newsletter=found.newsletter, meetings=found.meetings)
    if request.method == "POST":
        subscribing.confirm(key=key, words=words, at=timezone.now())
        return render(request, "community/newsletter/confirmed.html", {"subscriber": found})
    return render(request, "community/newsletter/confirm.html", {"words": words})


# The key in the address is all that lets somebody in; it came in their mails.
@csrf_exempt
@page_with_form
def choices(request, key):
    """Change what somebody gets, for whoever has the link in their mails."""
    found = newsletter_queries.subscriber_with_key(key)
    if found is None:
        return render(request, "community/newsletter/gone.html", status=404)
    typed = request.POST if request.method == "POST" else None  # nothing ticked is an answer too
    form = ChoicesForm(typed, initial=choices_of(found))
    saved = form.is_valid()
    if saved:
        told = form.arguments()
        wanted = {name: told[name] for name in ("newsletter", "meetings")}
        words = consent_words(**wanted)
        subscribing.change(subscriber=found, words=words, at=timezone.now(), **told)
    context = {"form": form, "saved": saved, "subscriber": found}
    return render(request, "community/newsletter/choices.html", context)


# Mail programs send the button's request by themselves (RFC 8058), without cookie or token. Who
# has the link got the mails, and all that it can do is to stop them.
@csrf_exempt
@page_with_form
def leave(request, key):
    """Leave by one button: programs that look through mail open its links."""
    if request.method == "POST":
        subscribing.leave(key=key, at=timezone.now())
    stays = newsletter_queries.waiting_with_key(key) is not None
    name = "leave" if stays else "left"
    return render(request, f"community/newsletter/{name}.html", {"key": key})
