"""Every address of the back office, and whom the table of permissions lets in there."""

import re
from copy import deepcopy
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from django.apps import apps
from django.contrib.admin import site
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages import SUCCESS, get_messages
from django.db import transaction
from django.urls import URLResolver, get_resolver, reverse

from faq.admin.question_acts import ACTS as QUESTION_ACTS
from reporting import permissions
from reporting.admin.acts import ACTS
from reporting.permissions import Action, Role

SENT = {"post": "yes", "_save": "yes"}  # what the admin's own forms ask for before they do it
SIGN_IN = ("/accounts/login/", "/admin/login/")
# What a page of Django's admin asks of `app.action_model`.
PAGES = {
    "changelist": "view",
    "change": "view",
    "history": "view",
    "add": "add",
    "delete": "delete",
}
# What is not asked for, and why.
NOT_ASKED = {
    "admin:": "leads from an object to its page, or says that there is none",
    "admin:login": "leads to the front page or to the sign-in",
    "admin:logout": "ends the session with which the rest is asked",
    "account_logout": "ends it too",
    "admin:view_on_site": "the address above it takes its place",
    "admin:jsi18n": "words of the admin's scripts",
    "account_confirm_login_code": "goes on with a sign-in that has begun",
    "account_email_verification_sent": "leads away",
    "directory_callback": "goes on with a sign-in at the council’s directory, where it has one",
    "directory_sign_in": "leads to the council’s directory, where it has one",
    "mfa_authenticate": "goes on with a sign-in that has begun",
}
OPEN = {
    "account_confirm_email",
    "account_inactive",
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",
}
SIGNED_IN = {
    "account_change_password",
    "account_email",
    "account_reauthenticate",
    "account_end_sessions",
    "account_sessions",
    "account_set_password",
    "account_sign_ins",
    "admin:index",
    "admin:password_change",
    "admin:password_change_done",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
}
READ, RELEASE, REFERRED = Action.READ_REPORT, Action.RELEASE_REPORT, Action.ANSWER_REFERRAL
ACTIONS = {
    **{f"admin:case_{name}": act.action for name, act in ACTS.items()},
    "admin:case_letter": READ,
    "admin:case_present": READ,
    "admin:desk_filter_save": READ,
    "admin:held_decide": RELEASE,
    "admin:held_release": RELEASE,
    "admin:held_report": RELEASE,
    "admin:held_reports": RELEASE,
    "admin:held_spam": RELEASE,
    "admin:referred_answer": REFERRED,
    "admin:referred_case": REFERRED,
    "admin:referred_cases": REFERRED,
    "admin:referred_photo": REFERRED,
    "admin:referred_thumbnail": REFERRED,
    "admin:report_bulk_duplicates": Action.WORK_REPORT,
    "admin:report_bulk_officer": Action.ALLOCATE_REPORT,
    "admin:report_bulk_team": Action.ALLOCATE_REPORT,
    "admin:report_file": Action.FILE_REPORT,
    "admin:report_original": READ,
    "admin:report_photo": READ,
    "admin:report_redact": Action.WORK_REPORT,
    "admin:report_thumbnail": READ,
    "admin:reporting_report_change": READ,
    "admin:reporting_report_changelist": READ,
    "admin:reporting_report_history": READ,
}
# What is asked beside it.
BESIDE = {"admin:report_original": Action.READ_RESTRICTED}
PERMISSIONS = {
    **{f"admin:question_{name}": act.permission for name, act in QUESTION_ACTS.items()},
    "admin:auth_user_link": "auth.change_user",
    "admin:auth_user_second_factor": "auth.change_user",
    "admin:app_list": "auth.view_group",  # asked for the list of this app
    "admin:community_helpplace_import": "community.change_helpplace",
    "admin:faq_topic_preview": "faq.view_topic",
    "admin:faq_webinar_import": "faq.add_webinar",
    "admin:interest_file": "community.export_interest",
    "admin:interest_reply": "community.change_interest",
    "admin:newsletter_draft": "community.add_newsletterissue",
    "admin:newsletter_preview": "community.view_newsletterissue",
    "admin:newsletter_schedule": "community.send_newsletterissue",
    "admin:newsletter_take_back": "community.send_newsletterissue",
    "admin:newsletter_test": "community.view_newsletterissue",
    "admin:panel_plan": "community.add_panelmeeting",
    "admin:police_answer": "faq.draft_for_police",
    "admin:police_answers": "faq.draft_for_police",
    "admin:police_question": "faq.draft_for_police",
    "admin:police_questions": "faq.draft_for_police",
    "admin:police_withdraw": "faq.draft_for_police",
    "admin:proposal": "faq.change_response",
    "admin:proposal_send_back": "faq.change_response",
    "admin:proposal_take": "faq.change_response",
    "admin:proposals": "faq.change_response",
    "admin:questionpage_preview": "reporting.change_questionpage",
    "admin:questionpage_preview_new": "reporting.add_questionpage",
    "admin:wards_without_a_meeting": "community.add_panelmeeting",
    "admin:what_residents_miss": "faq.view_feedback",
}
# Nobody's, whatever they are granted: rows that come from elsewhere, or stay for ever. So are old
# versions: each stands in its list.
CLOSED = {
    "admin:desk_filter_delete",  # of somebody else
    "admin:faq_response_add",
    "admin:faq_updatenote_add",
    "admin:reporting_kind_add",
    "admin:reporting_risklevel_add",
    "admin:autocomplete",
}


# What stands nowhere until a form is sent there.
POSTED_ONLY = {"admin:questionpage_preview_new"}
# Where a form is sent that changes nothing: the page only shows, its acts have their own addresses.
SHOWS_ONLY = {"admin:community_interest_change", "admin:faq_residentquestion_change"}
# Pages to read, whose form nobody may send.
READ_ONLY = {
    "account_confirm_email",  # with a key that nobody was sent
    "admin:faq_response_change",  # edited on the page of its topic
    "admin:faq_updatenote_change",
}


@dataclass(frozen=True)
class Address:
    """One address: its name and its route, as Django has them."""

    name: str
    route: str

    @property
    def parts(self):
        """Name what has to be filled in, `1` and so on where it has no name."""
        named = re.findall(r"<(?:\w+:)?(\w+)>", self.route)
        return named or [str(number) for number in range(self.route.count("([^/]+)"))]

    def path(self, values):
        return reverse(self.name, args=[values[part] for part in self.parts])


def addresses(*prefixes):
    """Return every address below the prefixes, nested ones and those of libraries too."""
    found = _walk(get_resolver().url_patterns)
    return [Address(name, route) for route, name in found if route.startswith(prefixes)]


def _walk(patterns, before="", space=""):
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _walk(pattern.url_patterns, route, space + inner)
        else:
            yield route, space + (pattern.name or "")


def lets_in(client, path, posted=False):
    """Say whether an address lets in who asks, or sends a form; None: it is not asked so.

    What a form does is undone again, in the browser too.
    """
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = client.post(path, SENT) if posted else client.get(path)
        transaction.set_rollback(True)
    client.cookies = cookies
    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return None
    if response.status_code in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND):
        return False
    where = urlsplit(response.headers.get("Location", "")).path
    # Django's admin leads home from what there is not, and from a row that it has just deleted.
    done = any(each.level == SUCCESS for each in get_messages(response.wsgi_request))
    nothing = path.startswith("/admin/") and where == reverse("admin:index") and not done
    return not nothing and not where.startswith(SIGN_IN)


def expected(address, roles, within, posted=False):
    """Say whether the table lets in somebody with these roles; nobody at all has None.

    `within`: the narrowest scope that holds the report in question; None: theirs is none at all.
    `posted`: a form is sent there.
    """
    name = address.name
    if posted and name in READ_ONLY:
        return False
    if name in OPEN:
        return True
    if roles is None or name in CLOSED or name.endswith("_simple_history") or within is None:
        return False
    if name in SIGNED_IN:
        return True
    if name in ACTIONS:
        beside = BESIDE.get(name)
        allowed = beside is None or permissions.may(roles, beside)
        return allowed and permissions.scope(roles, ACTIONS[name]) >= within
    return bool(granted(roles) & asked_of(name, posted))


def granted(roles):
    """Return what Django's own pages find that somebody with these roles may do."""
    return {each for role in roles for each in permissions.grants(Role(role))}


def asked_of(name, posted=False):
    """Return the permissions of Django of which one opens a page, or takes a form there."""
    if name in PERMISSIONS:
        return {PERMISSIONS[name]}
    model, page = model_and_page(name)
    if page not in PAGES:
        raise AssertionError(f"{name} stands in no table: who may open it?")
    edits_list = page == "changelist" and site.get_model_admin(model).list_editable
    if posted and (edits_list or page == "change") and name not in SHOWS_ONLY:
        return permissions_on(model, "change")
    return permissions_on(model, *(("view", "change") if PAGES[page] == "view" else [PAGES[page]]))


def permissions_on(model, *actions):
    about = model._meta
    return {f"{about.app_label}.{action}_{about.model_name}" for action in actions}


def model_and_page(name):
    """Return the model and the page that the name of an address of the admin is about."""
    for model in site._registry:
        start = f"admin:{model._meta.app_label}_{model._meta.model_name}_"
        if name.startswith(start):
            return model, name.removeprefix(start)
    return None, ""


def ways_to_rows():
    """Yield Django's own two ways to rows of any model: an address, and what opens it, or None.

    One leads from a row to its page on the site. The other searches the rows that a field may name,
    for any field of any model, whether or not a form of ours uses it.
    """
    for model, of_model in site._registry.items():
        row = model._default_manager.first()
        there = row and of_model.view_on_site and hasattr(model, "get_absolute_url")
        kind = ContentType.objects.get_for_model(model)
        path = f"/admin/r/{kind.pk}/{row.pk if row else 1}/"
        yield path, permissions_on(model, "view", "change") if there else set()
    for model, about in _named_by_fields().items():
        path = f"{reverse('admin:autocomplete')}?{urlencode(about | {'term': ''})}"
        of_model = site._registry.get(model)
        there = of_model and of_model.search_fields
        yield path, permissions_on(model, "view", "change") if there else set()


def _named_by_fields():
    """Return for each model a field that names its rows, as the search asks for it."""
    found = {}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.concrete and field.is_relation and field.related_model:
                about = {"app_label": model._meta.app_label, "model_name": model._meta.model_name}
                found[field.related_model] = about | {"field_name": field.name}
    return found
