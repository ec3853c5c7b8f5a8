"""What the machine-readable commands have in common: a line in, a line of JSON out."""

import json
import sys
from collections.abc import Callable


def answer_lines(command, answer: Callable[[str], dict]) -> None:
    """Answer each line of standard input in order; a line that cannot be taken is named."""
    for line in sys.stdin.buffer:
        try:
            result = answer(line.decode("utf-8").strip())
        except UnicodeDecodeError:
            result = {"error": "The line is not UTF-8 text."}
        except ValueError as fault:
            result = {"error": str(fault)}
        # Half a character, which JSON can spell and UTF-8 cannot, stays spelled.
        text = json.dumps(result, ensure_ascii=False).encode("utf-8", "backslashreplace")
        command.stdout.write(text.decode())
