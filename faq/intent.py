"""Whether a text asks for an explanation or tells what happened (pure)."""

import re
from collections.abc import Sequence

from faq.words import Token

_GREETING = "hi|hello|hey|dear|please|good|morning|evening|afternoon|so|and|but|ok|sorry|excuse|me"
_ASKING = (
    "who|what|why|how|when|where|which|is|are|do|does|did|can|could|will|would|should|has|have"
)
_OPENING = re.compile(rf"(?:(?:{_GREETING}) )*(?:{_ASKING})\b")
_ASKS = re.compile(
    r"\b(?:what (?:is|are|do|does|has|have|can|will|would)"
    r"|how (?:do|does|can|many|much|to|is|are|often|common|would)"
    r"|who (?:do|does|can|is|decides|deals|looks|runs|patrols)"
    r"|when (?:will|are|is|do|does)|where (?:can|do|is|are)|is it|does the|the plan|any plans"
    r"|(?:are|do|have|can|could|will|would) (?:you|we|they|there)"
    r"|(?:want|like|love|need) to (?:know|learn|join|volunteer|hear)"
    r"|information|figures|statistics|stats|numbers of|rates?)\b"
)


def asks(words: Sequence[Token]) -> bool:
    """Say whether somebody wants to know something, by how they begin and what they say."""
    text = " ".join(form for token in words for form in token.words)
    return bool(_OPENING.match(text) or _ASKS.search(text))
