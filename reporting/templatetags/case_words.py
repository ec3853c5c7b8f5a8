"""Codes of case work in words, on the officers' pages."""

from datetime import date

from django import template
from post_office.models import STATUS

from reporting.admin.case_forms import ContactForm
from reporting.models import Measure, NuisanceDecision, Pause, Referral, Report

register = template.Library()


def _named(choices):
    """Make a filter that names a code; one that is no longer in use stands for itself."""
    names = dict(choices)
    return lambda code: names.get(code, code)


register.filter("risk_name", _named(Report.Risk.choices))
register.filter("power_name", _named(Measure.Power.choices))
register.filter("decision_name", _named(NuisanceDecision.Decision.choices))
register.filter("pause_reason", _named(Pause.Reason.choices))
register.filter("answer_name", _named(Referral.Answer.choices))
register.filter("channel_name", _named(ContactForm.base_fields["channel"].choices))
register.filter("step_name", _named(Report.NextStep.choices))


@register.filter
def iso_day(text):
    """Return the day that an event has kept; None where there is none."""
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None


@register.filter
def mail_state(letter):
    """Say what became of a mail: waiting, sent, failed, or forgotten by the queue."""
    if letter.email is None:
        return "forgotten"
    return {STATUS.sent: "sent", STATUS.failed: "failed"}.get(letter.email.status, "waiting")


@register.filter
def of_report(reports, key):
    """Return the report with this key among those that somebody may read."""
    return next((each for each in reports or () if each.pk == key), None)
