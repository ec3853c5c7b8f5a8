"""What staff see of their own sign-ins and sessions."""

from allauth.account.decorators import login_required
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from safety_site.accounts import history

LISTED = 50  # sign-ins on a page; who looks for older ones asks an administrator


@require_safe
@login_required
def own_sessions(request):
    """Where somebody is signed in."""
    sessions = history.open_sessions(request.user)
    return render(
        request,
        "account/sessions.html",
        {"sessions": sessions, "current": request.session.session_key},
    )


@require_POST
@login_required
def end_sessions(request):
    """End one session, or all but this one."""
    only = request.POST.get("session", "")
    if only and not (only.isascii() and only.isdigit() and len(only) < 19):
        return redirect("account_sessions")
    ended = history.end_sessions(
        user=request.user, keep=request.session.session_key, only=int(only) if only else None
    )
    said = ngettext("1 session has ended.", "%(count)s sessions have ended.", ended)
    messages.success(request, said % {"count": ended} if ended else _("No other session is open."))
    return redirect("account_sessions")


@require_safe
@login_required
def own_sign_ins(request):
    """Who signed in as this person, and who tried to."""
    sign_ins = request.user.sign_ins.all()[:LISTED]
    return render(request, "account/sign_ins.html", {"sign_ins": sign_ins, "listed": LISTED})


@require_safe
@login_required
def looked_after(request):
    """What others change: an email address, the password of who comes by the directory."""
    return render(request, "account/looked_after.html")
