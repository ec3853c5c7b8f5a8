"""How a reporter follows a report, and answers."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from reporting import lifecycle, notifications, services
from reporting.journey.access import form_page
from reporting.models import Report
from reporting.tracking import asking, forms, page
from reporting.tracking.access import open_from_receipt, open_here, with_tracked_report


@form_page
def find(request):
    """Ask for a link to a report; the answer is the same whatever was typed."""
    form = forms.FindForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        asking.send_link(at=timezone.now(), **form.cleaned_data)
        return redirect("tracking:sent")
    return render(request, "tracking/find.html", {"form": form})


@require_safe
def sent(request):
    """Say what happens if both belong to a report."""
    return render(request, "tracking/sent.html")


@require_POST
def from_receipt(request, key):
    """Follow a report from its receipt, where there is no address to mail a link to."""
    report = get_object_or_404(Report.objects.select_related("category", "kind"), receipt_key=key)
    if report.filed_by_id and report.filed_by_id == request.user.pk:
        raise Http404  # whoever filed it for a caller does not answer in the caller's place
    by_mail = notifications.gets_mail_now(report)
    return redirect("tracking:find") if by_mail else open_from_receipt(report)


@form_page
def report(request, token):
    """Show a report to the device that opened the link; the button opens it."""
    return open_here(request, token) if request.method == "POST" else _report(request, token=token)


@with_tracked_report
def _report(request, report, token):
    context = page.context(report, token, timezone.now()) | {"done": request.GET.get("done")}
    return render(request, "tracking/report.html", context)


@form_page
@with_tracked_report
def add(request, report, token):
    """Add words and photos to a report."""
    form = forms.InformationForm(*_posted(request))
    return _act(request, report, token, form, services.add_information, "add")


@form_page
@with_tracked_report
def not_fixed(request, report, token):
    """Say that a report which is over is not settled."""
    if not page.may_be_called_not_fixed(report) and request.method != "POST":
        return redirect("tracking:report", token)
    form = forms.NotFixedForm(*_posted(request))
    return _act(request, report, token, form, services.call_not_fixed, "not-fixed")


@form_page
@with_tracked_report
def withdraw(request, report, token):
    """Take a report back, or ask for it."""
    impossible = lifecycle.withdrawal(*report.stage) is lifecycle.Withdrawal.IMPOSSIBLE
    if impossible and request.method != "POST":
        return render(request, "tracking/over.html", page.common(report, token))
    form = forms.WithdrawForm(*_posted(request))
    return _act(request, report, token, form, services.withdraw, "withdraw")


@form_page
@with_tracked_report
def my_data(request, report, token):
    """Ask for a copy of what we hold about the reporter."""
    form = forms.ConfirmForm(*_posted(request))
    return _act(request, report, token, form, services.ask_for_data, "my-data")


def _posted(request):
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _act(request, report, token, form, service, name):
    """Validate one small form and call one service; typed text survives a refusal."""
    if form.is_valid():
        try:
            service(report=report, at=timezone.now(), **form.cleaned_data)
        except services.Refused as refusal:
            form.add_error("photos" if form.cleaned_data.get("photos") else "text", str(refusal))
        else:
            return redirect(f"{reverse('tracking:report', args=[token])}?done={name}")
    context = page.common(report, token) | {"form": form}
    return render(request, f"tracking/{name.replace('-', '_')}.html", context)
