"""Asking a question as a resident's browser does."""

import html
import re

from post_office.models import Email

from faq.models import ResidentQuestion

ASK = "/answers/ask/"
WORDING = "Who locks the gates of the park at night?"
EMAIL = "amina@example.com"


def text_of(response):
    return html.unescape(response.content.decode())


def go_on(client, wording=WORDING, **more):
    return client.post(ASK, {"wording": wording, **more})


def hidden(page):
    """Return what the page sends along without showing it."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="(.*?)">', page.content.decode())
    told = {}
    for name, value in found:
        told.setdefault(name, []).append(html.unescape(value))
    return told


def send(client, wording=WORDING, page=None, **more):
    """Send from the second page, as a browser would."""
    page = page or go_on(client, wording)
    return client.post(ASK, {**hidden(page), "wording": wording, "name": "", "email": "", **more})


def sent(client, wording=WORDING, **more):
    """Send a question; return it."""
    response = send(client, wording, **more)
    assert response.status_code == 302, response.context["form"].errors
    return ResidentQuestion.objects.get(key=response["Location"].split("/")[-2])


def mails(name):
    return Email.objects.filter(template__name=name)
