"""Every change of answers and of residents' questions, one function each."""

from faq.services.answering import (
    add_note,
    assign,
    close_question,
    draft_reply,
    reopen,
    send_back,
    send_reply,
    version_of,
)
from faq.services.asking import ask, confirm_email
from faq.services.common import Refused
from faq.services.feedback import add_comment, keep_feedback
from faq.services.joining import join, part
from faq.services.keeping import HELD_FOR, purge_held_questions, purge_questions, release, set_hold
from faq.services.misses import count_missed, purge_missed_words
from faq.services.proposing import (
    draft_for_police,
    propose_words,
    send_words_back,
    take_words,
    version_of_words,
    withdraw_words,
)
from faq.services.publishing import publish_as_topic, publish_into_topic
from faq.services.topics import (
    Imported,
    Outcome,
    import_document,
    new_webinar,
    publish_topics,
    read_document,
    return_topics_to_draft,
    withdraw_topics,
)
from faq.services.wanting import want_to_know
from faq.services.wording import approve_wording, hide, show

__all__ = [
    "HELD_FOR",
    "Imported",
    "Outcome",
    "Refused",
    "add_comment",
    "add_note",
    "approve_wording",
    "ask",
    "assign",
    "close_question",
    "confirm_email",
    "count_missed",
    "draft_for_police",
    "draft_reply",
    "hide",
    "import_document",
    "join",
    "keep_feedback",
    "new_webinar",
    "part",
    "propose_words",
    "publish_as_topic",
    "publish_into_topic",
    "publish_topics",
    "purge_held_questions",
    "purge_missed_words",
    "purge_questions",
    "read_document",
    "release",
    "reopen",
    "return_topics_to_draft",
    "send_back",
    "send_reply",
    "send_words_back",
    "set_hold",
    "show",
    "take_words",
    "version_of",
    "version_of_words",
    "want_to_know",
    "withdraw_topics",
    "withdraw_words",
]
