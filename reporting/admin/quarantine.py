"""The queue of held reports, and what can be decided about them: one by one, or many at once."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from reporting import abuse, permissions, queries, services
from reporting.admin.report import ReportAdmin
from reporting.models import Report, roles_of
from reporting.permissions import Action
from reporting.wording import moment_in_words
from safety_site.typed_keys import MOST_DIGITS

MOST_AT_ONCE = 1000
LIST = "admin:held_reports"


class DecideForm(forms.Form):
    """Which reports were shown on the page before, and what was said about them."""

    spam = forms.TypedChoiceField(choices=[("yes", "yes"), ("no", "no")], coerce="yes".__eq__)
    reports = forms.RegexField(rf"^\d{{1,{MOST_DIGITS}}}(,\d{{1,{MOST_DIGITS}}})*$")

    def clean_reports(self):
        return [int(key) for key in self.cleaned_data["reports"].split(",")][:MOST_AT_ONCE]


class HeldFilter(admin.SimpleListFilter):
    """What waits first; what was called spam is not gone."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [("spam", "Set aside as spam"), ("all", "All")]

    def choices(self, changelist):
        """Name the default, which the admin would call “All”."""
        choices = list(super().choices(changelist))
        choices[0]["display"] = "Waiting"
        return choices

    def queryset(self, request, queryset):
        match self.value():
            case "spam":
                return queryset.filter(status=Report.Status.SPAM)
            case "all":
                return queryset
        return queryset.held()


class HeldList(ChangeList):
    """Leads to the page on which a held report is decided about."""

    def url_for_result(self, result):
        return reverse("admin:held_report", args=[result.pk])


class HeldAdmin(ReportAdmin):
    """Held reports of the teams whose leader somebody is; a list beside the one of all reports."""

    list_display = ["reference", "what", "received", "why", "waiting"]
    list_filter = [HeldFilter]
    list_select_related = ["category", "kind"]
    list_max_show_all = MOST_AT_ONCE
    ordering = ["-received_at", "-pk"]
    actions = ["release_chosen", "set_chosen_aside"]
    change_list_template = "admin/reporting/quarantine_list.html"

    @admin.display(description="Received", ordering="received_at")
    def received(self, report):
        return moment_in_words(report.received_at)

    @admin.display(description="Why held")
    def why(self, report):
        """Say each reason on a line of its own."""
        reasons = [(abuse.in_words(code),) for code in report.suspicions]
        return format_html_join("", "<div>{}</div>", reasons)

    @admin.display(description="Waiting")
    def waiting(self, report):
        """Say how long nobody has decided."""
        if report.status == Report.Status.SPAM:
            return _("Set aside")
        return _("for %s") % timesince(report.received_at, timezone.now(), depth=1)

    @admin.action(description="Let them go to their teams", permissions=["view"])
    def release_chosen(self, request, queryset):
        return self._ask(request, queryset, spam=False)

    @admin.action(description="They are spam: set them aside", permissions=["view"])
    def set_chosen_aside(self, request, queryset):
        return self._ask(request, queryset, spam=True)

    def has_view_permission(self, request, obj=None):
        return permissions.may(roles_of(request.user), Action.RELEASE_REPORT)

    def get_queryset(self, request):
        return Report.objects.quarantine_of(request.user).order_by(*self.ordering)

    def get_changelist(self, request, **kwargs):
        return HeldList

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": _("Held reports")})

    def entry(self, request):
        """Return the line of this list in the back office's table of contents."""
        if not self.has_view_permission(request):
            return None
        waiting = self.get_queryset(request).held().count()
        words = ngettext("%s waiting", "%s waiting", waiting) % waiting
        return {
            "name": _("Held reports (%s)") % words,
            "object_name": "HeldReport",
            "admin_url": reverse(LIST),
            "view_only": True,
        }

    def get_urls(self):
        """Give the list, each report's page and each decision an address."""
        view, post = self.admin_site.admin_view, require_POST
        return [
            path("", view(self.changelist_view), name="held_reports"),
            path("decide/", view(post(self.decide)), name="held_decide"),
            path("<int:pk>/", view(require_safe(self.held_view)), name="held_report"),
            path("<int:pk>/release/", view(post(self.release)), name="held_release"),
            path("<int:pk>/spam/", view(post(self.set_aside)), name="held_spam"),
        ]

    def held_view(self, request, pk):
        """Show a held report with what was told; each reading of a restricted one is logged."""
        report = queries.held_report(request.user, pk)
        if report is None:
            return self._gone(request, pk)
        page = self.case_page(request, report)
        page.template_name = "admin/reporting/quarantine_report.html"
        return page

    def release(self, request, pk):
        done = _("%s went to its team, and everybody was told.")
        return self._decide_one(request, pk, services.release, done)

    def set_aside(self, request, pk):
        done = _("%s was set aside as spam. Nobody was told.")
        return self._decide_one(request, pk, services.set_aside, done)

    def _decide_one(self, request, pk, service, done):
        report = queries.held_report(request.user, pk)
        if report is None:
            return self._gone(request, pk)
        try:
            service(report=report, by=request.user, at=timezone.now())
        except services.Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, done % report.reference)
        return redirect(LIST)

    def _gone(self, request, pk):
        """Lead to a report that somebody else has released; any other does not exist here."""
        if not Report.objects.visible_to(request.user).filter(pk=pk).exists():
            raise Http404
        messages.info(request, _("Somebody has let this report go to its team already."))
        return redirect("admin:reporting_report_change", pk)

    def _ask(self, request, queryset, *, spam):
        """Say what will happen to the chosen reports, before it does."""
        reports = list(queryset.select_related("category", "kind", "team")[:MOST_AT_ONCE])
        context = {
            **self.admin_site.each_context(request),
            "title": _("Set aside as spam?") if spam else _("Let go to their teams?"),
            "spam": spam,
            "reports": reports,
            "more": queryset.count() - len(reports),
            "keys": ",".join(str(report.pk) for report in reports),
            "teams": sorted({report.team.name for report in reports}),
        }
        return TemplateResponse(request, "admin/reporting/quarantine_decide.html", context)

    def decide(self, request):
        """Decide about many at once, as the page before has said."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = DecideForm(request.POST)
        if not form.is_valid():
            return redirect(LIST)
        spam = form.cleaned_data["spam"]
        reports = self.get_queryset(request).filter(pk__in=form.cleaned_data["reports"])
        number = services.decide_held(
            reports=reports, spam=spam, by=request.user, at=timezone.now()
        )
        done = (
            ngettext("%s report was set aside.", "%s reports were set aside.", number)
            if spam
            else ngettext("%s report went to its team.", "%s reports went to their teams.", number)
        )
        messages.success(request, done % number)
        return redirect(LIST)


admin.site.add_list("reporting/held/", HeldAdmin(Report, admin.site))
