"""Crime figures of the area and of each ward."""

from django.http import Http404


def area(request):
    raise Http404


def ward(request, ward):
    raise Http404
