"""The diary: one page to write and read on, and one for paper."""

from datetime import timedelta

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reporting import services
from reporting.diary.access import gone, with_diary
from reporting.diary.entries import diary_of
from reporting.diary.forms import EntryForm
from reporting.journey.access import form_page

SHOWN = 30  # entries; an old phone need not load a whole year to take one more
JUST_NOW = timedelta(minutes=1)


@form_page
@with_diary
def diary(request, report, key):
    """Write down what happens, and read what was written, the last incident first."""
    sent = request.method == "POST"
    form = EntryForm(request.POST, files=request.FILES) if sent else EntryForm()
    if sent and form.is_valid() and _written(report, form):
        return redirect("diary:diary", key)
    entries = diary_of(report)
    last = max((entry.event.at for entry in entries), default=None)
    context = {
        "report": report,
        "key": key,
        "form": form,
        "entries": entries[: -SHOWN - 1 : -1],
        "number": len(entries),
        "added_at": last if not sent and last and timezone.now() - last < JUST_NOW else None,
    }
    return render(request, "diary/diary.html", context)


def _written(report, form) -> bool:
    """Write the entry down; where that cannot be, say why at the form."""
    try:
        services.add_diary_entry(report=report, at=timezone.now(), **form.cleaned_data)
    except services.Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@require_safe
@with_diary
def on_paper(request, report, key):
    """All entries as a table to print, sign and hand over."""
    entries = diary_of(report)
    context = {
        "report": report,
        "key": key,
        "entries": entries,
        "days": len({entry.day for entry in entries}),
        "photos": sum(len(entry.photos) for entry in entries),
        "printed_at": timezone.now(),
    }
    return render(request, "diary/print.html", context)


def cut_off(request):
    """An address that has lost its key."""
    return gone(request)
