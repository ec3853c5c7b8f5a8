"""Every change of a draft or a report: one function each, atomic, with its Event."""

from reporting.services.answering import (
    add_information,
    ask_for_data,
    call_not_fixed,
    withdraw,
)
from reporting.services.casework import (
    add_note,
    allocate,
    change_status,
    record_reading,
)
from reporting.services.common import DraftGone, Refused
from reporting.services.complaints import add_complaint, remove_complaint, start_case_review
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
from reporting.services.pictures import add_photo, remove_photo
from reporting.services.quarantine import decide_held, release, remind_of_held, set_aside
from reporting.services.sending import submit
from reporting.services.tracking import (
    LINK_LIFE,
    digest_of,
    make_tracking_link,
    open_tracking_link,
    purge_tracking_links,
    send_tracking_link,
)

__all__ = [
    "DRAFT_LIFE",
    "LINK_LIFE",
    "DraftGone",
    "Refused",
    "add_complaint",
    "add_diary_entry",
    "add_information",
    "add_note",
    "add_photo",
    "allocate",
    "ask_for_data",
    "call_not_fixed",
    "change_status",
    "decide_held",
    "digest_of",
    "forget_drafts",
    "make_diary_link",
    "make_tracking_link",
    "open_tracking_link",
    "purge_drafts",
    "purge_subscriptions",
    "purge_tracking_links",
    "record_reading",
    "release",
    "remind_of_held",
    "remove_complaint",
    "remove_photo",
    "save_answers",
    "see_too",
    "send_tracking_link",
    "send_update",
    "set_aside",
    "set_publicity",
    "start_case_review",
    "start_draft",
    "stop_following",
    "submit",
    "withdraw",
]
