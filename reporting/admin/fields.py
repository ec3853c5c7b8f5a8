"""Fields and choices that several small forms of a case page share."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.contrib.auth.models import User

from reporting import case_queries
from reporting.models import Report
from reporting.permissions import Role
from reporting.wording import name_of

YES_NO = [("yes", "Yes"), ("no", "No")]
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)  # what lies outside is a slip of the hand


def unanswered(question: str) -> dict[str, str]:
    """Return what to say where a question is left out, on top of the page beside others."""
    return {"required": f"Answer the question: {question}"}


def text_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class DayInput(forms.DateInput):
    """The browser's own field for a day."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day in the years in which cases are worked."""

    widget = DayInput
    default_error_messages = {"invalid": "Write a day, such as 2026-11-24."}

    def __init__(self, *, required="", **kwargs):
        """`required`: the sentence for who leaves it empty; without one, that is allowed."""
        if required:
            kwargs["error_messages"] = {"required": required}
        super().__init__(required=bool(required), **kwargs)

    def validate(self, value):
        super().validate(value)
        if value and not FIRST_DAY <= value <= LAST_DAY:
            raise forms.ValidationError("Check the year.")


class OfficerField(forms.ModelChoiceField):
    """Colleagues who may work on a report, by the names that people know."""

    default_error_messages = {"invalid_choice": "Choose somebody from the list."}

    def label_from_instance(self, user):
        return name_of(user)

    def offer(self, people: Iterable[User], *more: User):
        """Offer people who were read already; no other is taken."""
        offered = {user.pk: user for user in (*people, *more)}
        self.queryset = User.objects.filter(pk__in=offered)
        empty = [] if self.empty_label is None else [("", self.empty_label)]
        self.choices = [*empty, *((pk, name_of(user)) for pk, user in offered.items())]


def officers_of(report: Report) -> list[User]:
    """Return who may be the officer of a report, read once: its team's people, cleared if need be.

    Several forms on one page ask.
    """
    found = getattr(report, "_officers", None)
    if found is None:
        people = case_queries.officers().filter(teams=report.team_id)
        if report.restricted:
            people = people.filter(pk__in=User.objects.filter(groups__name=Role.CLEARED))
        found = report._officers = list(people)
    return found
