"""Says in a sentence what the schema found wrong with a table, and what to do."""

from collections.abc import Mapping
from inspect import isclass
from typing import get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from safety_site.packs.entry import Entry
from safety_site.packs.faults import Fault, meant
from safety_site.packs.source import Source
from safety_site.packs.toml_lines import Path

_KINDS_OF_VALUE = {
    "string_type": "text in quotation marks",
    "bool_type": "true or false, without quotation marks",
    "int_type": "a whole number, without quotation marks",
    "int_from_float": "a whole number",
    "float_type": "a number such as 51.58, without quotation marks",
    "finite_number": "a number such as 51.58",
    "list_type": "a list in square brackets",
    "dict_type": "a table of keys and values",
    "model_type": "a table of keys and values",
    "date_type": "a date such as 2026-04-30, without quotation marks",
    "date_from_datetime_inexact": "a date without a time, such as 2026-04-30",
}


def faults_of(
    error: ValidationError, model: type[Entry], raw: Mapping, source: Source, path: Path
) -> list[Fault]:
    """Turn what the schema found into faults, each at its line."""
    return [
        source.fault((*path, *details["loc"]), _sentence(details, model, raw))
        for details in error.errors(include_url=False)
    ]


def _sentence(details: ErrorDetails, model: type[Entry], raw: Mapping) -> str:
    model, table, keys = _innermost(model, raw, details["loc"])
    name = table.get(model.name_key)
    owner = f"The {model.noun} “{name}”" if isinstance(name, str) else f"The {model.noun}"
    key = f"“{keys[0]}”" + "".join(
        f" (item {part + 1})" if isinstance(part, int) else f" (“{part}”)" for part in keys[1:]
    )
    match details["type"]:
        case "missing":
            return f"{owner} needs {key}. Add it."
        case "extra_forbidden":
            known = {field.alias or name for name, field in model.model_fields.items()}
            return f"{owner} has {key}, which is not a key here.{meant(keys[-1], known)}"
    return f"{owner}: {key} {_reason(details)}"


def _innermost(model: type[Entry], raw: Mapping, loc: Path) -> tuple[type[Entry], Mapping, Path]:
    """Follow a place down to the last table on its way, and the keys that are left."""
    while True:
        inner = _table_in(model, loc[0])
        depth = 2 if len(loc) > 1 and isinstance(loc[1], int) else 1
        if inner is None or len(loc) <= depth:
            return model, raw, loc
        for part in loc[:depth]:
            raw = raw[part]
        model, loc = inner, loc[depth:]


def _table_in(model: type[Entry], key: str) -> type[Entry] | None:
    """The kind of table that stands under a key, alone or in a list."""
    field = model.model_fields.get(key)
    inside = (field.annotation, *get_args(field.annotation)) if field else ()
    return next((kind for kind in inside if isclass(kind) and issubclass(kind, Entry)), None)


def _reason(details: ErrorDetails) -> str:
    context = details.get("ctx", {})
    match details["type"]:
        case kind if kind in _KINDS_OF_VALUE:
            return f"must be {_KINDS_OF_VALUE[kind]}."
        case "value_error":
            return str(context["error"])
        case "literal_error":
            choices = context["expected"].replace("'", "")
            return f"must be {choices}."
        case "string_too_long":
            most, length = context["max_length"], len(details["input"])
            return f"has {length} characters, and there is room for {most}. Shorten it."
        case "too_short":
            return f"must hold at least {context['min_length']}."
        case "greater_than_equal":
            return f"must be at least {context['ge']:g}."
        case "less_than_equal":
            return f"must be at most {context['le']:g}."
    return f"is not right: {details['msg']}."
