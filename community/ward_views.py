"""Wards: the list, the finder, and the page and feed of each."""

from django.http import Http404


def index(request):
    raise Http404


def ward(request, ward):
    raise Http404


def feed(request, ward):
    raise Http404
