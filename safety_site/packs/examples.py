"""What residents say of each thing that can be found: sentences beside the words of its table.

They stand in a file of their own, since there are thousands, and are kept with the keywords.
"""

from collections.abc import Iterator

from safety_site.packs.answers_schema import TopicHead
from safety_site.packs.entry import Entry
from safety_site.packs.faults import Fault, meant
from safety_site.packs.schema import Category, Example, Handover, SupportPage
from safety_site.packs.tables import Reading

MODELS = {"report": Category, "support": SupportPage, "handover": Handover, "answer": TopicHead}


def check(reading: Reading) -> Iterator[Fault]:
    """Find examples of something that the pack does not have."""
    names = set(_names(reading))
    for example in reading.all(Example):
        model = MODELS.get(example.of.partition(":")[0])
        is_unread = model is not None and model not in reading.names  # which is told already
        if example.of not in names and not is_unread:
            sentence = f"The pack has nothing that is called “{example.of}”."
            yield example.fault("of", says=sentence + meant(example.of, names))


def give(reading: Reading) -> None:
    """Put the sentences of each example among the keywords of what it is of."""
    found = _things(reading)
    for example in reading.all(Example):
        found[example.of].keywords.extend(example.says)


def _names(reading: Reading) -> Iterator[str]:
    """Yield what examples may be of, faulty tables too; a form with kinds has them of its kinds."""
    for first, model in MODELS.items():
        for name in reading.names.get(model, ()):
            kinds = reading.kinds.get(name) if model is Category else None
            yield from [f"{first}:{name}/{kind}" for kind in kinds or ()] or [f"{first}:{name}"]


def _things(reading: Reading) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for category in reading.all(Category):
        if not category.kind:
            found[f"report:{category.slug}"] = category
        found |= {f"report:{category.slug}/{kind.slug}": kind for kind in category.kind}
    found |= {f"support:{page.slug}": page for page in reading.all(SupportPage)}
    found |= {f"handover:{each.slug}": each for each in reading.all(Handover)}
    found |= {f"answer:{topic.slug}": topic.head for topic in reading.topics}
    return found
