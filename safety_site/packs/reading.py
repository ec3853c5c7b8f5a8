"""Reads a whole pack, or refuses it with everything that is wrong with it."""

import re
from pathlib import Path

from safety_site.council import PACKS_DIR
from safety_site.packs import (
    checks,
    community_checks,
    documents,
    examples,
    prose,
    routing_checks,
)
from safety_site.packs.answers_schema import Theme, Webinar
from safety_site.packs.community_schema import Channel, Count, Opportunity, WardTeam
from safety_site.packs.faults import Fault, PackFaults
from safety_site.packs.pack import Pack
from safety_site.packs.risk_schema import RiskFactor, RiskLevel
from safety_site.packs.routing_schema import Priority, Rule, Unknown
from safety_site.packs.schema import (
    Category,
    Handover,
    Identity,
    Neighbour,
    Organisation,
    Police,
    SupportPage,
    Team,
    Ward,
)
from safety_site.packs.tables import FILES, OPTIONAL_FILES, Reading

ROUTING_FILES = {"categories.toml", "routing.toml", "teams.toml", "wards.toml"}
BUILT_IN = re.compile(r"[\w-]+")


def folder(name: str) -> Path:
    """Return the folder of a pack: that of a built-in pack's name, or the path itself."""
    built_in = PACKS_DIR / name
    return built_in if BUILT_IN.fullmatch(name) and _is_folder(built_in) else Path(name)


def read(path: Path) -> Pack:
    """Return the pack in a folder. Raises PackFaults with all that is wrong with it."""
    if not _is_folder(path):
        sentence = "There is no such folder. Give the name or the folder of a pack."
        raise PackFaults([Fault(str(path), 1, sentence)])
    reading = Reading(path)
    for name, shape in FILES.items():
        reading.read_toml(name, shape)
    for name, shape in OPTIONAL_FILES.items():
        if (path / name).exists():
            reading.read_toml(name, shape)
    documents.read_answers(reading)
    documents.read_mails(reading)
    # A rule that could not be read may be the default that would seem to be missing.
    sound = not {fault.file for fault in reading.faults} & ROUTING_FILES
    reading.faults += [
        *checks.check(reading),
        *community_checks.check(reading),
        *examples.check(reading),
        *routing_checks.check(reading),
        *prose.check(reading),
    ]
    if sound:
        reading.faults += routing_checks.check_whole(_pack(reading))
    if reading.faults:
        raise PackFaults(reading.faults)
    examples.give(reading)
    return _pack(reading)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # such as a name that is too long
        return False


def _pack(reading: Reading) -> Pack:
    def all_of(model) -> tuple:
        return tuple(reading.all(model))

    def only(model):
        return next(iter(reading.all(model)), None)  # none only where faults stand

    return Pack(
        council=only(Identity),
        police=only(Police),
        organisations=all_of(Organisation),
        teams=all_of(Team),
        handovers=all_of(Handover),
        categories=all_of(Category),
        priorities=all_of(Priority),
        unknown=all_of(Unknown),
        rules=all_of(Rule),
        risk_factors=all_of(RiskFactor),
        risk_levels=all_of(RiskLevel),
        wards=all_of(Ward),
        neighbours=all_of(Neighbour),
        support=all_of(SupportPage),
        webinars=all_of(Webinar),
        themes=all_of(Theme),
        topics=tuple(reading.topics),
        channels=all_of(Channel),
        opportunities=all_of(Opportunity),
        counts=all_of(Count),
        ward_teams=all_of(WardTeam),
        mails=tuple(reading.mails),
    )
