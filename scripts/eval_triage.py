"""How well the one box understands labelled phrases: `make eval-triage` (ARGS=tuning, or a path).

To improve the box look at what went wrong with `tuning`, with `--wrong`. `aside` only measures: who
looks at it spoils it. `fresh` holds thirty sentences more, of all sorts.
"""

import json
import os
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "triage"
AIMS = {"top 1": 0.95, "top 3": 0.99, "urgent found": 0.98, "false alarms": 0.03}


@dataclass
class Score:
    """Counts over one set of phrases."""

    counts: Counter = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, phrase: dict, found) -> None:
        """Count one phrase; what went wrong is kept with what was found."""
        urgent, wanted = phrase["urgent"], [*phrase["best"], *phrase.get("also", ())]
        names = [f"{match.thing.kind}:{match.thing.slug}" for match in found.matches]
        self.counts["urgent" if urgent else "calm"] += 1
        self.counts["urgent found"] += urgent and found.urgent
        self.counts["false alarms"] += found.urgent and not urgent
        if urgent != found.urgent:
            said = ", ".join(f"{hit.points:+} {hit.words}" for hit in found.urgency.hits)
            self._note(phrase, "missed danger" if urgent else "false alarm", said)
        if not wanted:
            # Nothing of ours fits: then nothing stands first, or somebody else who deals with it.
            ours = bool(names) and not names[0].startswith("handover:")
            self.counts["nothing fits"] += 1
            self.counts["said so"] += not ours
            if ours:
                self._note(phrase, "should find nothing", names[0])
            return
        self.counts["placed"] += 1
        first, three = wanted_in(wanted, names[:1]), wanted_in(wanted, names[:3])
        self.counts["top 1"] += first
        self.counts["top 3"] += three
        if not first:
            self._note(
                phrase, "in the first three" if three else "not found", " > ".join(names[:3])
            )

    def _note(self, phrase: dict, what: str, said: str) -> None:
        wanted = ", ".join(phrase["best"]) or "nothing"
        self.wrong.append(f"{what}: {phrase['text']}\n    wanted {wanted}; got {said or 'nothing'}")

    def table(self) -> list[str]:
        """Return the figures as lines, each beside what we aim at."""
        count = self.counts
        parts = {
            "top 1": (count["top 1"], count["placed"]),
            "top 3": (count["top 3"], count["placed"]),
            "urgent found": (count["urgent found"], count["urgent"]),
            "false alarms": (count["false alarms"], count["calm"]),
            "nothing fits, and said so": (count["said so"], count["nothing fits"]),
        }
        return [
            f"{name:<26} {part / whole if whole else 0:6.3f}  {part:>4} of {whole:<4} "
            + (f"aim {AIMS[name]:.2f}" if name in AIMS else "")
            for name, (part, whole) in parts.items()
        ]


def wanted_in(wanted: list[str], names: list[str]) -> bool:
    return any(name in wanted for name in names)


def main(which: str, *, show: bool) -> None:
    """Load the council's pack into a database of its own, and count."""
    path = Path(which) if which.endswith(".jsonl") else FOLDER / f"{which}.jsonl"
    phrases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DEBUG": "1",
            "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
            "CACHE_URL": "locmemcache://",
            "LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "safety_site.settings",
        }
        import django

        django.setup()
        from django.core.management import call_command

        from faq.finding import find

        call_command("migrate", verbosity=0)
        call_command("load_council", verbosity=0, stdout=StringIO())
        score = Score()
        for phrase in phrases:
            score.add(phrase, find(phrase["text"]))
    told = [f"{len(phrases)} phrases: {path.name}", *score.table()]
    print("\n".join([*told, "", *score.wrong] if show else told))  # noqa: T201


if __name__ == "__main__":
    arguments = sys.argv[1:]
    names = [each for each in arguments if each != "--wrong"] or ["aside"]
    main(names[0], show="--wrong" in arguments)
