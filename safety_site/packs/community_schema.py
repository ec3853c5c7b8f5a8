"""What community.toml may say."""

from typing import Annotated, Literal

from pydantic import Field

from safety_site.packs.entry import Entry
from safety_site.packs.values import (
    Day,
    OptionalAddress,
    OptionalEmail,
    OptionalText,
    Reference,
    Slug,
    Text,
    line,
    optional_line,
)

LARGEST_NUMBER = 2_147_483_647  # that the column holds


class Channel(Entry):
    """Another way to get news."""

    noun = "channel"
    slug: Slug
    name: line(100)
    summary: optional_line(250) = ""
    url: OptionalAddress = ""


class Opportunity(Entry):
    """Something residents can join, learn or help with."""

    noun = "opportunity"
    slug: Slug
    title: line(120)
    summary: line(250)
    asks: Text
    gives: OptionalText = ""
    where: optional_line(200) = ""
    when: optional_line(200) = ""
    run_by: line(120)
    url: OptionalAddress = ""
    takes_interest: bool = True
    closes_on: Day | None = None
    is_closed: bool = False
    checked_on: Day


class Count(Entry):
    """How often council or police did something in a period."""

    noun = "count"
    slug: Slug
    what: line(150)
    number: Annotated[int, Field(ge=0, le=LARGEST_NUMBER)]
    more_than: bool = False
    organisation: Reference
    period_from: Day
    period_to: Day
    period_note: optional_line(120) = ""
    source: line(200)
    source_url: OptionalAddress = ""
    as_at: Day
    note: optional_line(250) = ""


class WardTeam(Entry):
    """A team of council or police that serves wards; without any, it serves all of them."""

    noun = "ward team"
    name_key = "name"
    name: line(120)
    organisation: Literal["council", "police"]
    wards: list[Reference] = []
    about: optional_line(250) = ""
    email: OptionalEmail = ""
    phone: optional_line(30) = ""
    url: OptionalAddress = ""
