"""Following a public report that somebody else made: the thanks, and the way out."""

from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from reporting import follower_mails, services
from reporting.models import Subscription


@require_safe
def told(request, news):
    """Say that the team knows that somebody else has seen it too."""
    return render(request, "reporting/following_told.html", {"news": news})


# Mail programs send the button's request by themselves (RFC 8058), without cookie or token. Who
# has the link got the mails, and all that it can do is to stop them.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, token):
    """Stop the mails by one button: programs that look through mail open its links."""
    pk = follower_mails.subscription_of(token)
    if pk is None:
        return render(request, "reporting/following_broken.html", status=404)
    if request.method == "POST":
        services.stop_following(pk=pk)
    goes_on = Subscription.objects.filter(pk=pk).exists()
    template = "following.html" if goes_on else "following_stopped.html"
    return render(request, f"reporting/{template}")
