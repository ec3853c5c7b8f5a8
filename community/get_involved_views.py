"""Ways to take part, and registering for one."""

from django.http import Http404


def index(request):
    raise Http404


def opportunity(request, slug):
    raise Http404


def registered(request, slug):
    raise Http404
