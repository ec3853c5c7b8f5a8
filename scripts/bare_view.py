"""The least that Django can do: one view, no middleware, no database. The bench's yardstick."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import re_path


def view(request):
    return HttpResponse("ok")


urlpatterns = [re_path("", view)]

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], SECRET_KEY="none")  # noqa: S106
application = get_wsgi_application()
