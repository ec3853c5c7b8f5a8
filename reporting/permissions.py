"""Who may do what: one table of role, action and scope, and nothing beside it (pure).

A role is a group of Django's. What Django itself asks of a person (`has_perm`) follows from the
same table: `grants` lists what each group is given.
"""

from collections.abc import Iterable, Mapping
from enum import IntEnum, StrEnum


class Role(StrEnum):
    """What somebody on the staff does; the value is the name of the group."""

    CONTENT_EDITOR = "Content editors"
    POLICE_CONTRIBUTOR = "Police contributors"
    CASE_OFFICER = "Case officers"
    TEAM_LEADER = "Team leaders"
    SAFETY_MANAGER = "Safety managers"
    DATA_PROTECTION_OFFICER = "Data protection officers"
    ADMINISTRATOR = "Administrators"
    # Held beside one of the others, by name and not by job: hate, harassment, drug premises.
    CLEARED = "Cleared for restricted reports"


class Scope(IntEnum):
    """Of which reports; a wider one is greater."""

    NONE = 0
    REFERRED = 1  # what the council has referred to the person's own body
    TEAMS = 2  # what the person's teams have, or have a copy of
    ALL = 3


class Action(StrEnum):
    """What can be done in the back office."""

    READ_REPORT = "read-report"
    READ_RESTRICTED = "read-restricted"
    WORK_REPORT = "work-report"
    ALLOCATE_REPORT = "allocate-report"
    FILE_REPORT = "file-report"
    SUPERVISE = "supervise"  # close what is high risk, see a team's load
    RELEASE_REPORT = "release-report"
    ANSWER_REFERRAL = "answer-referral"
    READ_AUDIT = "read-audit"  # who read which restricted report
    EDIT_ANSWERS = "edit-answers"
    DRAFT_POLICE_ANSWERS = "draft-police-answers"
    ANSWER_QUESTIONS = "answer-questions"
    READ_FEEDBACK = "read-feedback"
    EDIT_SUPPORT = "edit-support"
    EDIT_COMMUNITY = "edit-community"  # meetings, opportunities, counts, places, newsletter drafts
    SEND_NEWSLETTER = "send-newsletter"
    ANSWER_INTERESTS = "answer-interests"  # who registered, and what panels should discuss
    EXPORT_INTERESTS = "export-interests"
    READ_TEAMS = "read-teams"
    EDIT_CATALOGUE = "edit-catalogue"
    EDIT_SITE = "edit-site"
    MANAGE_STAFF = "manage-staff"
    READ_SIGN_INS = "read-sign-ins"


# Who is given cases: managers look on.
OFFICERS = (Role.CASE_OFFICER, Role.TEAM_LEADER)

A, R, S = Action, Role, Scope

TABLE: Mapping[Role, Mapping[Action, Scope]] = {
    R.CONTENT_EDITOR: {
        A.EDIT_ANSWERS: S.ALL,
        A.ANSWER_QUESTIONS: S.ALL,
        A.READ_FEEDBACK: S.ALL,
        A.EDIT_SUPPORT: S.ALL,
        A.EDIT_COMMUNITY: S.ALL,
        A.SEND_NEWSLETTER: S.ALL,
        A.ANSWER_INTERESTS: S.ALL,
    },
    # Reads what a referral passes on, never the report itself.
    R.POLICE_CONTRIBUTOR: {
        A.ANSWER_REFERRAL: S.REFERRED,
        A.DRAFT_POLICE_ANSWERS: S.ALL,
    },
    R.CASE_OFFICER: {
        A.READ_REPORT: S.TEAMS,
        A.WORK_REPORT: S.TEAMS,
        A.ALLOCATE_REPORT: S.TEAMS,
        A.FILE_REPORT: S.ALL,
    },
    R.TEAM_LEADER: {
        A.READ_REPORT: S.TEAMS,
        A.WORK_REPORT: S.TEAMS,
        A.ALLOCATE_REPORT: S.TEAMS,
        A.FILE_REPORT: S.ALL,
        A.SUPERVISE: S.TEAMS,
        A.RELEASE_REPORT: S.TEAMS,
        A.READ_TEAMS: S.ALL,
    },
    R.SAFETY_MANAGER: {
        A.READ_REPORT: S.ALL,
        A.WORK_REPORT: S.ALL,
        A.ALLOCATE_REPORT: S.ALL,
        A.FILE_REPORT: S.ALL,
        A.SUPERVISE: S.ALL,
        A.RELEASE_REPORT: S.ALL,
        A.ANSWER_QUESTIONS: S.ALL,
        A.READ_FEEDBACK: S.ALL,
        A.EDIT_SUPPORT: S.ALL,
        A.EDIT_COMMUNITY: S.ALL,
        A.SEND_NEWSLETTER: S.ALL,
        A.ANSWER_INTERESTS: S.ALL,
        A.EXPORT_INTERESTS: S.ALL,
        A.READ_TEAMS: S.ALL,
        A.EDIT_CATALOGUE: S.ALL,
        A.EDIT_SITE: S.ALL,
    },
    R.DATA_PROTECTION_OFFICER: {
        A.READ_REPORT: S.ALL,
        A.READ_RESTRICTED: S.ALL,
        A.READ_AUDIT: S.ALL,
        A.READ_SIGN_INS: S.ALL,
    },
    R.ADMINISTRATOR: {
        A.READ_TEAMS: S.ALL,
        A.EDIT_SITE: S.ALL,
        A.MANAGE_STAFF: S.ALL,
        A.READ_SIGN_INS: S.ALL,
    },
    R.CLEARED: {A.READ_RESTRICTED: S.ALL},
}


def scope(roles: Iterable[str], action: Action) -> Scope:
    """Return of which reports, by the widest of the roles; names that are no role grant nothing."""
    return max(
        (TABLE[Role(role)].get(action, S.NONE) for role in roles if role in set(Role)),
        default=S.NONE,
    )


def may(roles: Iterable[str], action: Action) -> bool:
    """Say whether any of the roles allows this at all; on a report, within what may be read."""
    return scope(roles, action) is not S.NONE


def _models(app: str, actions: Iterable[str], models: Iterable[str]) -> list[str]:
    models = tuple(models)
    return [f"{app}.{action}_{model}" for action in actions for model in models]


VIEW, EDIT = ("view",), ("view", "add", "change")
DELETE_TOO = (*EDIT, "delete")
CATALOGUE = (
    "category",
    "handover",
    "kind",
    "priority",
    "question",
    "questionpage",
    "riskfactor",
    "risklevel",
    "routingrule",
    "supportpage",
    "team",
    "unknownpolicy",
)

COMMUNITY = (
    "actioncount",
    "channel",
    "helpplace",
    "newsletterissue",
    "opportunity",
    "panelmeeting",
    "panelpriority",
    "wardteam",
)

# What Django's own pages ask for.
DJANGO: Mapping[Action, list[str]] = {
    A.READ_REPORT: ["reporting.view_report"],
    A.READ_RESTRICTED: [],
    A.WORK_REPORT: [],
    A.ALLOCATE_REPORT: [],
    A.FILE_REPORT: [],
    A.SUPERVISE: [],
    A.RELEASE_REPORT: [],
    A.ANSWER_REFERRAL: [],
    A.READ_AUDIT: ["reporting.view_reading"],
    A.EDIT_ANSWERS: [
        *_models(
            "faq",
            DELETE_TOO,
            ("webinar", "theme", "topic", "response", "updatenote", "organisation"),
        ),
        "faq.publish_topic",
        "reporting.view_category",
        "reporting.view_team",
    ],
    A.DRAFT_POLICE_ANSWERS: ["faq.draft_for_police"],
    A.ANSWER_QUESTIONS: [
        "faq.view_residentquestion",
        "faq.answer_residentquestion",
        "faq.check_reply",
    ],
    A.READ_FEEDBACK: ["faq.view_feedback"],
    A.EDIT_SUPPORT: _models("reporting", EDIT, ["supportpage"]),
    A.EDIT_COMMUNITY: [
        *_models("community", DELETE_TOO, COMMUNITY),
        *_models("community", VIEW, ("crimefile", "crimemonth")),
        "places.view_ward",
    ],
    A.SEND_NEWSLETTER: [
        "community.send_newsletterissue",
        *_models("community", VIEW, ("subscriber", "consentrecord")),
        "community.delete_subscriber",
    ],
    A.ANSWER_INTERESTS: _models("community", ("view", "change"), ("interest", "paneltopic")),
    A.EXPORT_INTERESTS: ["community.export_interest", "community.delete_interest"],
    A.READ_TEAMS: _models(
        "reporting", VIEW, ("team", "category", "routingrule", "priority", "handover")
    ),
    A.EDIT_CATALOGUE: [
        *_models("reporting", EDIT, CATALOGUE),
        *_models("reporting", ["delete"], ("question", "questionpage", "riskfactor")),
    ],
    A.EDIT_SITE: [
        "safety_site.view_council",
        "safety_site.change_council",
        "places.view_ward",
        "places.change_ward",
        *_models("places", DELETE_TOO, ["neighbour"]),
        "post_office.view_emailtemplate",
        "post_office.change_emailtemplate",
    ],
    A.MANAGE_STAFF: [
        *_models("auth", EDIT, ["user"]),
        "auth.view_group",
        *_models("safety_site", DELETE_TOO, ["directorygroup"]),
    ],
    A.READ_SIGN_INS: ["safety_site.view_signin"],
}


def grants(role: Role) -> frozenset[str]:
    """Return what the group of a role is given in Django's terms: `app.codename`."""
    allowed = [action for action, reach in TABLE[role].items() if reach is not S.NONE]
    return frozenset(permission for action in allowed for permission in DJANGO[action])
