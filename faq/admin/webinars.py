"""Webinars in the back office, and the page that takes a published one in."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from faq import services
from faq.import_forms import ImportForm
from faq.models import Webinar
from faq.webinar_matching import KnownOrganisations, matches
from safety_site.content_admin import ContentAdmin


@admin.register(Webinar)
class WebinarAdmin(ContentAdmin):
    """Webinars; their topics have pages of their own."""

    list_display = ["title", "held_on", "topics"]
    search_fields = ["title"]
    prepopulated_fields = {"slug": ["held_label"]}
    fields = ["title", "held_on", "held_label", "slug", "intro"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number_of_topics=Count("topics"))

    @admin.display(description=gettext_lazy("topics"))
    def topics(self, webinar):
        return webinar.number_of_topics

    def view_on_site(self, webinar):
        """A webinar has a public page once one of its topics is published."""
        return webinar.get_absolute_url() if webinar.topics.published().exists() else None

    def has_import_permission(self, request):
        added = ["faq.add_webinar", "faq.add_topic", "faq.add_response", "faq.add_organisation"]
        return request.user.has_perms(added)

    def changelist_view(self, request, extra_context=None):
        may = {"may_import": self.has_import_permission(request)}
        return super().changelist_view(request, may | (extra_context or {}))

    def get_urls(self):
        view = self.admin_site.admin_view(self.import_view)
        return [path("import/", view, name="faq_webinar_import"), *super().get_urls()]

    def import_view(self, request):
        """Show what a text holds; store it as drafts only when the editor says so."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = ImportForm(request.POST or None, request.FILES or None)
        checked = form.is_valid()
        if checked and "create" in request.POST:
            return self._create_drafts(request, form)
        context = {"title": _("Import a webinar"), "form": form, "checked": checked}
        if checked:
            context["webinar"] = form.get_webinar()
            context["matches"] = list(
                matches(form.document, context["webinar"], KnownOrganisations())
            )
        return self._page(request, "form", context, status=422 if form.errors else 200)

    def _create_drafts(self, request, form):
        webinar = form.get_webinar()
        imported = services.import_document(
            form.document, webinar=webinar, by=request.user, at=timezone.now()
        )
        context = {"title": _("Webinar imported"), "webinar": webinar, "imported": imported}
        return self._page(request, "done", context)

    def _page(self, request, name, context, status=200):
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        template = f"admin/faq/webinar/import_{name}.html"
        return TemplateResponse(request, template, context, status=status)
