"""Places that help."""

from django.http import Http404


def places_that_help(request):
    raise Http404
