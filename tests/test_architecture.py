"""The house keeps its shape: which part may know which, and what no file may hold."""

import ast
import re
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
APPS = ("places", "reporting", "faq", "community")  # each may use those before it
# Of safety_site, for every app.
SHARED = {"bounces", "brand", "content_admin", "council", "gds", "log_admin", "mailing", "markdown"}
SHARED |= {"chosen_rows", "public_pages", "typed_keys"}
OWN_CODE = (
    "community",
    "faq",
    "places",
    "reporting",
    "safety_site",
    "scripts",
    "static",
    "templates",
    "tests",
)

# Inside an app a module may use its own layer and those below; what is not named is in the middle.
PURE, MODELS, MIDDLE, TOP = range(4)
LAYERS = {"models": MODELS, "admin": TOP, "feeds": TOP, "management": TOP, "sitemaps": TOP}
LAYERS |= {
    "templatetags": TOP,
    "action_views": TOP,
    "asked_views": TOP,
    "asking_views": TOP,
    "feedback_views": TOP,
    "following_urls": TOP,
    "following_views": TOP,
    "crime_views": TOP,
    "get_involved_urls": TOP,
    "get_involved_views": TOP,
    "help_views": TOP,
    "leave_views": TOP,
    "meeting_views": TOP,
    "nearby_views": TOP,
    "newsletter_urls": TOP,
    "newsletter_views": TOP,
    "urls": TOP,
    "case_review_start": TOP,
    "complaint_views": TOP,
    "support_urls": TOP,
    "photo_views": TOP,
    "track_view": TOP,
    "ward_urls": TOP,
    "ward_views": TOP,
    "support_views": TOP,
    "views": TOP,
}

PURE_FILES = PROJECT["tool"]["mypy"]["files"]
PURE_MODULES = {name.removesuffix(".py").replace("/", ".") for name in PURE_FILES}


def files(*suffixes, folders=OWN_CODE):
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*"))]
    built = ROOT / "static" / "dist"
    return [path for path in paths if path.suffix in suffixes and built not in path.parents]


def named(path):
    return str(path.relative_to(ROOT))


def module_name(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def modules():
    paths = files(".py", folders=(*APPS, "safety_site"))
    return {module_name(path): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def imports(tree):
    """Name every module that a module imports, ours to the file, others as they stand."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            deeper = {f"{node.module}.{alias.name}" for alias in node.names}
            found.update(deeper & modules().keys() or {node.module})
    return found


def pairs():
    """Yield each import of one of our modules by another."""
    for name, tree in modules().items():
        for used in imports(tree):
            if used.split(".")[0] in (*APPS, "safety_site"):
                yield name, used


def layer(name):
    if name in PURE_MODULES:
        return PURE
    return next((LAYERS[part] for part in name.split(".") if part in LAYERS), MIDDLE)


def test_apps_use_only_apps_that_stand_below_them():
    wrong = [
        f"{name} uses {used}"
        for name, used in pairs()
        if (app := name.split(".")[0]) in APPS
        and (other := used.split(".")[0]) in APPS
        and APPS.index(other) > APPS.index(app)
    ]
    assert wrong == []


def test_apps_use_of_the_project_only_what_knows_no_app():
    wrong = [
        f"{name} uses {used}"
        for name, used in pairs()
        if used.startswith("safety_site.")
        and (name.split(".")[0] in APPS or name.removeprefix("safety_site.") in SHARED)
        and used.split(".")[1] not in SHARED
    ]
    wrong += [
        f"{name} uses {used}"
        for name, used in pairs()
        if name.removeprefix("safety_site.") in SHARED and used.split(".")[0] in APPS
    ]
    assert wrong == []


def test_modules_of_an_app_use_only_layers_that_stand_below_them():
    wrong = [
        f"{name} uses {used}"
        for name, used in pairs()
        if name.split(".")[0] == used.split(".")[0] != "safety_site" and layer(name) < layer(used)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", sorted(PURE_MODULES))
def test_pure_modules_know_the_standard_library_and_each_other_only(name):
    used = imports(modules()[name])
    foreign = {other for other in used if other.split(".")[0] not in sys.stdlib_module_names}
    assert foreign <= PURE_MODULES


@pytest.mark.parametrize("name", sorted(PURE_MODULES))
def test_pure_modules_are_told_the_time_and_never_look_at_a_clock(name):
    called = {
        node.func.attr
        for node in ast.walk(modules()[name])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert called.isdisjoint({"now", "today", "utcnow", "localtime", "time_ns"})
    assert "time" not in imports(modules()[name])


def test_signals_are_used_for_nothing_but_the_freshness_of_public_pages():
    users = {
        name
        for name, tree in modules().items()
        if any("signals" in used or used == "django.dispatch" for used in imports(tree))
    }
    assert users <= {"safety_site.public_pages"}


def test_no_file_is_longer_than_three_hundred_lines():
    kinds = (".py", ".html", ".js", ".mjs", ".scss")
    long = {
        named(path): lines
        for path in files(*kinds)
        if "migrations" not in path.parts
        and (lines := path.read_text(encoding="utf-8").count("\n")) > 300
    }
    assert long == {}


INLINE = {
    "script": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*application/ld\+json)", re.IGNORECASE),
    "style": re.compile(r"<style|\sstyle\s*=", re.IGNORECASE),
    "event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "address of another host": re.compile(
        r"<(?:script|link|img|iframe)[^>]*(?:src|href)=.?https?:"
    ),
}


@pytest.mark.parametrize("kind", INLINE)
def test_templates_hold_nothing_that_the_content_security_policy_forbids(kind):
    found = [
        named(path)
        for path in files(".html", folders=(*APPS, "safety_site", "templates"))
        if INLINE[kind].search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_dependency_says_why_it_is_there_and_is_pinned():
    project = PROJECT["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    pinned = {
        re.split("==", line)[0].lower().replace("_", "-")
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    }
    for dependency in wanted:
        reason = [line for line in lines if f'"{dependency}"' in line and "# " in line]
        assert reason, f"{dependency} has no comment"
        assert re.split(r"[\[<>=!~;]", dependency)[0].lower() in pinned


def test_the_lock_file_names_no_registry():
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
