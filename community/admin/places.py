"""Places that help, and the page that takes a file of them in."""

from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community import help_queries, place_file
from community.help_forms import HelpPlaceForm, PlaceFileForm
from community.models import HelpPlace
from community.services import places
from safety_site.content_admin import DeclaredFilters, OldAndNew, PlainDays


class CheckedFilter(admin.SimpleListFilter):
    """Finds what somebody has to go and look at."""

    title = gettext_lazy("checked")
    parameter_name = "checked"

    def lookups(self, request, model_admin):
        return [("stale", _("Not for a year"))]

    def queryset(self, request, queryset):
        if self.value() != "stale":
            return queryset
        return queryset.filter(checked_on__lt=timezone.localdate() - help_queries.STALE)


@admin.register(HelpPlace)
class HelpPlaceAdmin(DeclaredFilters, PlainDays, OldAndNew, admin.ModelAdmin):
    """Places one by one; most come by file."""

    form = HelpPlaceForm
    list_display = ["name", "kind", "postcode", "checked_on"]
    list_filter = ["kind", CheckedFilter]
    search_fields = ["name", "address", "postcode"]

    def has_import_permission(self, request):
        return self.has_add_permission(request) and self.has_change_permission(request)

    def changelist_view(self, request, extra_context=None):
        may = {"may_import": self.has_import_permission(request)}
        return super().changelist_view(request, may | (extra_context or {}))

    def get_urls(self):
        view = self.admin_site.admin_view(self.import_view)
        return [path("import/", view, name="community_helpplace_import"), *super().get_urls()]

    def import_view(self, request):
        """Show what a file would change; store all of it, or nothing, when the editor says so."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = PlaceFileForm(request.POST or None, request.FILES or None)
        checked = form.is_valid()
        context = {"title": _("Import places"), "form": form, "checked": checked}
        if checked and "store" in request.POST:
            try:
                return self._store(request, form)
            except places.NothingStored:
                context["nothing_stored"] = True
        context |= {**self.admin_site.each_context(request), "opts": self.opts}
        context["columns"] = place_file.COLUMNS
        template = "admin/community/helpplace/import.html"
        status = 422 if form.errors or "nothing_stored" in context else 200
        return TemplateResponse(request, template, context, status=status)

    @transaction.atomic
    def _store(self, request, form):
        """Store what was shown; the history of each place says what the file changed."""
        plan = places.import_places(
            raw=form.raw, at=timezone.now(), shown=form.cleaned_data["shown"]
        )
        _record(request, plan)
        said = ngettext(
            "%d place was stored. All of the file stands on the site now.",
            "%d places were stored. All of the file stands on the site now.",
            plan.stores,
        )
        messages.success(request, said % plan.stores)
        return redirect("admin:community_helpplace_changelist")


def _record(request, plan):
    about = ContentType.objects.get_for_model(HelpPlace)
    flags = [(ADDITION, each) for each in plan.new] + [(CHANGE, each) for each in plan.changed]
    LogEntry.objects.bulk_create(
        LogEntry(
            user=request.user,
            content_type=about,
            object_id=each.place.pk,
            object_repr=str(each.place),
            action_flag=flag,
            change_message=_in_words(each),
        )
        for flag, each in flags
    )


def _in_words(planned):
    told = [_("From a file.")]
    if not planned.is_new:
        told += [f"{label}: {old} → {new}." for label, old, new in planned.in_words]
    return " ".join(told)
