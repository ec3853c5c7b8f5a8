"""What waits in the inbox of residents' questions, for the front page."""

from django.contrib import admin
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from faq import asked_life
from faq.models import ResidentQuestion


def questions_waiting(request):
    """Return how many questions wait for what, in one query; None for who may not read them."""
    if not request.user.has_perm("faq.view_residentquestion"):
        return None
    # Each name is followed by the inbox's own filters that list the same.
    lines = (
        (_("New"), "state=received", Q(held=False, status=asked_life.RECEIVED)),
        (_("Yours"), "mine=yes", Q(held=False, officer=request.user)),
        (_("Replies to check"), "state=drafted", Q(held=False, status=asked_life.DRAFTED)),
        (_("Held: may come from a program"), "held=yes", Q(held=True)),
    )
    counts = {query: Count("pk", filter=condition) for _name, query, condition in lines}
    found = ResidentQuestion.objects.open().aggregate(**counts)
    return {
        "template": "admin/faq/front.html",
        "title": _("My work"),
        "lines": [(name, query, found[query]) for name, query, _condition in lines],
    }


admin.site.add_part(30, questions_waiting)
