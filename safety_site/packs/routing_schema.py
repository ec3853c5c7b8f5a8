"""What routing.toml may say."""

from typing import Annotated

from pydantic import Field, model_validator

from reporting.working_time import UNITS
from safety_site.packs.entry import Entry
from safety_site.packs.values import LongSlug, PriorityCode, Reference, line, optional_line


class Priority(Entry):
    """How soon a report is dealt with."""

    noun = "priority"
    name_key = "code"
    code: PriorityCode
    name: line(40)
    working_days: Annotated[int, Field(ge=1, le=366)]


class Unknown(Entry):
    """What we do where a fact is blank or the resident does not know."""

    noun = "policy on unknown facts"
    blank: optional_line(250) = ""
    dont_know: optional_line(250) = Field("", alias="dont-know")

    @property
    def name_in_pack(self) -> str:
        return self._path[-1]

    def sentences(self) -> dict[str, str]:
        """The sentences that are given, by the code of what is unknown."""
        given = {"blank": self.blank, "dont-know": self.dont_know}
        return {code: sentence for code, sentence in given.items() if sentence}


Amount = Annotated[int, Field(ge=1, le=3660)]


class Target(Entry):
    """A promise such as { working_days = 1 }."""

    noun = "target"
    working_days: Amount | None = None
    hours: Amount | None = None
    days: Amount | None = None
    months: Annotated[int, Field(ge=1, le=120)] | None = None

    @model_validator(mode="after")
    def holds_one_promise(self):
        if len([unit for unit in UNITS if getattr(self, unit) is not None]) != 1:
            raise ValueError("must hold one of working_days, hours, days or months.")
        return self

    @property
    def unit(self) -> str:
        return next(unit for unit in UNITS if getattr(self, unit) is not None)

    @property
    def amount(self) -> int:
        return getattr(self, self.unit)


class Rule(Entry):
    """One line of the routing policy."""

    noun = "rule"
    name_key = "id"
    id: LongSlug
    category: list[Reference] = []
    kind: list[Reference] = []
    land: list[Reference] = []
    tenure: list[Reference] = []
    ward: list[Reference] = []
    outside_borough: list[Reference] = []
    answers: dict[str, list[Reference]] = {}
    team: Reference = ""
    also: list[Reference] = []
    priority: Reference = ""
    target: Target | None = None
    handover: Reference = ""
    restricted: bool = False
    reasons: list[line(400)]

    def when(self) -> dict[str, list[str]]:
        """The conditions by fact, as staff edit them; a fact without any is left out."""
        named = ("category", "kind", "land", "tenure", "ward", "outside_borough")
        facts = {fact: getattr(self, fact) for fact in named} | self.answers
        return {fact: codes for fact, codes in facts.items() if codes}
