"""Cases referred to a partner: its people read what was passed on, and say whether they take it."""

import structlog
from django import forms
from django.contrib import admin, messages
from django.db.models import F
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from reporting import case_queries, permissions, photos, services, sharing
from reporting.admin.photo_pages import SAME_READING
from reporting.models import Referral, roles_of
from reporting.permissions import Action
from reporting.wording import moment_in_words, name_of
from safety_site.content_admin import FurtherList

log = structlog.get_logger(__name__)

LIST, PAGE = "admin:referred_cases", "admin:referred_case"
FIRST_WORDS = 120  # characters of what is asked, in the list


class PartnerAnswerForm(forms.Form):
    """Whether the partner takes the case; a refusal says why."""

    use_required_attribute = False
    answer = forms.ChoiceField(
        label=gettext_lazy("Do you take this case?"),
        choices=[
            (Referral.Answer.ACCEPTED.value, gettext_lazy("Yes, we take it")),
            (Referral.Answer.DECLINED.value, gettext_lazy("No, we do not take it")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose whether you take this case.")},
    )
    text = forms.CharField(
        label=gettext_lazy("What the council should know"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "What you will do and by when. Or why you do not take it, and who may. "
            "The resident does not see this."
        ),
    )
    reference = forms.CharField(
        label=gettext_lazy("Your own reference"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Such as a CAD or crime number. Empty: the one above stays."),
    )

    def __init__(self, data=None):
        super().__init__(data, label_suffix="")

    def clean(self):
        """Ask for the reason of a refusal beside the field that it belongs in."""
        data = super().clean()
        declined = data.get("answer") == Referral.Answer.DECLINED
        if declined and "text" not in self.errors and not data.get("text"):
            self.add_error("text", _("Say why you do not take it, so that the officer can go on."))
        return data


class AnswerFilter(admin.SimpleListFilter):
    """What waits for an answer, and what became of the others."""

    title = gettext_lazy("answer")
    parameter_name = "answer"

    def lookups(self, request, model_admin):
        return [("none", _("To be answered")), *Referral.Answer.choices]

    def queryset(self, request, queryset):
        if self.value() == "none":
            return queryset.unanswered()
        return queryset.filter(answer=self.value()) if self.value() in Referral.Answer else queryset


class ReferredAdmin(FurtherList, admin.ModelAdmin):
    """Referrals to the body that somebody belongs to; nothing else of the case."""

    list_page, row_page = LIST, PAGE
    list_title = gettext_lazy("Cases referred to us")
    list_display = ["case", "what", "asked", "referred_on", "due", "state"]
    list_filter = [AnswerFilter]
    list_select_related = ["report__category", "report__kind"]
    search_fields = ["report__reference", "reference"]
    ordering = [F("answered_at").desc(nulls_first=True), "answer_due_at", "pk"]
    change_list_template = "admin/reporting/referred_list.html"

    @admin.display(description=gettext_lazy("Reference"))
    def case(self, referral):
        return referral.report.reference

    @admin.display(description=gettext_lazy("What"))
    def what(self, referral):
        return referral.report.what

    @admin.display(description=gettext_lazy("What is asked of you"))
    def asked(self, referral):
        """Begin what is asked; of a restricted case only its page does, where reading is logged."""
        if referral.report.restricted:
            return _("Restricted")
        return Truncator(referral.text).chars(FIRST_WORDS)

    @admin.display(description=gettext_lazy("Answer by"))
    def due(self, referral):
        if referral.answer:
            return _("Answered")
        late = referral.answer_due_at < timezone.now()
        mark = '<strong class="cs-chip cs-chip--overdue">{}</strong> ' if late else ""
        due = moment_in_words(referral.answer_due_at)
        return format_html(mark + "{}", *([_("Overdue")] if late else []), due)

    @admin.display(description=gettext_lazy("State"))
    def state(self, referral):
        label = referral.get_answer_display() or _("To be answered")
        name = referral.answer or "asks"
        return format_html('<span class="cs-chip cs-chip--{}">{}</span>', name, label)

    def has_view_permission(self, request, obj=None):
        return permissions.may(roles_of(request.user), Action.ANSWER_REFERRAL)

    def get_queryset(self, request):
        return Referral.objects.referred_to(request.user).order_by(*self.ordering)

    def entry_name(self, request):
        """Say how many wait for an answer."""
        number = self.get_queryset(request).unanswered().count()
        words = ngettext("%s to answer", "%s to answer", number) % number
        return _("Cases referred to us (%s)") % words

    def get_urls(self):
        """Give the list, each referral's page, its answer and its photos an address."""
        view = self.admin_site.admin_view
        photo, small = "<int:pk>/photos/<int:photo>/", "<int:pk>/photos/<int:photo>/small/"
        return [
            path("", view(self.changelist_view), name="referred_cases"),
            path("<int:pk>/", view(require_safe(self.referred_view)), name="referred_case"),
            path("<int:pk>/answer/", view(require_POST(self.answer)), name="referred_answer"),
            path(photo, view(require_safe(self.photo)), name="referred_photo"),
            path(small, view(require_safe(self.thumbnail)), name="referred_thumbnail"),
        ]

    def referred_view(self, request, pk):
        return self._page(request, self._referral(request, pk))

    def answer(self, request, pk):
        """Take down the partner's answer; typed words survive whatever happens."""
        referral, form = self._referral(request, pk), PartnerAnswerForm(request.POST)
        if not form.is_valid():
            return self._page(request, referral, form, status=422)
        try:
            services.answer_referral(
                report=referral.report,
                referral=referral.pk,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except services.Refused as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, self._referral(request, pk), form, status=422)
        done = _("%s: the council has your answer.") % referral.report.reference
        messages.success(request, done)
        return redirect(PAGE, pk)

    def photo(self, request, pk, photo):
        """Serve a photo as officers redacted it; any other does not exist here."""
        return photos.response(self._photo(request, pk, photo).redacted)

    def thumbnail(self, request, pk, photo):
        return photos.response(self._photo(request, pk, photo).redacted_thumbnail)

    def _referral(self, request, pk):
        """Find a referral that this person answers; any other does not exist for them."""
        referral = case_queries.referral_for_page(request.user, pk)
        if referral is None:
            log.warning("referral refused", referral=pk, user=request.user.pk)
            raise Http404
        return referral

    def _photo(self, request, pk, photo):
        """Find a redacted photo of a referral; on a page just read, it is part of that reading."""
        referral = self._referral(request, pk)
        found = next(
            (each for each in referral.report.photos.all() if each.pk == photo and each.redacted),
            None,
        )
        if found is None:
            raise Http404
        self._log_reading(request, referral, same_for=SAME_READING)
        return found

    def _log_reading(self, request, referral, **same_for):
        """Write down who of the partner read it: the officer sees that."""
        services.record_reading(
            report=referral.report,
            by=request.user,
            at=timezone.now(),
            body=referral.body,
            **same_for,
        )

    def _page(self, request, referral, form=None, status=200):
        """Show what the partner needs, and nothing else of the case."""
        self._log_reading(request, referral)
        report, at = referral.report, timezone.now()
        every = list(report.photos.all())
        redacted = [photo for photo in every if photo.redacted]
        context = {
            **self.admin_site.each_context(request),
            "title": report.reference,
            "referral": referral,
            "report": report,
            "overdue": not referral.answer and referral.answer_due_at < at,
            "officer": name_of(report.officer or referral.by),
            "sharing": sharing.of_referral(referral),
            "unwilling": sharing.wish(report) == "no",
            "warnings": case_queries.safety_warnings(report, timezone.localdate(at)),
            "photos": redacted,
            "hidden_photos": len(every) - len(redacted),
            "form": form or (None if referral.answer else PartnerAnswerForm()),
            "referred_on": date_format(referral.referred_on, "l j F Y"),
        }
        template = "admin/reporting/referred_case.html"
        return TemplateResponse(request, template, context, status=status)


admin.site.add_list("reporting/referred/", ReferredAdmin(Referral, admin.site))
