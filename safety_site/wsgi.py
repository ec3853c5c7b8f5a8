"""Entry point of the production server."""

import os
import re

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safety_site.settings")
_site = get_wsgi_application()
_CHARSET = re.compile(r";\s*charset\s*\*?\s*=[^;]*", re.IGNORECASE)


def application(environ, start_response):
    """Answer a request; everything sent to us is UTF-8, whatever character set it claims."""
    environ["CONTENT_TYPE"] = _CHARSET.sub("", environ.get("CONTENT_TYPE", ""))
    return _site(environ, start_response)
