"""What residents say of each thing that can be found: sentences beside the words of its table.

They stand in a file of their own, since there are thousands, and are kept with the keywords.
"""

from collections.abc import Iterator

from safety_site.packs.entry import Entry
from safety_site.packs.faults import Fault, meant
from safety_site.packs.schema import Category, Example, Handover, SupportPage
from safety_site.packs.tables import Reading


def check(reading: Reading) -> Iterator[Fault]:
    """Find examples of something that the pack does not have."""
    found = _things(reading)
    for example in reading.all(Example):
        if example.of not in found:
            sentence = f"The pack has nothing that is called “{example.of}”."
            yield example.fault("of", says=sentence + meant(example.of, found))


def give(reading: Reading) -> None:
    """Put the sentences of each example among the keywords of what it is of."""
    found = _things(reading)
    for example in reading.all(Example):
        found[example.of].keywords.extend(example.says)


def _things(reading: Reading) -> dict[str, Entry]:
    """Name everything that examples may be of; a form with kinds has them of its kinds."""
    found: dict[str, Entry] = {}
    for category in reading.all(Category):
        if not category.kind:
            found[f"report:{category.slug}"] = category
        found |= {f"report:{category.slug}/{kind.slug}": kind for kind in category.kind}
    found |= {f"support:{page.slug}": page for page in reading.all(SupportPage)}
    found |= {f"handover:{each.slug}": each for each in reading.all(Handover)}
    found |= {f"answer:{topic.slug}": topic.head for topic in reading.topics}
    return found
