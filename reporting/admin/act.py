"""What an act of a case page is: a title, a form, the one service that it calls, its place."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from reporting.admin.forms import CaseForm
from reporting.models import Report
from reporting.permissions import Action


class Group(StrEnum):
    """Where on the page an act stands; the value is the heading there."""

    NEXT = "Status and contact"
    PLAN = "Plan and risk"
    PARTNERS = "Partners"
    MEASURES = "Measures and safety"
    CLOCKS = "Clocks"
    PUBLICITY = "The public"
    TEAM = "Team"
    # These have places of their own: beside words, and beside what they are about.
    WORDS = "Words"
    ITEM = "One of several"


@dataclass(frozen=True)
class Act:
    """One thing to do with a report.

    `adds`: nothing that a colleague did meanwhile can be lost by it, so it is never a conflict.
    `tells`: residents may get mail by it, so the officer sees the mail before.
    """

    title: str
    hint: str
    button: str
    done: str
    group: Group
    form: type[CaseForm]
    service: Callable[..., object]
    fits: Callable[[Report], bool]
    action: Action = Action.WORK_REPORT
    adds: bool = False
    tells: bool = False
