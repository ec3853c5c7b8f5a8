"""What is sent about answers; queued in the caller's transaction."""

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse

from faq.models import Response
from reporting import notifications
from reporting.wording import name_of
from safety_site import council


def words_sent_back(response: Response, reason: str, editor: User) -> None:
    """Tell who proposed new words what an editor asks of them, if they have an address."""
    author = response.proposed_by
    if author is None or not author.email:
        return
    identity = council.current()
    context = {
        "council_name": identity.name,
        "phone": identity.phone,
        "title": response.topic.title,
        "organisation": str(response.organisation),
        "editor": name_of(editor),
        "reason": reason,
        "admin_url": settings.SITE_URL + reverse("admin:police_answer", args=[response.pk]),
    }
    letter = {"recipients": author.email, "context": context, "headers": notifications.HEADERS}
    notifications.write([letter], "words_sent_back", None)
