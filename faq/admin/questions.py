"""The inbox of residents' questions and the page on which one is answered."""

from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Subquery
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
from django.views.decorators.http import require_POST

from faq import asked_life, asking_queries, inbox_queries, personal_data, services
from faq.admin.question_acts import ACTS, CHECK, NEXT
from faq.admin.question_filters import (
    AssignedFilter,
    HeldFilter,
    MineFilter,
    PublicFilter,
    StateFilter,
)
from faq.admin.question_forms import REFERENCE
from faq.models import ResidentQuestion
from faq.personal_words import in_words
from reporting import queries
from safety_site.content_admin import LookOnly
from safety_site.typed_keys import as_key

FIRST_WORDS = 90  # characters of a question in the list
CHANGE = "admin:faq_residentquestion_change"


@admin.register(ResidentQuestion)
class ResidentQuestionAdmin(LookOnly, admin.ModelAdmin):
    """Residents' questions; every change goes through the services."""

    list_display = ["reference", "words", "asked", "state", "who", "others", "public"]
    list_filter = [StateFilter, AssignedFilter, MineFilter, PublicFilter, HeldFilter]
    list_select_related = ["assigned_to", "officer"]
    list_per_page = 50
    view_on_site = False  # its page on the site is the asker's own
    search_fields = ["wording", "name", "email"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # counting groups the whole table
    actions = None
    ordering = ["asked_at", "pk"]

    @admin.display(description=gettext_lazy("Question"))
    def words(self, question):
        return Truncator(question.wording).chars(FIRST_WORDS)

    @admin.display(description=gettext_lazy("Asked"), ordering="asked_at")
    def asked(self, question):
        """Say when it was asked and, while nobody has answered, for how long it waits."""
        day = date_format(timezone.localdate(question.asked_at), "j M Y")
        if question.waiting is None:
            return day
        days = question.waiting
        waits = ngettext("%s day", "%s days", days) % days if days else _("Today")
        late = _("Overdue")
        chip = (
            format_html(' <strong class="cs-chip cs-chip--overdue">{}</strong>', late)
            if question.overdue
            else ""
        )
        return format_html("{}<br>{}{}", day, waits, chip)

    @admin.display(description=gettext_lazy("Status"), ordering="status")
    def state(self, question):
        label = question.get_status_display()
        return format_html('<span class="cs-chip cs-chip--{}">{}</span>', question.status, label)

    @admin.display(description=gettext_lazy("Who answers"), ordering="assigned_to__name")
    def who(self, question):
        officer = question.officer
        name = officer and (officer.get_full_name() or officer.get_username())
        told = [str(each) for each in (question.assigned_to, name) if each]
        return ", ".join(told) or _("Nobody yet")

    @admin.display(description=gettext_lazy("Wanted by"), ordering="wanted")
    def others(self, question):
        """Count who wants to know it too, and apart from them the questions joined with it."""
        joined = question.number_joined
        if not (question.wanted or joined):
            return ""  # so that the others stand out
        wanted = ngettext("%s other", "%s others", question.wanted) % question.wanted
        if not joined:
            return wanted
        return _("%(wanted)s, %(joined)s joined") % {"wanted": wanted, "joined": joined}

    @admin.display(description=gettext_lazy("Public list"))
    def public(self, question):
        if question.is_listed:
            return _("Public")
        return _("Hidden") if question.hidden_reason else _("Not public")

    def get_queryset(self, request):
        joined = ResidentQuestion.objects.filter(joined_to=OuterRef("pk")).order_by()
        number = joined.values("joined_to").annotate(number=Count("pk")).values("number")
        return super().get_queryset(request).annotate(number_joined=Subquery(number))

    def get_search_results(self, request, queryset, search_term):
        """Find a reference whatever the filters say; anything else within them."""
        reference = REFERENCE.fullmatch(search_term)
        if reference and not search_term.strip().isdecimal():
            return self.get_queryset(request).filter(pk=int(reference[1])), False
        return super().get_search_results(request, queryset, search_term)

    def get_changelist_instance(self, request):
        """Tell each question of the page how long it waits, by one calendar and one clock."""
        changelist = super().get_changelist_instance(request)
        count_days(changelist.result_list)
        return changelist

    def changelist_view(self, request, extra_context=None):
        """Call the inbox what staff call it."""
        context = {"title": _("Questions from residents"), **(extra_context or {})}
        return super().changelist_view(request, context)

    def get_urls(self):
        """Add one address for each thing that can be done with a question."""
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(require_POST(partial(self.act, name=name))),
                name=f"question_{name}",
            )
            for name in ACTS
        ]
        return own + super().get_urls()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show one question."""
        return self._page(request, self._question(request, unquote(object_id)))

    def history_view(self, request, object_id, extra_context=None):
        """Lead to the question itself: its events are its history."""
        question = self._question(request, unquote(object_id))
        return redirect(CHANGE, question.pk)

    def act(self, request, pk, name):
        """Validate one small form and call one service; typed text survives a refusal."""
        question, act = self._question(request, pk), ACTS[name]
        if not request.user.has_perm(act.permission):
            raise PermissionDenied
        form = act.form(question, request.POST)
        if form.is_valid():
            try:
                act.service(
                    question=question, by=request.user, at=timezone.now(), **form.arguments()
                )
            except ResidentQuestion.DoesNotExist:  # its time was over just now
                raise Http404 from None
            except services.Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"{question.reference}: {act.done}")
                return redirect(CHANGE, pk)
        form.question = question = self._question(request, pk)
        return self._page(request, question, {name: form}, status=422)

    def _question(self, request, pk):
        """Find a question for somebody who may read questions; nobody else learns that it is."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        key = as_key(pk)
        question = key and inbox_queries.question_for_page(key)
        if not question:
            raise Http404
        return question

    def _page(self, request, question, refused=None, status=200):
        """Show a question with what can be done, and what was typed where that was refused."""
        count_days([question])
        refused = refused or {}
        acts = [
            {
                "name": name,
                "act": act,
                "form": refused.get(name) or act.form(question),
                "open": name in refused or name in NEXT.get(question.status, ()),
                "url": f"admin:question_{name}",
            }
            for name, act in ACTS.items()
            if name in refused or (request.user.has_perm(act.permission) and act.fits(question))
        ]
        draft = inbox_queries.draft_of(question)
        found = personal_data.findings(question.wording)
        context = {
            **self.admin_site.each_context(request),
            "title": question.reference,
            "opts": self.opts,
            "question": question,
            "held_days": services.HELD_FOR.days,
            "personal": found,
            "personal_words": in_words(found),
            "draft": draft,
            "own_draft": draft and not asked_life.may_check(draft.drafted_by_id, request.user.pk),
            "may_check": request.user.has_perm(CHECK),
            "similar": inbox_queries.similar(question),
            "acts": acts,
            "may_join": any(each["name"] == "join" for each in acts),
        }
        template = "admin/faq/residentquestion/question.html"
        return TemplateResponse(request, template, context, status=status)


def count_days(questions):
    """Tell open questions how many days they wait, and whether that is too long."""
    now, calendar = timezone.now(), queries.calendar()
    for question in questions:
        waits = question.status in asked_life.OPEN
        days = timezone.localdate(now) - timezone.localdate(question.asked_at)
        question.waiting = days.days if waits else None
        question.overdue = asking_queries.is_late(question, now, calendar)
