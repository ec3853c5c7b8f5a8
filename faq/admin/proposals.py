"""New words of the police before the editors: compared word by word, taken or sent back."""

from django.contrib import admin, messages
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from faq import proposal_queries, services
from faq.admin.police_forms import ReasonForm, TakeForm
from faq.models import Response, Topic
from reporting.wording import name_of
from safety_site import markdown
from safety_site.content_admin import FurtherList, word_changes

EDIT = "faq.change_response"
LIST, PAGE = "admin:proposals", "admin:proposal"


class ProposalsAdmin(FurtherList, admin.ModelAdmin):
    """Words that the police propose; the public reads them once an editor has taken them."""

    list_page, row_page = LIST, PAGE
    list_title = gettext_lazy("New words of the police")
    list_display = ["title", "organisation", "author", "since"]
    list_select_related = ["topic", "organisation", "proposed_by"]
    search_fields = ["topic__title"]
    ordering = ["proposed_at", "pk"]
    change_list_template = "admin/faq/proposals.html"

    @admin.display(description=gettext_lazy("Topic"), ordering="topic__title")
    def title(self, response):
        return response.topic.title

    @admin.display(description=gettext_lazy("Written by"))
    def author(self, response):
        return name_of(response.proposed_by) if response.proposed_by else _("Somebody who left")

    @admin.display(description=gettext_lazy("Since"), ordering="proposed_at")
    def since(self, response):
        return date_format(timezone.localtime(response.proposed_at), "j M Y, H:i")

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(EDIT)

    def get_queryset(self, request):
        return Response.objects.proposed()

    def entry_name(self, request):
        """Say how many wait."""
        number = self.get_queryset(request).count()
        words = ngettext("%s to read", "%s to read", number) % number
        return _("New words of the police (%s)") % words

    def get_urls(self):
        """Give the list, each proposal's page and both decisions an address."""
        view, post = self.admin_site.admin_view, require_POST
        return [
            path("", view(self.changelist_view), name="proposals"),
            path("<int:pk>/", view(require_safe(self.proposal_view)), name="proposal"),
            path("<int:pk>/take/", view(post(self.take)), name="proposal_take"),
            path("<int:pk>/send-back/", view(post(self.send_back)), name="proposal_send_back"),
        ]

    def proposal_view(self, request, pk):
        return self._page(request, self._response(request, pk))

    def take(self, request, pk):
        """Let the new words stand; whether an update note is wanted, the editor decides."""
        form = TakeForm(request.POST)
        refused = self._do(request, pk, form, services.take_words)
        if refused:
            return self._page(request, refused, take=form, status=422)
        topic = Topic.objects.get(responses=pk)
        messages.success(request, _("The new words stand in “%s” now.") % topic)
        if topic.status == Topic.Status.PUBLISHED:
            hint = _("Readers may have relied on the old words. Do they need an update note?")
            messages.info(request, hint)
        return redirect("admin:faq_topic_change", topic.pk)

    def send_back(self, request, pk):
        """Ask for other words; their author reads why."""
        form = ReasonForm(request.POST)
        refused = self._do(request, pk, form, services.send_words_back)
        if refused:
            return self._page(request, refused, send_back=form, status=422)
        messages.success(request, _("Sent back. Who wrote the words reads your reason."))
        return redirect(LIST)

    def _do(self, request, pk, form, service):
        """Call one service; return the response as it is now where that was refused."""
        response = self._response(request, pk)
        if form.is_valid():
            try:
                service(response=response, by=request.user, at=timezone.now(), **form.cleaned_data)
            except services.Refused as refusal:
                form.add_error(None, str(refusal))
        return self._response(request, pk) if form.errors else None

    def _response(self, request, pk):
        """Find a response, for editors; one without new words is decided about already."""
        if self.has_view_permission(request):
            found = proposal_queries.with_all(Response.objects.all()).filter(pk=pk).first()
            if found:
                return found
        raise Http404

    def _page(self, request, response, take=None, send_back=None, status=200):
        """Show both texts side by side, and what can be done."""
        before, after = word_changes(response.body, response.proposed_body)
        context = {
            **self.admin_site.each_context(request),
            "title": _("New words: %s") % response.topic,
            "response": response,
            "waits": response.proposed_at is not None,
            "own": response.proposed_by_id == request.user.pk,
            "before": before,
            "after": after,
            "preview": markdown.render(response.proposed_body),
            "seen": services.version_of_words(response),
            "take": take or TakeForm(),
            "send_back": send_back or ReasonForm(),
        }
        return TemplateResponse(request, "admin/faq/proposal.html", context, status=status)


admin.site.add_list("faq/proposals/", ProposalsAdmin(Response, admin.site))
