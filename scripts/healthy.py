"""Ends with 0 while the site in this container answers, be it with a redirect to https."""

import http.client
import os

host = os.environ["ALLOWED_HOSTS"].split(",")[0].strip().lstrip(".")
port = int(os.environ.get("PORT", "8000"))
connection = http.client.HTTPConnection("127.0.0.1", port, timeout=4)
connection.request("GET", "/healthz", headers={"Host": host})
raise SystemExit(connection.getresponse().status >= 400)
