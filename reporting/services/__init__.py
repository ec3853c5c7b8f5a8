"""Every change of a draft or a report: one function each, atomic, with its Event."""

from reporting.services.answering import (
    add_information,
    ask_for_data,
    call_not_fixed,
    withdraw,
)
from reporting.services.assessing import assess_risk, decide_nuisance, record_contact, triage
from reporting.services.casework import (
    add_note,
    allocate,
    assign,
    change_status,
    gaps_before,
    record_reading,
    snooze,
)
from reporting.services.common import Changed, DraftGone, Refused, locked_as_seen
from reporting.services.complaints import add_complaint, remove_complaint, start_case_review
from reporting.services.desk import delete_filter, save_filter
from reporting.services.diary import add_diary_entry, make_diary_link
from reporting.services.drafts import (
    DRAFT_LIFE,
    forget_drafts,
    purge_drafts,
    save_answers,
    start_draft,
)
from reporting.services.following import (
    purge_subscriptions,
    see_too,
    send_update,
    set_publicity,
    stop_following,
)
from reporting.services.joining import join
from reporting.services.partners import answer_referral, refer
from reporting.services.pictures import add_photo, remove_photo
from reporting.services.planning import end_action, pause, plan_action, resume, set_review
from reporting.services.powers import end_warning, record_measure, warn_of_place
from reporting.services.quarantine import decide_held, release, remind_of_held, set_aside
from reporting.services.redacting import redact_photo
from reporting.services.rehearsing import rehearse
from reporting.services.replies import send_replies, take_back, write_reply
from reporting.services.sending import submit
from reporting.services.tracking import (
    LINK_LIFE,
    digest_of,
    make_tracking_link,
    open_tracking_link,
    purge_tracking_links,
    send_tracking_link,
)
from reporting.services.watching import escalate, purge_digests, send_digests

__all__ = [
    "DRAFT_LIFE",
    "LINK_LIFE",
    "Changed",
    "DraftGone",
    "Refused",
    "add_complaint",
    "add_diary_entry",
    "add_information",
    "add_note",
    "add_photo",
    "allocate",
    "answer_referral",
    "ask_for_data",
    "assess_risk",
    "assign",
    "call_not_fixed",
    "change_status",
    "decide_held",
    "decide_nuisance",
    "delete_filter",
    "digest_of",
    "end_action",
    "end_warning",
    "escalate",
    "forget_drafts",
    "gaps_before",
    "join",
    "locked_as_seen",
    "make_diary_link",
    "make_tracking_link",
    "open_tracking_link",
    "pause",
    "plan_action",
    "purge_digests",
    "purge_drafts",
    "purge_subscriptions",
    "purge_tracking_links",
    "record_contact",
    "record_measure",
    "record_reading",
    "redact_photo",
    "refer",
    "rehearse",
    "release",
    "remind_of_held",
    "remove_complaint",
    "remove_photo",
    "resume",
    "save_answers",
    "save_filter",
    "see_too",
    "send_digests",
    "send_replies",
    "send_tracking_link",
    "send_update",
    "set_aside",
    "set_publicity",
    "set_review",
    "snooze",
    "start_case_review",
    "start_draft",
    "stop_following",
    "submit",
    "take_back",
    "triage",
    "warn_of_place",
    "withdraw",
    "write_reply",
]
