"""Questions for the police: their people draft the reply, editors check and send it."""

from django.contrib import admin, messages
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from faq import asked_life, inbox_queries, services
from faq.admin.police import DRAFT
from faq.admin.police_forms import ReplyForm
from faq.admin.question_filters import StateFilter
from faq.admin.questions import ResidentQuestionAdmin, count_days
from faq.models import QuestionEvent, ResidentQuestion
from safety_site.content_admin import FurtherList

LIST, PAGE = "admin:police_questions", "admin:police_question"


class PoliceQuestionsAdmin(FurtherList, ResidentQuestionAdmin):
    """Questions that were given to the police, without who asked; no other exists here."""

    list_page, row_page = LIST, PAGE
    list_title = gettext_lazy("Questions for the police")
    list_display = ["reference", "words", "asked", "state"]
    list_filter = [StateFilter]
    list_select_related = False
    search_fields = ["wording"]
    change_list_template = "admin/faq/police_questions.html"

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(DRAFT)

    def get_queryset(self, request):
        return ResidentQuestion.objects.for_police()

    def entry_name(self, request):
        """Say how many wait for a draft."""
        waiting = self.get_queryset(request).filter(status=ResidentQuestion.Status.ASSIGNED)
        number = waiting.count()
        words = ngettext("%s to draft", "%s to draft", number) % number
        return _("Questions for the police (%s)") % words

    def get_urls(self):
        """Give the list and each question's page an address, and nothing that sends anything."""
        view = self.admin_site.admin_view
        return [
            path("", view(self.changelist_view), name="police_questions"),
            path("<int:pk>/", view(self.draft_view), name="police_question"),
        ]

    def draft_view(self, request, pk):
        """Show a question with a form for the reply; typed words survive a refusal."""
        question = self._asked(request, pk)
        if request.method != "POST":
            return self._draft_page(request, question)
        form = ReplyForm(request.POST)
        if form.is_valid():
            try:
                services.draft_for_police(
                    question=question, by=request.user, at=timezone.now(), **form.cleaned_data
                )
            except ResidentQuestion.DoesNotExist:  # its time was over just now
                raise Http404 from None
            except services.Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                done = _("%s: draft saved. An editor checks it, then it is sent.")
                messages.success(request, done % question.reference)
                return redirect(PAGE, pk)
        return self._draft_page(request, self._asked(request, pk), form, status=422)

    def _asked(self, request, pk):
        """Find a question of the police; any other does not exist for their people."""
        mine = self.has_view_permission(request)
        question = inbox_queries.question_for_police(pk) if mine else None
        if question is None:
            raise Http404
        return question

    def _draft_page(self, request, question, form=None, status=200):
        """Show what is asked, what was replied, and the draft with what an editor said of it."""
        count_days([question])
        draft = inbox_queries.draft_of(question)
        last = next(reversed(question.events.all()), None)
        sent_back = last if last and last.type == QuestionEvent.Type.SENT_BACK else None
        may_draft = asked_life.Action.DRAFT in asked_life.allowed(question.status)
        start = {"body": draft.body if draft else ""}
        context = {
            **self.admin_site.each_context(request),
            "title": question.reference,
            "question": question,
            "sent_back": sent_back,
            "form": form or (ReplyForm(initial=start) if may_draft else None),
            "seen": services.version_of(draft),
        }
        template = "admin/faq/police_question.html"
        return TemplateResponse(request, template, context, status=status)


admin.site.add_list("faq/police/questions/", PoliceQuestionsAdmin(ResidentQuestion, admin.site))
