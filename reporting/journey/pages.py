"""One report being filled in: its pages, their forms, and where each leads."""

from datetime import date, datetime, time
from functools import cached_property

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from phonenumber_field.phonenumber import PhoneNumber

from places.models import Neighbour
from reporting import nearby, queries, routing, services
from reporting.journey import answers, steps, summary
from reporting.journey.care_forms import ContactForm, ForWhomForm, SafeContactForm
from reporting.journey.forms import AboutYouForm, PageForm, kind_form
from reporting.journey.map_options import map_options
from reporting.journey.nearby_form import NearbyForm
from reporting.journey.placing import placed
from reporting.journey.question_forms import page_form
from reporting.journey.where_forms import WardForm, WhereForm
from reporting.models import Category, Draft, Handover, SupportPage, Team
from safety_site import council

# Steps whose pages hold more than a form; each has an address by its own name.
OWN_VIEWS = frozenset(
    {steps.WHERE, steps.PHOTO, steps.NEARBY, steps.COMPLAINTS, steps.CHECK, steps.HANDOVER}
)


class Journey:
    """A draft with the form of its category."""

    def __init__(self, category: Category, draft: Draft):
        self.category = category
        self.draft = draft
        self.outline = queries.outline(category)
        if self.kind and self.kind not in {kind.slug for kind in category.kinds.all()}:
            # Withdrawn since it was chosen: ask again, keep the rest.
            del draft.answers[steps.KIND]
        if steps.nearby(draft.answers) and steps.NEARBY not in draft.answers and not self.offered:
            # Closed or private since they were found: there is nothing to ask.
            draft.answers[steps.WHERE]["nearby"] = []

    @property
    def kind(self) -> str:
        return steps.chosen_kind(self.draft.answers)

    @property
    def steps(self) -> tuple[str, ...]:
        return self.outline.steps(self.draft.answers)

    @property
    def furthest(self) -> str:
        return steps.furthest(self.steps, self.draft.answers)

    @property
    def last_answered(self) -> str:
        """Return the last step with an answer, where a handover's back link leads."""
        answered = [step for step in self.steps if step in self.draft.answers]
        return answered[-1] if answered else self.steps[0]

    @property
    def is_sensitive(self) -> bool:
        """Say whether somebody may have to leave these pages at once."""
        return self.outline.is_sensitive(self.kind)

    def may_visit(self, step: str) -> bool:
        return steps.may_visit(self.steps, self.draft.answers, step)

    def url(self, step: str) -> str:
        """Return the address of a step; some have views of their own."""
        if step in OWN_VIEWS:
            return reverse(f"reporting:{step}", args=[self.category.slug, self.draft.key])
        return reverse("reporting:step", args=[self.category.slug, self.draft.key, step])

    def next_url(self, step: str, *, changing: bool) -> str:
        """Return where an answered step leads: to a handover as soon as nothing can change it."""
        decision = self.settled(self.draft.updated_at)
        if decision is not None and decision.team is None:
            return self.url(steps.HANDOVER)
        return self.url(steps.after(self.steps, self.draft.answers, step, changing))

    def settled(self, at: datetime) -> routing.Decision | None:
        """Return the decision, where no page still to come can change it."""
        return answers.settled(self.category, self.draft.answers, at)

    def team_to_tell(self, at: datetime) -> Team | None:
        """Return the team that can be told beside whoever else deals with it, if there is one."""
        decision = answers.told_too(self.category, self.draft.answers, at)
        return Team.objects.filter(slug=decision.team).first() if decision else None

    def tell_too(self, at: datetime) -> None:
        """Keep the word that the council should know as well."""
        wanted = {"tell_too": routing.YES}
        services.save_answers(draft=self.draft, step=steps.HANDOVER, answers=wanted, at=at)

    def keep(self, step: str, form, at: datetime) -> None:
        """Store a page's answers as JSON can hold them."""
        told = {name: _plain(value) for name, value in form.cleaned_data.items()}
        forget = ()
        if step == steps.PHOTO:
            told = {}  # photos stand in rows of their own; this says that the page was seen
        if step == steps.CONTACT and told["contact_level"] == steps.ANONYMOUS:
            forget = (steps.ABOUT_YOU, steps.SAFE_CONTACT)
        if step == steps.WHERE:
            # The choice was between other wards, and between other reports.
            told, forget = placed(told), (steps.WARD, steps.NEARBY)
            told["nearby"] = self._keys_near(told, forget, at)
        services.save_answers(draft=self.draft, step=step, answers=told, forget=forget, at=at)

    def _keys_near(self, where: dict, forget, at: datetime) -> list[int]:
        kept = {step: told for step, told in self.draft.answers.items() if step not in forget}
        return nearby.keys_near(self.category, {**kept, steps.WHERE: where}, at)

    @cached_property
    def offered(self) -> list[nearby.Reported]:
        """Return the public reports near the place, of which one may be the same."""
        return nearby.offered(self.category, self.draft.answers, self.draft.updated_at)

    def form(self, step: str, data=None):
        """Build the form of a step with what was answered before."""
        initial = self.draft.answers.get(step)
        area = council.current().area
        match step:
            case steps.KIND:
                return kind_form(self.category)(data, initial=initial)
            case steps.WHERE:
                initial = initial and {
                    **initial,
                    "ward": initial.get("chosen", initial.get("ward", "")),
                }
                return WhereForm(data, initial=initial, area=area)
            case steps.WARD:
                near = steps.possible_wards(self.draft.answers)
                return WardForm(data, initial=initial, near=near, area=area)
            case steps.NEARBY:
                heading = self._headings[steps.NEARBY]
                return NearbyForm(data, initial=initial, offered=self.offered, heading=heading)
            case steps.LEAVING:
                return PageForm(data)  # nothing is asked, only read
            case steps.FOR_WHOM:
                return ForWhomForm(data, initial=initial)
            case steps.CONTACT:
                return ContactForm(data, initial=initial, anonymous=self.category.anonymous)
            case steps.ABOUT_YOU:
                # Where the page before has asked it, here is only how to reach the reporter.
                anonymous = self.category.anonymous and not self.outline.about_people
                return AboutYouForm(data, initial=initial, anonymous=anonymous)
            case steps.SAFE_CONTACT:
                about = self.draft.answers[steps.ABOUT_YOU]
                return SafeContactForm(data, initial=initial, about=about)
        page = self.page(step)
        return page_form(page, list(page.questions.all()))(data, initial=initial)

    def page(self, step: str):
        """Return the catalogue's page of this step."""
        return next(page for page in self.category.pages.all() if page.slug == step)

    def context(self, step: str, form) -> dict:
        """Return everything that a question page shows."""
        page = next((page for page in self.category.pages.all() if page.slug == step), None)
        previous = steps.before(self.steps, step)
        return {
            "category": self.category,
            "form": form,
            "heading": page.title if page else self._headings[step],
            "why": page.why if page else self._reasons.get(step, ""),
            "progress": self._progress(step),
            "back_url": self.url(previous) if previous else self.category.get_absolute_url(),
            "quick_exit": self.is_sensitive,
            "map": map_options() if step == steps.WHERE else None,
            "filed_for_caller": bool(self.draft.filed_by_id),
            "photos": self.draft.photos.all() if step == steps.PHOTO else (),
            "support": self._support() if step == steps.LEAVING else (),
        }

    def _support(self) -> list[SupportPage]:
        kinds = {kind.slug: kind for kind in self.category.kinds.all()}
        return queries.support_for(self.category, kinds.get(self.kind))

    def _progress(self, step: str) -> str:
        if step in (steps.LEAVING, steps.CHECK):
            return self.category.name
        asked = [each for each in self.steps if each != steps.LEAVING]
        number = asked.index(step) + 2  # the question of danger was the first
        if step == steps.KIND:  # the kind decides how many follow
            return _("%s: question %s") % (self.category.name, number)
        return _("%(category)s: question %(number)s of about %(total)s") % {
            "category": self.category.name,
            "number": number,
            "total": len(asked),
        }

    def check_context(self, at: datetime) -> dict:
        """Return everything that the check page shows, and who would get the report."""
        decision = self.settled(at)
        rows = summary.rows(self.category, self.draft)
        return self.context(steps.CHECK, None) | {
            "rows": [row | {"url": f"{self.url(row['step'])}?change"} for row in rows],
            "team": Team.objects.filter(slug=decision.team).first() if decision else None,
        }

    @cached_property
    def _headings(self) -> dict[str, str]:
        return {
            steps.KIND: self.category.kind_question,
            steps.WHERE: _("Where is it?"),
            steps.WARD: _("Which ward is it in?"),
            steps.LEAVING: _("You can leave this site at once"),
            steps.COMPLAINTS: _("Who have you told about it before?"),
            steps.NEARBY: _("Has somebody reported it already?"),
            steps.PHOTO: _("Do you have a photo?"),
            steps.FOR_WHOM: _("Who did this happen to?"),
            steps.CONTACT: _("How may we work with you?"),
            steps.SAFE_CONTACT: _("How can we reach you safely?"),
            steps.ABOUT_YOU: _("How can we reach you?"),
            steps.CHECK: _("Check your answers before you send your request")
            if self.category.case_review
            else _("Check your answers before you send your report"),
        }

    @property
    def _reasons(self) -> dict[str, str]:
        return {
            steps.WHERE: _("So that we can find it. Any one of these is enough."),
            steps.PHOTO: _(
                "A photo can show us what to look for. It is not made public. "
                "You need not add one. Do not put yourself in danger to take it."
            ),
            steps.SAFE_CONTACT: _(
                "So that nobody else learns of it from our calls, mail or letters."
            ),
            steps.ABOUT_YOU: _(
                "So that we can ask you more and tell you what came of it. "
                "It is not made public, and the people you report do not get it."
            ),
        }

    def handover_context(self, decision: routing.Decision, at: datetime) -> dict:
        """Return everything that the page of whoever else deals with it shows."""
        elsewhere = self.draft.answers.get(steps.WHERE, {}).get("elsewhere")
        outside = answers.ward_code(self.draft.answers) == steps.OUTSIDE
        return {
            "category": self.category,
            "handover": get_object_or_404(Handover, slug=decision.handover),
            "neighbour": Neighbour.objects.filter(name=elsewhere).first() if outside else None,
            "reasons": decision.reasons,
            "team_to_tell": self.team_to_tell(at),
            "tell_url": reverse("reporting:tell_too", args=[self.category.slug, self.draft.key]),
            "told": summary.rows(self.category, self.draft),
            "back_url": self.url(self.last_answered),
            "quick_exit": self.is_sensitive,
        }


def _plain(value):
    match value:
        case PhoneNumber():
            return value.as_e164
        case date() | time():
            return value.isoformat()
    return value
