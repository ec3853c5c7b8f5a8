"""Who registered for what: to read, to answer one by one, and to take as a file."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from community import interest_mails, spreadsheet
from community.models import Interest, Opportunity
from community.services import taking_part
from community.taking_part_forms import ReplyForm
from safety_site.content_admin import DeclaredFilters
from safety_site.typed_keys import as_key

CHANGE = "admin:community_interest_change"
EXPORT = "community.export_interest"
CHOSEN = "opportunity__id__exact"  # what the list's own filter asks


class RepliedFilter(admin.SimpleListFilter):
    """Whether somebody has answered."""

    title = gettext_lazy("answered")
    parameter_name = "answered"

    def lookups(self, request, model_admin):
        return [("no", _("Not yet")), ("yes", _("Answered"))]

    def queryset(self, request, queryset):
        waits = {"no": True, "yes": False}.get(self.value())
        return queryset if waits is None else queryset.filter(replied_at__isnull=waits)


@admin.register(Interest)
class InterestAdmin(DeclaredFilters, admin.ModelAdmin):
    """Registrations of interest; every change goes through the services."""

    list_display = ["name", "opportunity", "registered", "answered"]
    list_filter = [RepliedFilter, "opportunity"]
    list_select_related = ["opportunity", "replied_by"]
    list_per_page = 50
    search_fields = ["name", "email"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None
    ordering = ["-at", "-pk"]
    change_list_template = "admin/community/interest/list.html"

    @admin.display(description=gettext_lazy("Registered"), ordering="at")
    def registered(self, interest):
        return date_format(timezone.localdate(interest.at), "j M Y")

    @admin.display(description=gettext_lazy("Answered"), ordering="replied_at")
    def answered(self, interest):
        if not interest.replied_at:
            return _("Not yet")
        return date_format(timezone.localdate(interest.replied_at), "j M Y")

    def has_add_permission(self, request):
        return False

    def changelist_view(self, request, extra_context=None):
        """Offer the file of the one opportunity that the filter shows."""
        chosen = as_key(request.GET.get(CHOSEN, ""))
        may = chosen and request.user.has_perm(EXPORT)
        found = Opportunity.objects.filter(pk=chosen).first() if may else None
        return super().changelist_view(request, {"file_of": found, **(extra_context or {})})

    def get_urls(self):
        """Add the reply to one person, and the file of one opportunity."""
        protect = self.admin_site.admin_view
        own = [
            path("<int:pk>/reply/", protect(require_POST(self.reply)), name="interest_reply"),
            path("file/<int:pk>/", protect(require_POST(self.file)), name="interest_file"),
        ]
        return own + super().get_urls()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show one registration, with the reply or the form for it."""
        return self._page(request, self._interest(request, object_id), ReplyForm())

    def history_view(self, request, object_id, extra_context=None):
        """Lead to the registration itself, which says who answered and when."""
        return redirect(CHANGE, self._interest(request, object_id).pk)

    def reply(self, request, pk):
        """Show a reply as it would be sent, or send it; typed text survives a refusal."""
        interest, form = self._interest(request, pk), ReplyForm(request.POST)
        if not self.has_change_permission(request):
            raise PermissionDenied
        if not form.is_valid() or "look" in request.POST:
            return self._page(request, interest, form, status=200 if form.is_valid() else 422)
        try:
            taking_part.reply(
                interest=interest, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except Interest.DoesNotExist:  # its time was over just now
            raise Http404 from None
        except taking_part.Refused as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, self._interest(request, pk), form, status=422)
        messages.success(request, _("The reply to %s is on its way.") % interest.name)
        return redirect(CHANGE, pk)

    def file(self, request, pk):
        """Give the registrations of one opportunity as CSV; that it was taken stays on record."""
        if not request.user.has_perm(EXPORT):
            raise PermissionDenied
        opportunity, now = get_object_or_404(Opportunity, pk=pk), timezone.now()
        found = taking_part.take_file(opportunity=opportunity, by=request.user, at=now)
        head = [_("Name"), _("Email"), _("Phone"), _("Message"), _("Registered"), _("Answered")]
        text = spreadsheet.as_csv([head, *map(_cells, found)])
        response = HttpResponse(text, content_type="text/csv; charset=utf-8")
        name = f"{opportunity.slug}-{timezone.localdate(now).isoformat()}.csv"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def _interest(self, request, pk):
        """Find a registration for somebody who may read them; nobody else learns that it is."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        rows = self.get_queryset(request).select_related("opportunity", "replied_by")
        return get_object_or_404(rows, pk=as_key(pk))

    def _page(self, request, interest, form, status=200):
        text = form["text"].value() or _("[Your reply]")
        context = {
            **self.admin_site.each_context(request),
            "title": interest.name,
            "opts": self.opts,
            "interest": interest,
            "form": form,
            "mail": interest_mails.as_sent(interest, text),
            "may_reply": self.has_change_permission(request) and not interest.replied_at,
            "may_delete": self.has_delete_permission(request),
        }
        template = "admin/community/interest/interest.html"
        return TemplateResponse(request, template, context, status=status)


def _cells(interest):
    answered = interest.replied_at and timezone.localtime(interest.replied_at)
    return [
        interest.name,
        interest.email,
        interest.phone,
        interest.message,
        f"{timezone.localtime(interest.at):%Y-%m-%d %H:%M}",
        f"{answered:%Y-%m-%d %H:%M}" if answered else "",
    ]


def registrations_waiting(request):
    """Return how many registrations nobody has answered; None where there are none to answer."""
    may_read = request.user.has_perm("community.view_interest")
    waiting = Interest.objects.filter(replied_at__isnull=True).count() if may_read else 0
    if not waiting:
        return None
    template = "admin/community/interest/front.html"
    return {"template": template, "title": _("My work"), "waiting": waiting}


admin.site.add_part(40, registrations_waiting)
