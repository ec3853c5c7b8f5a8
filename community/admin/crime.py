"""Which files of crime figures were imported."""

from django.contrib import admin
from django.db.models import Count, Max, Min
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from community.models import CrimeFile
from safety_site.log_admin import Log


@admin.register(CrimeFile)
class CrimeFileAdmin(Log, admin.ModelAdmin):
    """Every import; manage.py import_crime makes them."""

    list_display = ["imported_at", "name", "kind", "force", "in_use", "read", "outside", "refused"]

    def get_queryset(self, request):
        """Say which months still come from the file; newer ones replace them."""
        months = {"number": Count("months"), "first": Min("months__month")}
        return super().get_queryset(request).annotate(**months, last=Max("months__month"))

    @admin.display(description="months in use")
    def in_use(self, file):
        if not file.number:
            return _("none: replaced by a newer file")
        first, last = (date_format(month, "M Y") for month in (file.first, file.last))
        return first if first == last else f"{file.number}: {first} – {last}"
