"""The mails of the newsletter: to confirm, to choose, and each issue with its ways out."""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from post_office import mail
from post_office.models import STATUS, Email, EmailTemplate
from post_office.models import RecipientDeliveryStatus as Bounced

from community.models import NewsletterIssue, Subscriber
from community.newsletter_text import absolute, for_template, plain
from reporting.notifications import HEADERS, leaving_by_one_click
from safety_site import council
from safety_site.markdown import render

LINK_DAYS = 7
AROUND = "newsletter"  # the wording around each issue, which staff may edit
ISSUES = "newsletter-issue-"
# Stand for each reader's own links until an issue is frozen: nothing that people type holds a NUL.
CHOICES, LEAVE = "\0choices\0", "\0leave\0"
_signer = signing.TimestampSigner(salt="community.newsletter")


@dataclass(frozen=True)
class Texts:
    """An issue as it is mailed; where they are frozen, the text of a template."""

    subject: str
    text: str
    html: str


def confirm_path(subscriber: Subscriber) -> str:
    token = _signer.sign(subscriber.key.hex)
    return reverse("newsletter:confirm", args=[token])


def key_in(token: str) -> str | None:
    """Return the key that a link to confirm was made for; None: it is old, or not ours."""
    try:
        return _signer.unsign(token, max_age=LINK_DAYS * 24 * 60 * 60)
    except signing.BadSignature:
        return None


def ask_to_confirm(subscriber: Subscriber) -> None:
    _write(
        subscriber, "newsletter_confirm", confirm_url=settings.SITE_URL + confirm_path(subscriber)
    )


def remind_of_choices(subscriber: Subscriber) -> None:
    """Write to who gets news already: somebody typed their address once more."""
    _write(subscriber, "newsletter_choices", **links(subscriber.key))


def links(key) -> dict[str, str]:
    """Return the addresses of one reader's own pages."""
    paths = {name: reverse(f"newsletter:{name}", args=[key]) for name in ("choices", "leave")}
    return {f"{name}_url": settings.SITE_URL + path for name, path in paths.items()}


def headers(leave_url: str) -> dict[str, str]:
    """Return what tells mail programs that this is a list, and how to leave it (RFC 8058)."""
    about = {"List-Id": f"<newsletter.{settings.SITE_HOST}>", "Precedence": "bulk"}
    return HEADERS | about | leaving_by_one_click(leave_url)


def says_how_to_leave(issue: NewsletterIssue) -> bool:
    """Say whether the wording around an issue has the text and the way out, as the law asks."""
    text = texts(issue, CHOICES, LEAVE).text
    return LEAVE in text and plain(absolute(issue.body, settings.SITE_URL)) in text


def texts(issue: NewsletterIssue, choices_url: str, leave_url: str) -> Texts:
    """Return an issue as one reader gets it."""
    around = EmailTemplate.objects.get(name=AROUND, language="", default_template=None)
    about = {
        "title": issue.title,
        "council_name": council.current().name,
        "choices_url": choices_url,
        "leave_url": leave_url,
    }
    email = mail.create(
        settings.DEFAULT_FROM_EMAIL,
        template=around,
        context=about | {"body": plain(absolute(issue.body, settings.SITE_URL))},
        commit=False,
    )
    body = mark_safe(absolute(render(issue.body, level=2), settings.SITE_URL))  # noqa: S308 - cleaned
    html = render_to_string("community/newsletter/mail.html", about | {"body": body})
    return Texts(email.subject, email.message, html)


def freeze(issue: NewsletterIssue) -> EmailTemplate:
    """Keep an issue as a template, once for all its readers, whose own links are filled in later.

    As a part of the wording that stands around it, it shows in no list of wordings.
    """
    frozen = texts(issue, CHOICES, LEAVE)
    around = EmailTemplate.objects.get(name=AROUND, language="", default_template=None)
    parts = {
        "subject": _frozen(frozen.subject),
        "content": _frozen(frozen.text),
        "html_content": _frozen(frozen.html),
    }
    template, _is_new = EmailTemplate.objects.update_or_create(
        name=f"{ISSUES}{issue.pk}", language="", default_template=around, defaults=parts
    )
    return template


def _frozen(text: str) -> str:
    text = for_template(text).replace(CHOICES, "{{ choices_url }}")
    return text.replace(LEAVE, "{{ leave_url }}")


def queue(template: EmailTemplate, readers: list[tuple[str, str]]) -> None:
    """Queue a frozen issue for these addresses and keys, behind all other mail."""
    letters = []
    for address, key in readers:
        own = links(key)
        letters.append(
            {
                "recipients": address,
                "template": template,
                "context": own,
                "headers": headers(own["leave_url"]),
                "priority": "low",
                "render_on_delivery": True,
            }
        )
    mail.send_many(letters)


def template_of(issue: NewsletterIssue) -> EmailTemplate:
    return EmailTemplate.objects.get(name=f"{ISSUES}{issue.pk}")


def for_staff(issue: NewsletterIssue) -> Texts:
    """Return an issue as it is mailed, but that its links lead to the page where people join."""
    join = settings.SITE_URL + reverse("newsletter:subscribe")
    return texts(issue, join, join)


def send_test(issue: NewsletterIssue, address: str) -> None:
    """Send an issue to whoever writes it."""
    shown = for_staff(issue)
    mail.send(
        address,
        subject=for_template(shown.subject),
        message=for_template(shown.text),  # the library takes it for a template
        html_message=for_template(shown.html),
        headers=HEADERS,
    )


def forget(address: str) -> None:
    """Delete the mails to somebody who left: those that wait, and the copies of those sent."""
    ours = Q(template__name__startswith=AROUND) | Q(template__name__startswith="meeting_")
    Email.objects.filter(ours, to=address).delete()


def refused():
    """Return mails with an issue that a server refused and nobody has counted yet."""
    return Email.objects.filter(
        template__name__startswith=ISSUES,
        status=STATUS.failed,
        recipient_delivery_status=None,
        logs__status=Bounced.HARD_BOUNCED,
    )


def returned(message_id: str, addresses: Collection[str]) -> int | None:
    """Find the mail with an issue that came back: by its own name, else the last one to an address.

    None: we sent none, or it was deleted after its time.
    """
    sent = Email.objects.filter(template__name__startswith=ISSUES, status=STATUS.sent)
    asked = {"message_id": message_id} if message_id else {"to__in": addresses}
    # The last one only: made-up reports must not count all that somebody ever got.
    found = sent.filter(**asked).order_by("-pk").first()
    return found.pk if found and found.recipient_delivery_status is None else None


def take_bounced(pk: int) -> str | None:
    """Mark a mail as bounced and return its address; None where it is marked already."""
    fresh = Email.objects.filter(pk=pk, recipient_delivery_status=None)
    if not fresh.update(recipient_delivery_status=Bounced.HARD_BOUNCED):
        return None
    return Email.objects.get(pk=pk).to[0]


def _write(subscriber: Subscriber, template: str, **context) -> None:
    identity = council.current()
    common = {"council_name": identity.name, "days": LINK_DAYS}
    mail.send(subscriber.email, template=template, context=common | context, headers=HEADERS)
