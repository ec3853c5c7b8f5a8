"""Support pages: help beside or instead of a report."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from reporting.models import Category, SupportPage
from safety_site.public_pages import public_page


@require_safe
@public_page
def index(request):
    """All support pages, what is urgent first."""
    pages = SupportPage.objects.order_by("-urgent", "position", "title")
    return render(request, "support/index.html", {"pages": pages})


@require_safe
@public_page
def page(request, page):
    """One support page, with the answers that lead to it and the forms that its text names."""
    found = get_object_or_404(SupportPage, slug=page)
    forms = Category.objects.offered()
    context = {
        "page": found,
        "quick_exit": found.quick_exit,
        "reports": [form for form in forms if form.get_absolute_url() in found.body],
        "topics": found.topics.published().for_lists().newest_first(),
    }
    return render(request, "support/page.html", context)
