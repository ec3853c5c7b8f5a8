"""Panel meetings: their pages, their calendars, and what residents want discussed."""

from django.http import Http404


def meeting(request, ward, pk):
    raise Http404


def meeting_file(request, ward, pk):
    raise Http404


def ward_calendar(request, ward):
    raise Http404


def calendar(request):
    raise Http404


def discuss(request, ward):
    raise Http404


def discuss_sent(request, ward):
    raise Http404
