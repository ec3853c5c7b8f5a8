"""The police's own answers: their people read them, write new words and send them to editors."""

from django.contrib import admin, messages
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from faq import proposal_queries, services
from faq.admin.police_forms import WordsForm
from faq.models import Response
from safety_site import markdown
from safety_site.content_admin import FurtherList

DRAFT = "faq.draft_for_police"
LIST, PAGE = "admin:police_answers", "admin:police_answer"


class PoliceAnswersAdmin(FurtherList, admin.ModelAdmin):
    """What the police have answered; new words wait for an editor, and nothing public changes."""

    list_page, row_page = LIST, PAGE
    list_title = gettext_lazy("The police’s answers")
    list_display = ["title", "state", "said", "new_words"]
    list_select_related = ["topic"]
    search_fields = ["topic__title", "topic__question", "body"]
    ordering = ["topic__title", "pk"]
    change_list_template = "admin/faq/police_answers.html"

    @admin.display(description=gettext_lazy("Topic"), ordering="topic__title")
    def title(self, response):
        return response.topic.title

    @admin.display(description=gettext_lazy("Residents"), ordering="topic__status")
    def state(self, response):
        topic = response.topic
        label = topic.get_status_display()
        return format_html('<span class="cs-chip cs-chip--{}">{}</span>', topic.status, label)

    @admin.display(description=gettext_lazy("Said on"), ordering="answered_on")
    def said(self, response):
        return date_format(response.answered_on, "j M Y")

    @admin.display(description=gettext_lazy("New words"), ordering="proposed_at")
    def new_words(self, response):
        """Say where new words are, if there are any."""
        if response.proposed_at:
            since = date_format(timezone.localdate(response.proposed_at), "j M Y")
            return _("With the editors since %s") % since
        if response.was_sent_back:
            chip = '<strong class="cs-chip cs-chip--asks">{}</strong>'
            return format_html(chip, _("Sent back to you"))
        return _("None")

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(DRAFT)

    def get_queryset(self, request):
        return Response.objects.of_police()

    def get_urls(self):
        """Give the list, each answer's page and the way back from the editors an address."""
        view = self.admin_site.admin_view
        return [
            path("", view(self.changelist_view), name="police_answers"),
            path("<int:pk>/", view(self.words_view), name="police_answer"),
            path("<int:pk>/withdraw/", view(require_POST(self.withdraw)), name="police_withdraw"),
        ]

    def words_view(self, request, pk):
        """Show an answer with a form for new words; look at them first, or send them."""
        response = self._response(request, pk)
        if request.method != "POST":
            return self._page(request, response)
        form = WordsForm(request.POST)
        if not form.is_valid():
            return self._page(request, response, form, status=422)
        if "preview" in request.POST:
            return self._page(request, response, form, preview=form.cleaned_data["body"])
        try:
            services.propose_words(
                response=response, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except services.Refused as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, self._response(request, pk), form, status=422)
        messages.success(request, _("The editors have your words. Residents do not see them yet."))
        return redirect(PAGE, pk)

    def withdraw(self, request, pk):
        """Take new words back from the editors."""
        response = self._response(request, pk)
        try:
            services.withdraw_words(response=response, by=request.user, at=timezone.now())
        except services.Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("Withdrawn. The answer stays as it is."))
        return redirect(PAGE, pk)

    def _response(self, request, pk):
        """Find an answer of the police; any other does not exist for their people."""
        if self.has_view_permission(request):
            found = proposal_queries.with_all(self.get_queryset(request)).filter(pk=pk).first()
            if found:
                return found
        raise Http404

    def _page(self, request, response, form=None, preview="", status=200):
        """Show the words that stand, those proposed, and what is being written."""
        version = services.version_of_words(response)
        start = {"body": response.proposed_body or response.body}
        context = {
            **self.admin_site.each_context(request),
            "title": response.topic.title,
            "response": response,
            "form": form or WordsForm(initial=start),
            # While somebody looks at a preview, a colleague's words must still be noticed.
            "seen": form.data.get("seen", "") if preview else version,
            "preview": markdown.render(preview) if preview else "",
            "last": proposal_queries.last_said(response) if response.was_sent_back else None,
        }
        template = "admin/faq/police_answer.html"
        return TemplateResponse(request, template, context, status=status)


admin.site.add_list("faq/police/answers/", PoliceAnswersAdmin(Response, admin.site))
