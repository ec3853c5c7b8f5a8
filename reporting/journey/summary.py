"""What a resident has told so far, in rows of words: to check, to copy, to read out."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from places.models import Ward
from reporting import routing
from reporting.journey import answers, care_summary, steps
from reporting.models import Category, Draft, Report
from safety_site import council


def rows(category: Category, draft: Draft) -> list[dict]:
    """Return everything told, each with the step on which it can be changed."""
    told = draft.answers
    found = []
    chosen = steps.chosen_kind(told)
    for kind in category.kinds.all():
        if kind.slug == chosen:
            found.append(_row(steps.KIND, _("What it is about"), kind.name))
    for answer in answers.told(category, told):
        found.append(_row(answer["step"], answer["label"], answer["words"]))
    if steps.WHERE in told:
        found.append(_row(steps.WHERE, _("Where"), place_in_words(told[steps.WHERE])))
        found.append(_ward_row(told))
    if steps.PHOTO in told:
        found.append(_row(steps.PHOTO, _("Photos"), _photos(draft.photos.count())))
    found += [_row(*each) for each in care_summary.whom_and_how_far(told)]
    return found + _about_you(told)


def place_in_words(where: dict) -> str:
    """Say a place as the resident told it, and how else we know it."""
    known = {
        Report.Position.DEVICE.value: _("The place where your phone or computer is"),
        Report.Position.MAP.value: _("The place that you chose on the map"),
    }
    position = known.get(where.get("position") or "", "")
    accuracy = where.get("accuracy")
    if position and accuracy:
        position = _("%(place)s, to within %(metres)s metres") % {
            "place": position,
            "metres": max(1, round(accuracy)),
        }
    return "\n".join(filter(None, (where["location"], position)))


def _ward_row(told: dict) -> dict:
    code = answers.ward_code(told)
    step = steps.WARD if steps.possible_wards(told) else steps.WHERE
    area = council.current().area
    if code == steps.OUTSIDE:
        return _row(step, _("Area (ward)"), _("Outside %s") % area)
    name = Ward.objects.filter(slug=code).values_list("name", flat=True).first()
    if not name or code == routing.DONT_KNOW:
        return _row(step, _("Area (ward)"), _("Not known"))
    return _row(step, _("Area (ward)"), name)


def _photos(number: int) -> str:
    if not number:
        return _("None")
    return ngettext("%s photo", "%s photos", number) % number


def _about_you(told: dict) -> list[dict]:
    if steps.contact_level(told) == steps.ANONYMOUS:
        step = steps.CONTACT if steps.CONTACT in told else steps.ABOUT_YOU
        return [_row(step, _("About you"), _("You stay anonymous"))]
    labels = {"name": _("Your name"), "email": _("Email address"), "phone": _("Phone number")}
    about = told.get(steps.ABOUT_YOU)
    rows = [_row(steps.ABOUT_YOU, labels[name], about[name]) for name in labels] if about else []
    return rows + [_row(*each) for each in care_summary.safe_contact(told)]


def _row(step: str, label: str, words: str) -> dict:
    return {"step": step, "label": label, "words": words}
