"""The site, with the number of the process that answers, so that a script can tell them apart."""

import os

from safety_site.wsgi import application as site


def application(environ, start_response):
    def start(status, headers, *more):
        return start_response(status, [*headers, ("X-Process", str(os.getpid()))], *more)

    return site(environ, start)
