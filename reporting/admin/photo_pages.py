"""Photos of a report: shown as they may be seen, and blacked out where that is too much."""

from datetime import timedelta
from http import HTTPStatus

import structlog
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from reporting import case_queries, notifications, permissions, photos, queries, services
from reporting.admin import timeline
from reporting.admin.redaction_forms import BoxForm, RedactionForm
from reporting.models import Report, Team, roles_of
from reporting.permissions import Action
from reporting.services.redacting import as_boxes

log = structlog.get_logger(__name__)

SAME_READING = timedelta(minutes=10)  # in which small photos are taken as part of their page


def is_cleared(user) -> bool:
    """Say whether somebody may see what is under the boxes."""
    return permissions.may(roles_of(user), Action.READ_RESTRICTED)


class PhotoPages:
    """The addresses of the photos of one report, for the admin of reports."""

    def photo_urls(self):
        """Return the addresses of a photo: whole, small, as it came, and where it is redacted."""
        photo, view = "<int:pk>/photos/<int:photo>/", self.admin_site.admin_view
        redact = require_http_methods(["GET", "HEAD", "POST"])(self.redact)
        return [
            path(photo, view(require_safe(self.photo)), name="report_photo"),
            path(f"{photo}small/", view(require_safe(self.thumbnail)), name="report_thumbnail"),
            path(f"{photo}original/", view(require_safe(self.original)), name="report_original"),
            path(f"{photo}redact/", view(redact), name="report_redact"),
        ]

    def photo(self, request, pk, photo):
        """Serve a photo to those who may read its report: redacted, where it was."""
        found = self._photo(request, pk, photo)
        services.record_reading(report=found.report, by=request.user, at=timezone.now())
        return photos.response(found.redacted or found.file)

    def thumbnail(self, request, pk, photo):
        """Serve a photo small; on a page that was just read, it is part of that reading."""
        found = self._photo(request, pk, photo)
        services.record_reading(
            report=found.report, by=request.user, at=timezone.now(), same_for=SAME_READING
        )
        redacted = found.redacted_thumbnail or found.redacted
        return photos.response(redacted or found.thumbnail or found.file)

    def original(self, request, pk, photo):
        """Serve a redacted photo as it came, to those who are cleared; each look is logged."""
        found = self._photo(request, pk, photo)
        if not is_cleared(request.user):
            log.warning("original refused", photo=found.pk, user=request.user.pk)
            raise PermissionDenied
        services.record_reading(
            report=found.report, by=request.user, at=timezone.now(), original=found.pk
        )
        return photos.response(found.file)

    def redact(self, request, pk, photo):
        """Draw black boxes on a photo; what is typed survives whatever happens."""
        report = self.report(request, pk)
        found = next((each for each in report.photos.all() if each.pk == photo), None)
        if found is None:
            raise Http404
        if not Report.objects.allowed(request.user, Action.WORK_REPORT).filter(pk=pk).exists():
            log.warning("redaction refused", reference=report.reference, user=request.user.pk)
            raise PermissionDenied
        if request.method != "POST":
            return self._opened(request, report, found)
        kept = () if is_cleared(request.user) else as_boxes(found)
        form = RedactionForm(found, request.user, request.POST, kept=kept)
        if form.is_being_filled:
            form.add_row()
            return self._redact_page(request, report, found, form)
        if not form.is_valid():
            return self._redact_page(request, report, found, form, HTTPStatus.UNPROCESSABLE_ENTITY)
        return self._redacted(request, report, found, form)

    def _opened(self, request, report, photo):
        form = RedactionForm(
            photo,
            request.user,
            seen=case_queries.version(report),
            shown=as_boxes(photo) if is_cleared(request.user) else (),
        )
        return self._redact_page(request, report, photo, form)

    def _redacted(self, request, report, photo, form):
        try:
            services.redact_photo(
                report=report,
                photo=photo,
                boxes=form.boxes,
                by=request.user,
                at=timezone.now(),
                seen=form.cleaned_data["seen"],
            )
        except services.Changed as changed:
            photo.refresh_from_db()
            if as_boxes(photo) != form.boxes:  # the same, sent twice, is no conflict
                return self._redact_conflict(request, report, photo, form, changed.events)
        except services.Refused as refusal:
            form.add_error(None, str(refusal))
            return self._redact_page(request, report, photo, form, HTTPStatus.UNPROCESSABLE_ENTITY)
        shown = "redacted. This is how everybody sees it" if form.boxes else "shown as it came"
        messages.success(request, f"The photo is now {shown}.")
        return redirect("admin:report_redact", report.pk, photo.pk)

    def _redact_conflict(self, request, report, photo, form, events):
        """Show what happened meanwhile above the boxes, those of a colleague beside one's own."""
        log.info("redaction met another", reference=report.reference, user=request.user.pk)
        more = {
            "steps": [timeline.Step((event,)) for event in reversed(events)],
            "team_names": dict(Team.objects.values_list("slug", "name")),
            "may_mail": notifications.may_mail(report),
        }
        again = form.after(events)
        return self._redact_page(request, report, photo, again, HTTPStatus.CONFLICT, **more)

    def _redact_page(self, request, report, photo, form, status=HTTPStatus.OK, **more):
        cleared = is_cleared(request.user)
        more |= {
            "photo": photo,
            "form": form,
            "empty": BoxForm(0),
            "cleared": cleared,
            "as_it_came": cleared and photo.redacted and "original" in request.GET,
        }
        return self._page(request, report, "redact", status=status, **more)

    def _photo(self, request, pk, photo):
        """Find a photo of a report that this person may read."""
        found = queries.photo_of_report(request.user, pk, photo)
        if found is None:
            raise Http404
        return found
