"""Whether the police learn who told the council: only as the resident agreed, or in danger."""

from enum import StrEnum

from reporting.models import Referral, Report

ASKED = "share_with_police"  # the question of the form


class Sharing(StrEnum):
    """What a referral passes on of who made the report, and why."""

    NOBODY = "nobody"  # reported without a name: there is nothing to pass on
    AGREED = "agreed"
    DANGER = "danger"  # shown whatever the resident wished, as the form says it may be
    WITHHELD = "withheld"  # never asked, not answered, or to be asked first
    REFUSED = "refused"


def wish(report: Report) -> str:
    """Return whether the reporter wants the police told, as answered on the form; blank if not."""
    given = [answer.get("value") for answer in report.answers if answer.get("code") == ASKED]
    return str(given[0] or "") if given else ""


def of_referral(referral: Referral) -> Sharing:
    """Say what a referral to the police shows of the reporter; when in doubt, nothing."""
    report = referral.report
    wanted = wish(report)
    if report.contact_level == Report.ContactLevel.ANONYMOUS:
        return Sharing.NOBODY
    if wanted == "yes":
        return Sharing.AGREED
    if referral.safeguarding:
        return Sharing.DANGER
    return Sharing.REFUSED if wanted == "no" else Sharing.WITHHELD
