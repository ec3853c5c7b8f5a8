"""What can be done on the page of a resident's question: when, by whom, through which service."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from faq import asked_life, services
from faq.admin import question_forms as forms
from faq.asked_life import Action
from faq.models import ResidentQuestion

CHECK = "faq.check_reply"
PUBLISH = "faq.publish_topic"
S = ResidentQuestion.Status
# What usually comes next; it stands open.
NEXT = {
    S.RECEIVED: ("release", "assign"),
    S.ASSIGNED: ("draft",),
    S.DRAFTED: ("send", "send-back"),
    S.ANSWERED: ("wording", "topic"),
}


@dataclass(frozen=True)
class Act:
    """One thing to do: a form, the service that it calls, and where it is offered."""

    title: str
    button: str
    done: str
    form: type[forms.QuestionForm]
    service: Callable[..., None]
    fits: Callable[[ResidentQuestion], bool]
    permission: str = forms.ANSWER


def may(action: Action) -> Callable[[ResidentQuestion], bool]:
    """Say where the life of a question allows this."""
    return lambda question: not question.held and action in asked_life.allowed(question.status)


def may_also_held(action: Action) -> Callable[[ResidentQuestion], bool]:
    return lambda question: action in asked_life.allowed(question.status)


def may_be_public(question: ResidentQuestion) -> bool:
    return not question.held and question.status not in asked_life.UNLISTED


def is_ready(question: ResidentQuestion) -> bool:
    """Say whether a question may become part of the answers."""
    return question.is_listed and any(reply.sent_at for reply in question.replies.all())


ACTS = {
    "release": Act(
        _("A person sent it"),
        _("Yes, a person sent it"),
        _("a person sent it. Everybody was told."),
        forms.QuestionForm,
        services.release,
        lambda question: question.held and question.status not in asked_life.ENDED,
    ),
    "send": Act(
        _("Check the reply"),
        _("Send it to the resident"),
        _("reply sent."),
        forms.SendForm,
        services.send_reply,
        may(Action.SEND),
        CHECK,
    ),
    "send-back": Act(
        _("Ask for changes"),
        _("Send back to its author"),
        _("reply sent back."),
        forms.SendBackForm,
        services.send_back,
        may(Action.SEND_BACK),
        CHECK,
    ),
    "assign": Act(
        _("Who answers"),
        _("Assign"),
        _("assigned."),
        forms.AssignForm,
        services.assign,
        may(Action.ASSIGN),
    ),
    "draft": Act(
        _("Draft the reply"),
        _("Save the draft"),
        _("draft saved. Somebody else checks it now."),
        forms.DraftForm,
        services.draft_reply,
        may(Action.DRAFT),
    ),
    "wording": Act(
        _("What the public may read"),
        _("Approve this wording"),
        _("public wording approved."),
        forms.WordingForm,
        services.approve_wording,
        may_be_public,
    ),
    "hide": Act(
        _("Hide from the public"),
        _("Hide"),
        _("hidden from the public."),
        forms.HideForm,
        services.hide,
        lambda question: question.is_listed,
    ),
    "show": Act(
        _("Show to the public again"),
        _("Show it again"),
        _("the public can read it again."),
        forms.QuestionForm,
        services.show,
        lambda question: bool(question.hidden_reason) and not question.held,
    ),
    "topic": Act(
        _("Publish as a topic of its own"),
        _("Publish"),
        _("published."),
        forms.TopicForm,
        services.publish_as_topic,
        lambda question: is_ready(question) and question.topic_id is None,
        PUBLISH,
    ),
    "into-topic": Act(
        _("Publish into a topic that exists"),
        _("Add to the topic"),
        _("published."),
        forms.IntoTopicForm,
        services.publish_into_topic,
        is_ready,
        PUBLISH,
    ),
    "join": Act(
        _("Join with another question"),
        _("Join"),
        _("joined."),
        forms.JoinForm,
        services.join,
        may(Action.JOIN),
    ),
    "part": Act(
        _("It asks something else after all"),
        _("Let it stand by itself"),
        _("stands by itself again."),
        forms.QuestionForm,
        services.part,
        may(Action.PART),
    ),
    "close": Act(
        _("Close without an answer"),
        _("Close and tell the resident"),
        _("closed."),
        forms.CloseForm,
        services.close_question,
        may_also_held(Action.CLOSE),
    ),
    "reopen": Act(
        _("Open it again"),
        _("Open it again"),
        _("opened again."),
        forms.QuestionForm,
        services.reopen,
        may_also_held(Action.REOPEN),
    ),
    "note": Act(
        _("Add a note"),
        _("Add note"),
        _("note added."),
        forms.NoteForm,
        services.add_note,
        lambda question: True,
    ),
    "hold": Act(
        _("Legal hold"),
        _("Save"),
        _("legal hold changed."),
        forms.HoldForm,
        services.set_hold,
        lambda question: True,
    ),
}
