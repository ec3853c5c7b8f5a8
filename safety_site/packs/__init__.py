"""Council packs: reads a pack's folder, finds every fault in it, and loads it.

A pack is a folder of TOML and Markdown that makes this site one council's own.
"""

from safety_site.packs.faults import Fault, PackFaults
from safety_site.packs.loading import load
from safety_site.packs.pack import Pack, asked, policy
from safety_site.packs.reading import folder, read
from safety_site.packs.result import LoadResult, Verdict

__all__ = [
    "Fault",
    "LoadResult",
    "Pack",
    "PackFaults",
    "Verdict",
    "asked",
    "folder",
    "load",
    "policy",
    "read",
]
