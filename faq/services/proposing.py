"""New words of the police: drafted by their own people, public once an editor takes them."""

from datetime import date, datetime
from hashlib import sha256

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from faq import answer_mails
from faq.models import Organisation, ResidentQuestion, Response
from faq.services.answering import draft_reply
from faq.services.common import Refused, in_work
from faq.services.topics import save_as
from reporting.wording import name_of

LONGEST_REASON = 100  # characters that the history keeps of why something changed


def version_of_words(response: Response) -> str:
    """Name the words of a response as they read now, with those proposed: nobody acts on others."""
    words = f"{response.body}\0{response.proposed_body}\0{response.proposed_at}"
    return sha256(words.encode()).hexdigest()[:16]


@transaction.atomic
def propose_words(*, response: Response, body: str, seen: str, by: User, at: datetime) -> None:
    """Send new words to the editors, in the place of earlier ones; nothing public changes."""
    response = _as_seen(response, seen)
    body = body.strip()
    if response.organisation is None or response.organisation.role != Organisation.Role.POLICE:
        raise Refused(_("This is not an answer of the police any more."))
    if not body:
        raise Refused(_("Write the new words first."))
    if body == response.body.strip():
        raise Refused(_("These are the words that stand there already. Change them first."))
    _keep(response, proposed_body=body, proposed_by=by, proposed_at=at)
    _log(response, _("New words proposed."), by=by, at=at)


@transaction.atomic
def withdraw_words(*, response: Response, by: User, at: datetime) -> None:
    """Take new words back, whoever of the police wrote them."""
    response = _locked(response)
    if not response.proposed_body:
        raise Refused(_("No new words wait here: they were withdrawn or taken."))
    _keep(response, proposed_body="", proposed_by=None, proposed_at=None)
    _log(response, _("New words withdrawn."), by=by, at=at)


@transaction.atomic
def take_words(
    *, response: Response, answered_on: date, seen: str, by: User, at: datetime
) -> Response:
    """Let the proposed words stand as the answer; they are the organisation's own."""
    response = _waiting(response, seen)
    if response.proposed_by_id == by.pk:
        raise Refused(_("You wrote these words. Somebody else has to take them."))
    if answered_on > timezone.localdate(at):
        raise Refused(_("The day on which this was said cannot lie in the future."))
    author = response.proposed_by
    response.body, response.answered_on = response.proposed_body, answered_on
    response.is_summary = False
    response.proposed_body, response.proposed_by, response.proposed_at = "", None, None
    name = name_of(author) if author else _("somebody who left")
    response._change_reason = (_("Words of %s") % name)[:LONGEST_REASON]
    save_as(response, by=by, at=at)
    return response


@transaction.atomic
def send_words_back(*, response: Response, reason: str, seen: str, by: User, at: datetime) -> None:
    """Ask for other words, and say why; those that were sent stay with their author."""
    response = _waiting(response, seen)
    if not reason.strip():
        raise Refused(_("Say what should change, so that they can write it anew."))
    _keep(response, proposed_at=None)
    _log(response, _("Sent back: %s") % reason, by=by, at=at)
    answer_mails.words_sent_back(response, reason, by)


@transaction.atomic
def draft_for_police(
    *, question: ResidentQuestion, body: str, seen: str, by: User, at: datetime
) -> None:
    """Draft the police's reply to a question that is theirs; an editor checks and sends it."""
    asked = in_work(question)
    organisation = asked.assigned_to
    if organisation is None or organisation.role != Organisation.Role.POLICE:
        raise Refused(_("This question is not for the police to answer any more."))
    draft_reply(question=asked, organisation=organisation, body=body, seen=seen, by=by, at=at)


def _locked(response: Response) -> Response:
    """Read a response again so that two people's changes come one after the other."""
    rows = Response.objects.select_for_update(of=("self",))
    return rows.select_related("organisation", "topic", "proposed_by").get(pk=response.pk)


def _as_seen(response: Response, seen: str) -> Response:
    response = _locked(response)
    if version_of_words(response) != seen:
        sentence = _("Somebody has changed these words meanwhile. Read them, then do it again.")
        raise Refused(sentence)
    return response


def _waiting(response: Response, seen: str) -> Response:
    """Read a response again whose new words wait for an editor. Raises Refused for any other."""
    response = _as_seen(response, seen)
    if response.proposed_at is None:
        raise Refused(_("No new words wait here: they were withdrawn, taken or sent back."))
    return response


def _keep(response: Response, **proposed) -> None:
    """Store what is proposed, and neither renew public pages nor write history: nothing changed."""
    Response.objects.filter(pk=response.pk).update(**proposed)


def _log(response: Response, message: str, *, by: User, at: datetime) -> None:
    """Write down what happened to proposed words, which are no part of the answer's history yet."""
    LogEntry.objects.create(
        user=by,
        action_time=at,
        content_type=ContentType.objects.get_for_model(Response),
        object_id=str(response.pk),
        object_repr=str(response)[:200],
        action_flag=CHANGE,
        change_message=message,
    )
