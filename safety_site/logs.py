"""What the log says of an exception: its kind and where it came from."""

import sys
import traceback
from pathlib import Path


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
