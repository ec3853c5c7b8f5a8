#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safety_site.settings")
    if not {"SECRET_KEY", "DATABASE_URL"} & os.environ.keys():
        # A checkout, not a live site. The server's own entry point, wsgi.py, never assumes this.
        os.environ.setdefault("DEBUG", "1")
    execute_from_command_line(sys.argv)
