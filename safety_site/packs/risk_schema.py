"""What risk.toml may say."""

from typing import Annotated, Literal

from pydantic import Field

from safety_site.packs.entry import Entry
from safety_site.packs.values import Code, Slug, line, optional_line

Points = Annotated[int, Field(ge=0, le=100)]


class RiskOption(Entry):
    """One answer to a question of the matrix."""

    noun = "answer"
    name_key = "value"
    value: Code
    label: line(120)
    points: Points


class RiskFactor(Entry):
    """One question by which officers weigh the risk to a person."""

    noun = "factor"
    name_key = "code"
    code: Slug
    question: line(150)
    hint: optional_line(250) = ""
    options: Annotated[list[RiskOption], Field(min_length=2)]


class RiskLevel(Entry):
    """From how many points on a risk is called what."""

    noun = "level"
    name_key = "code"
    code: Literal["standard", "medium", "high"]
    from_points: Annotated[int, Field(ge=0, le=1000)]
    review_working_days: Annotated[int, Field(ge=1, le=366)]
    meaning: line(250)
