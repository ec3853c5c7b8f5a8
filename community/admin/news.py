"""The newsletter and who gets it."""

from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from community import newsletter_draft, newsletter_mails
from community.models import NewsletterIssue
from community.newsletter_admin_forms import IssueForm, ScheduleForm
from community.newsletter_queries import getting
from community.services import news
from safety_site.content_admin import DeclaredFilters, OldAndNew, PlainChoices

CHANGE = "admin:community_newsletterissue_change"
DRAFT, SCHEDULED, SENT = (
    NewsletterIssue.Status.DRAFT,
    NewsletterIssue.Status.SCHEDULED,
    NewsletterIssue.Status.SENT,
)


@admin.register(NewsletterIssue)
class NewsletterIssueAdmin(DeclaredFilters, OldAndNew, PlainChoices, admin.ModelAdmin):
    """Issues: a draft is edited, what is scheduled or sent is read."""

    form = IssueForm
    list_display = ["title", "state", "goes_out", "queued"]
    list_filter = ["status"]
    search_fields = ["title", "body"]
    ordering = ["-pk"]
    actions = None
    fieldsets = [
        (None, {"fields": ["title", "slug", "body"]}),
        (gettext_lazy("Who gets it"), {"fields": ["wards", "themes"], "classes": ["collapse"]}),
    ]

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def state(self, issue):
        label = issue.get_status_display()
        return format_html('<span class="cs-chip cs-chip--{}">{}</span>', issue.status, label)

    @admin.display(description=gettext_lazy("goes out"), ordering="send_at")
    def goes_out(self, issue):
        moment = issue.sent_at or issue.send_at
        return _in_words(moment) if moment else ""

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and _is_draft(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and _is_draft(obj)

    def has_send_permission(self, request):
        return request.user.has_perm("community.send_newsletterissue")

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["title"]}

    def view_on_site(self, issue):
        return issue.get_absolute_url() if issue.status == SENT else None

    def save_model(self, request, obj, form, change):
        """Write the words alone: its status changes through the services only."""
        obj.save(update_fields=["title", "slug", "body"] if change else None)

    def get_urls(self):
        pages = {"schedule": self.schedule_view, "preview": self.preview_view}
        acts = {"test": self.test_view, "take_back": self.take_back_view}
        acts = {name: require_POST(view) for name, view in acts.items()}
        guard = self.admin_site.admin_view
        of_one = [
            path(f"<int:pk>/{name.replace('_', '-')}/", guard(view), name=f"newsletter_{name}")
            for name, view in (pages | acts).items()
        ]
        draft = guard(require_POST(self.draft_view))
        return [path("draft/", draft, name="newsletter_draft"), *of_one, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        may = {"may_draft": self.has_add_permission(request)}
        return super().changelist_view(request, may | (extra_context or {}))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj:
            sends = self.has_send_permission(request)
            context["may_schedule"] = sends and obj.status == DRAFT
            context["may_take_back"] = sends and obj.status == SCHEDULED
            context["when"] = self.goes_out(obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def draft_view(self, request):
        """Put a draft together from what is new, for the editor to go on with."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        title, body = newsletter_draft.compose(timezone.now())
        issue = news.start_draft(title=title, body=body)
        self.log_addition(request, issue, _("Put together from what is new."))
        self.message_user(request, _("Here is a draft. Say first what matters most."))
        return redirect(CHANGE, issue.pk)

    def preview_view(self, request, pk):
        """Show an issue as it is mailed and as it stands on the site."""
        issue = self._issue(request, pk, self.has_view_permission)
        texts = newsletter_mails.for_staff(issue)
        context = {"issue": issue, "texts": texts, "sends": self.has_send_permission(request)}
        return TemplateResponse(request, "admin/community/newsletterissue/preview.html", context)

    def test_view(self, request, pk):
        """Send an issue to whoever asks for it, and to nobody else."""
        issue = self._issue(request, pk, self.has_view_permission)
        if address := request.user.email:
            newsletter_mails.send_test(issue, address)
            sent = _("A test is on its way to %(address)s.") % {"address": address}
            self.message_user(request, sent, messages.SUCCESS)
        else:
            nothing = _("Your account has no email address. Ask an administrator to add it.")
            self.message_user(request, nothing, messages.ERROR)
        return redirect(CHANGE, issue.pk)

    def schedule_view(self, request, pk):
        """Ask when an issue shall go out; then say to how many, and only then take it."""
        issue = self._issue(request, pk, self._may_schedule)
        if issue.status != DRAFT:
            self.message_user(request, _("Only a draft can be scheduled."), messages.ERROR)
            return redirect(CHANGE, pk)
        form = ScheduleForm(request.POST or None)
        if form.is_valid() and "confirmed" in request.POST:
            send_at = form.cleaned_data["send_at"]
            done = _("Goes out %(when)s.") % {"when": _in_words(send_at)}
            service = partial(news.schedule, send_at=send_at, by=request.user, at=timezone.now())
            return self._done(request, issue, service, done)
        number = getting(issue).count()
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Schedule “%(title)s”") % {"title": issue.title},
            "row": issue,
            "form": form,
            "when": form.is_valid() and _in_words(form.cleaned_data["send_at"]),
            "readers": ngettext("%(number)s reader", "%(number)s readers", number)
            % {"number": f"{number:,}"},
        }
        name = "admin/community/newsletterissue/schedule.html"
        return TemplateResponse(request, name, context, status=422 if form.errors else 200)

    def take_back_view(self, request, pk):
        issue = self._issue(request, pk, self._may_schedule)
        return self._done(request, issue, news.take_back, _("Taken back: it is a draft again."))

    def _done(self, request, issue, service, done):
        """Call a service and go back to the issue with what came of it."""
        try:
            service(issue=issue)
        except news.Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        else:
            self.log_change(request, issue, done)
            self.message_user(request, done, messages.SUCCESS)
        return redirect(CHANGE, quote(issue.pk))

    def _may_schedule(self, request, issue):
        return self.has_send_permission(request)

    def _issue(self, request, pk, may):
        issue = self.get_object(request, str(pk))
        if not may(request, issue):
            raise PermissionDenied
        if issue is None:
            raise Http404
        return issue


def _is_draft(issue):
    return issue is None or issue.status == DRAFT


def _in_words(moment):
    """Say a moment with its year: an issue can be scheduled, or was sent, long away."""
    return date_format(timezone.localtime(moment), "l j F Y, H:i")
