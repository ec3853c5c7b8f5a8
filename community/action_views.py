"""What council and police did."""

from django.http import Http404


def what_we_did(request):
    raise Http404
