"""The newsletter: join, confirm, choose, leave, and read what was sent."""

from django.http import Http404


def subscribe(request):
    raise Http404


def asked(request):
    raise Http404


def issue(request, slug):
    raise Http404


def confirm(request, token):
    raise Http404


def choices(request, key):
    raise Http404


def leave(request, key):
    raise Http404
