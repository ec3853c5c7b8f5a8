"""Prints the dependencies that pyproject.toml names, one a line for pip; extras by argument."""

import sys
import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
names = project["dependencies"].copy()
for extra in sys.argv[1:]:
    names += project["optional-dependencies"][extra]
sys.stdout.write("\n".join(names) + "\n")
