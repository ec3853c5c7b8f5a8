"""The pages of each report form in the back office, with a look at them as residents see them."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import path

from reporting.admin.question_forms import QuestionForm, QuestionFormSet, QuestionPageForm
from reporting.admin.watched import WatchedRouting
from reporting.journey.question_forms import page_form
from reporting.models import Question, QuestionPage
from safety_site.content_admin import DeclaredFilters, OldAndNew, PlainChoices


class QuestionInline(admin.StackedInline):
    model = Question
    form = QuestionForm
    formset = QuestionFormSet
    extra = 0


@admin.register(QuestionPage)
class QuestionPageAdmin(DeclaredFilters, OldAndNew, WatchedRouting, PlainChoices, admin.ModelAdmin):
    """The pages of each category's form."""

    form = QuestionPageForm
    change_form_template = "admin/reporting/questionpage/change_form.html"
    list_display = ["title", "category", "position"]
    list_filter = ["category"]
    list_select_related = ["category"]
    ordering = ["category__position", "position"]
    search_fields = ["title"]
    inlines = [QuestionInline]

    def get_fields(self, request, obj=None):
        """Leave the kinds out where there is nothing to choose from."""
        kinds = obj is not None and obj.category_id is not None and obj.category.kinds.exists()
        return [name for name in super().get_fields(request, obj) if kinds or name != "kinds"]

    def get_urls(self):
        """Add the preview, of a page that exists and of one being written."""
        view = self.admin_site.admin_view(self.preview)
        own = [
            path("add/preview/", view, name="questionpage_preview_new"),
            path("<path:object_id>/change/preview/", view, name="questionpage_preview"),
        ]
        return own + super().get_urls()

    def preview(self, request, object_id=None):
        """Show the page as a resident would see it, with edits that are not saved yet."""
        page = self.get_object(request, unquote(object_id)) if object_id else QuestionPage()
        if page is None:
            raise Http404
        if not self.has_change_permission(request, page):
            raise PermissionDenied
        if request.method != "POST":
            if not object_id:
                raise Http404
            return self._drawn(request, page, list(page.questions.all()))
        form = self.get_form(request, page, change=bool(object_id))(request.POST, instance=page)
        formset = self._questions(request, page)
        if not all([form.is_valid(), formset.is_valid()]):
            context = {"form_errors": form.errors, "question_errors": formset.errors}
            return render(request, "admin/reporting/questionpage/unready.html", context)
        return self._drawn(request, page, [each.instance for each in formset.in_order()])

    def _questions(self, request, page):
        """Return the questions as they stand in the form that was sent."""
        formset_class, inline = next(self.get_formsets_with_inlines(request, page))
        prefix = formset_class.get_default_prefix()
        queryset = inline.get_queryset(request)
        return formset_class(request.POST, instance=page, prefix=prefix, queryset=queryset)

    def _drawn(self, request, page, questions):
        context = {
            "category": page.category,
            "form": page_form(page, questions)(),
            "heading": page.title,
            "why": page.why,
        }
        return render(request, "reporting/preview.html", context)
