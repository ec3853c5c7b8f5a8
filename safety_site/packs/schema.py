"""What council.toml, teams.toml, categories.toml, wards.toml and support.toml may say.

Lengths are those of the database's columns; a test compares them.
"""

from typing import Annotated, Literal

from pydantic import Field

from reporting.case_review import THRESHOLD
from reporting.catalogue_rules import LONGEST_OPTION, Asked
from safety_site.packs.entry import Entry
from safety_site.packs.values import (
    Address,
    AuthorityGss,
    ClosingTime,
    Code,
    Colour,
    Day,
    Email,
    Gss,
    Keywords,
    OptionalAddress,
    OptionalEmail,
    OptionalText,
    Prefix,
    Reference,
    Slug,
    Text,
    line,
    optional_line,
)

# --- council.toml -----------------------------------------------------------------------------


class Identity(Entry):
    """Who runs the site."""

    noun = "council"
    name_key = "name"
    name: line(100)
    area: line(100)
    site_name: line(100)
    phone: line(30)
    phone_hours: line(100)
    email: Email
    website: Address
    reference_prefix: Prefix
    working_day_ends: ClosingTime
    case_review_threshold: Annotated[int, Field(ge=1, le=THRESHOLD)] = THRESHOLD
    case_review_days: Annotated[int, Field(ge=1, le=365)] = 28
    question_days: Annotated[int, Field(ge=1, le=3650)] = 730
    update_days: Annotated[int, Field(ge=1, le=60)] = 10
    referral_days: Annotated[int, Field(ge=1, le=60)] = 10
    escalate_days: Annotated[int, Field(ge=1, le=60)] = 2
    warning_days: Annotated[int, Field(ge=1, le=1825)] = 365
    digest_from: ClosingTime = "08:00"
    reminder_days: Annotated[int, Field(ge=1, le=30)] = 3
    interest_days: Annotated[int, Field(ge=1, le=1825)] = 365
    bounce_limit: Annotated[int, Field(ge=1, le=20)] = 3


class Police(Entry):
    """The police force beside the council."""

    noun = "police"
    name_key = "name"
    name: line(100)
    website: Address


class Brand(Entry):
    """The colours, which the front-end build reads too."""

    noun = "brand"
    name_key = "ink"
    ink: Colour
    council: Colour
    police: Colour
    danger: Colour


class Organisation(Entry):
    """A body that answers residents."""

    noun = "organisation"
    slug: Slug
    name: line(100)
    role: Literal["council", "police", "partner"]
    aliases: list[line(100)] = []


# --- teams.toml -------------------------------------------------------------------------------


class Team(Entry):
    """A team of the council, or a partner that may be given a copy."""

    noun = "team"
    slug: Slug
    name: line(100)
    description: line(250)
    email: OptionalEmail = ""
    partner: bool = False


class Handover(Entry):
    """Somebody outside the council's teams who deals with a thing."""

    noun = "handover"
    slug: Slug
    name: line(120)
    summary: line(250)
    phone: optional_line(30) = ""
    phone_note: optional_line(120) = ""
    url: OptionalAddress = ""
    say: OptionalText = ""
    bring_back: optional_line(200) = ""
    support: Reference = ""
    urgent: bool = False
    keywords: Keywords = []


# --- categories.toml --------------------------------------------------------------------------


class Kind(Entry):
    """A sub-category."""

    noun = "kind"
    slug: Slug
    name: line(100)
    hint: optional_line(200) = ""
    sensitive: bool = False
    support: list[Reference] = []
    keywords: Keywords = []


class Option(Entry):
    """One choice of a question."""

    noun = "option"
    name_key = "value"
    value: Code
    label: line(LONGEST_OPTION["label"])
    hint: optional_line(LONGEST_OPTION["hint"]) = ""
    handover: optional_line(LONGEST_OPTION["handover"]) = ""
    tells: optional_line(LONGEST_OPTION["tells"]) = ""


class Question(Entry):
    """A question; one whose code is a routing fact helps to decide the team."""

    noun = "question"
    name_key = "code"
    code: Code
    label: line(150)
    hint: optional_line(250) = ""
    type: Literal["text", "long-text", "radios", "checkboxes", "yes-no", "date", "time", "when"]
    required: bool = True
    options: list[Option] = []
    shown_by: optional_line(50) = ""
    shown_value: optional_line(60) = ""

    def asked(self) -> Asked:
        """Return what the rules of questions look at."""
        options = [option.model_dump() for option in self.options]
        return Asked(self.code, self.type, options, self.shown_by, self.shown_value)


class Page(Entry):
    """One page of a report form."""

    noun = "page"
    slug: Slug
    title: line(150)
    why: optional_line(250) = ""
    kinds: list[Reference] = []
    question: Annotated[list[Question], Field(min_length=1)]


class Category(Entry):
    """One thing that residents can report."""

    noun = "category"
    slug: Slug
    name: line(60)
    example: line(120)
    path: Literal["street-scene", "asb"]
    intro: Text
    anonymous: bool
    sensitive: bool = False
    public: bool = False
    case_review: bool = False
    nuisance_decision: bool = False
    support: list[Reference] = []
    keywords: Keywords = []
    kind_question: optional_line(120) = ""
    kind: list[Kind] = []
    page: list[Page] = []


# --- wards.toml, support.toml -------------------------------------------------------------------


class Ward(Entry):
    """An electoral ward with a point inside it."""

    noun = "ward"
    slug: Slug
    name: line(100)
    gss: Gss
    latitude: Annotated[float, Field(ge=49, le=61, allow_inf_nan=False)]
    longitude: Annotated[float, Field(ge=-9, le=2, allow_inf_nan=False)]
    population: Annotated[int, Field(ge=1, le=200_000)] | None = None


class Neighbour(Entry):
    """An authority near the council's area, with the address of its reports."""

    noun = "neighbour"
    name_key = "gss"
    gss: AuthorityGss
    name: line(100)
    url: Address


class SupportPage(Entry):
    """Help that residents need beside or instead of a report."""

    noun = "support page"
    slug: Slug
    title: line(120)
    summary: line(250)
    keywords: Keywords = []
    urgent: bool = False
    quick_exit: bool = False
    checked_on: Day
    body: Text


# --- examples.toml ------------------------------------------------------------------------------


class Example(Entry):
    """Sentences as residents write them, of one thing that they lead to."""

    noun = "example"
    name_key = "of"
    of: line(200)
    says: Annotated[list[line(250)], Field(min_length=1)]
