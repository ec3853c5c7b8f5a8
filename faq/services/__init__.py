"""Every change of answers and of residents' questions, one function each."""

from faq.services.common import Refused
from faq.services.feedback import keep_feedback
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

__all__ = [
    "Imported",
    "Outcome",
    "Refused",
    "import_document",
    "keep_feedback",
    "new_webinar",
    "publish_topics",
    "read_document",
    "return_topics_to_draft",
    "withdraw_topics",
]
