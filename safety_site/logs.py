"""What the log says of an exception, and of addresses that open somebody's report."""

import re
import sys
import traceback
from pathlib import Path

# Who knows what follows here needs nothing else.
SECRET = re.compile(
    r"(/(?:track(?:/from-receipt)?|diary|following|report/received|answers/ask/(?:mine|confirm))/)"
    r"[^/\s\"]+"
)


def hide_addresses(logger, method, event):
    """Leave the secret out of each address: Django writes down those that it refuses."""
    event["event"] = SECRET.sub(r"\1***", str(event.get("event", "")))
    return event


def say_where(logger, method, event):
    """Replace an exception by its kind and the lines it went through.

    Its message stays out: it may quote what a resident typed or a database row.
    """
    info = event.pop("exc_info", None)
    if not info:
        return event
    kind, _, trace = info if isinstance(info, tuple) else sys.exc_info()
    if kind:
        event["fault"] = kind.__name__
        frames = traceback.extract_tb(trace)
        event["at"] = " > ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)
    return event


CLEANERS = (say_where, hide_addresses)
