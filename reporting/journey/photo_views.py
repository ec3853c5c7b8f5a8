"""Photos of a report being filled in: the page that takes them, and each one small."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from reporting import photos, services
from reporting.journey import drafts, steps
from reporting.journey.access import form_page, with_journey
from reporting.journey.photo_form import PhotoForm


@form_page
@with_journey
def page(request, journey):
    """Add photos; none is needed. What can be kept is kept, of the rest one is told."""
    if not journey.may_visit(steps.PHOTO):
        return redirect(journey.url(journey.furthest))
    form = PhotoForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        for sentence in _keep(journey.draft, form):
            form.add_error("photos", sentence)
    if form.is_valid() and "add" in request.POST:
        return redirect(request.get_full_path())
    if form.is_valid():
        journey.keep(steps.PHOTO, form, timezone.now())
        return redirect(journey.next_url(steps.PHOTO, changing="change" in request.GET))
    context = {"most": photos.MOST_PHOTOS, "too_many": photos.too_many()}
    return render(request, "reporting/photo.html", journey.context(steps.PHOTO, form) | context)


def _keep(draft, form) -> list[str]:
    """Keep the photos that fit and can be read; return a sentence for each that is not kept."""
    named = form.named_uploads()
    refused, looked_at = [], 0
    for called, upload in named:
        if draft.photos.count() >= photos.MOST_PHOTOS:
            break
        looked_at += 1
        try:
            remade = photos.remake(upload, called)
            services.add_photo(draft=draft, remade=remade, at=timezone.now())
        except (photos.PhotoRefused, services.Refused) as refusal:
            refused.append(str(refusal))
    if looked_at < len(form.cleaned_data["photos"]):
        refused.append(photos.too_many())
    return list(dict.fromkeys(refused))


@require_POST
@with_journey
def remove(request, journey, pk):
    """Take a photo away again."""
    services.remove_photo(draft=journey.draft, pk=pk)
    return redirect(journey.url(steps.PHOTO) + ("?change" if "change" in request.GET else ""))


@require_safe
def thumbnail(request, category, key, pk):
    """One photo, small, for the device that fills in the report; for nobody once it is sent."""
    draft = drafts.find(request, category, key)
    if draft is None:
        raise Http404
    return photos.response(get_object_or_404(draft.photos, pk=pk).thumbnail)
