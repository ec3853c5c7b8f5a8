"""Panel meetings: their pages, their calendars, and what residents want discussed."""

import uuid
from hashlib import sha256

from allauth.decorators import rate_limit
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from community import calendars, meeting_queries, ward_queries
from community.meeting_forms import TopicForm
from community.services import meetings as services
from faq import asking
from places.models import Ward
from reporting import signs
from safety_site import council, markdown
from safety_site.public_pages import is_from_another_site, public_page


@require_safe
@public_page
def meeting(request, ward, pk):
    """One meeting: how to take part, what it is about, what came of it."""
    found = _found(ward, pk)
    context = {
        "meeting": found,
        "ward": found.ward,
        "is_over": found.ends_at <= timezone.now(),
        "agenda": markdown.render(found.agenda, level=3),
    }
    return render(request, "community/meetings/meeting.html", context)


# Programs ask for calendars again and again, some every minute: kept like pages, they cost no query
# and, where nothing has changed, no more than a line.
@require_safe
@public_page
def meeting_file(request, ward, pk):
    """One meeting, for somebody's own calendar."""
    found = _found(ward, pk)
    name = _("%(ward)s ward panel") % {"ward": found.ward.name}
    return _calendar([found], name, f"{found.ward.slug}-ward-panel")


@require_safe
@public_page
def ward_calendar(request, ward):
    """The meetings of one ward, to subscribe to."""
    of_ward = get_object_or_404(Ward, slug=ward)
    meetings = meeting_queries.in_calendars(timezone.now()).filter(ward=of_ward)
    name = _("%(ward)s ward panel") % {"ward": of_ward.name}
    return _calendar(meetings, name, f"{of_ward.slug}-ward-panel")


@require_safe
@public_page
def calendar(request):
    """The meetings of all wards, to subscribe to."""
    name = _("Ward panels in %(area)s") % {"area": council.current().area}
    return _calendar(meeting_queries.in_calendars(timezone.now()), name, "ward-panels")


def _found(ward, pk):
    found = meeting_queries.shown(ward, pk)
    if found is None:
        raise Http404
    return found


def _calendar(meetings, name, file_name):
    content = calendars.calendar_file(meetings, name)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{file_name}.ics"'
    response.headers["ETag"] = f'"{sha256(content).hexdigest()[:32]}"'
    return response


# Nobody is signed in here and no cookie is needed: a forged request could only send words of its
# own, which anybody may send. What browsers say another site sent is not taken all the same.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@rate_limit(action="panel_topic")
def discuss(request, ward):
    """Take what somebody wants the ward's panel to discuss."""
    of_ward = get_object_or_404(Ward, slug=ward)
    if request.method != "POST":
        return _discuss(request, of_ward, TopicForm())
    if is_from_another_site(request):
        return redirect("wards:discuss", ward)
    form, unsent = TopicForm(request.POST), asking.read_token(request.POST.get("token", ""))
    if form.is_valid() and (fault := _fault(request, form, unsent)):
        form.add_error(None, fault)
    if not form.is_valid():
        return _discuss(request, of_ward, form, unsent and request.POST["token"], status=422)
    told = form.cleaned_data
    key = uuid.uuid5(uuid.NAMESPACE_OID, unsent.key(ward, told["words"], told["email"]))
    services.take_topic(key=key, ward=of_ward, at=timezone.now(), **told)
    return redirect("wards:discuss_sent", ward)


def _fault(request, form, unsent):
    """Say why these words are not taken now; they stay on the page, to be sent again."""
    if unsent is None:  # too old, or not ours
        return _("This page was open for a long time. Check your words, then send them again")
    told = form.cleaned_data
    sending = signs.Sending(
        kind="panel topic",
        key=unsent.key(told["words"], told["email"]),
        began_at=unsent.began_at,
        text=told["words"],
        addresses=(told["email"], unsent.code),  # nor may one page send without end
    )
    if signs.suspicions(request, sending, timezone.now()):
        return _(
            "We could not tell if a person or a program sent this. Wait a moment, then press "
            "“Send suggestion” again. If that does not help, email us"
        )
    return ""


def _discuss(request, ward, form, token=None, status=200):
    now = timezone.now()
    context = {
        "ward": ward,
        "form": form,
        "token": token or asking.new_token(now),
        "meeting": ward_queries.next_panel(ward.pk, now),
    }
    return render(request, "community/meetings/discuss.html", context, status=status)


@require_safe
@public_page
def discuss_sent(request, ward):
    """Thank somebody, and say what happens with their words."""
    of_ward = get_object_or_404(Ward, slug=ward)
    context = {"ward": of_ward, "meeting": ward_queries.next_panel(of_ward.pk, timezone.now())}
    return render(request, "community/meetings/discuss_sent.html", context)
