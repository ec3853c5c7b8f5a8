"""Who may read and write a diary: whoever has its present address, and nobody else."""

from functools import wraps

from django.shortcuts import render

from reporting import services
from reporting.models import Diary


def with_diary(view):
    """Find the report whose diary stands at this address; else say what may be wrong with it."""

    @wraps(view)
    def found(request, key):
        diaries = Diary.objects.select_related("report__category", "report__kind")
        diary = diaries.filter(digest=services.digest_of(key)).first()
        return view(request, diary.report, key) if diary else gone(request)

    return found


def gone(request):
    """Say that nothing is here, and reveal nothing; what was just typed is handed back."""
    return render(request, "diary/gone.html", {"typed": request.POST.get("text", "")}, status=404)
