"""The columns of our own template: what each is for (reference/template_columns.csv), and the codes it takes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import cache

from data_access.reference import tables as reference
from domain.codes import AGENCY_KINDS, ILLICIT_REASONS, ROLE_CERTAINTY, VALUATIONS
from domain.dimensions import MULTIPLE, OTHER, UNKNOWN
from domain.incidents.vocabulary import CONCEALMENTS, FOUND_AT, SOURCE_TYPES
from domain.messages import N_, Message, joined, message
from domain.units import UNIT_CLASSES, UNITS, base_factor

PLACE_PRECISIONS = {
    "exact": N_("The exact place"),
    "place": N_("The town, port or crossing"),
    "admin1": N_("The middle of the division"),
    "country": N_("The middle of the country"),
}
"""What coordinates stand for."""
PSEUDO = {UNKNOWN: N_("Reported as unknown"), OTHER: N_("Other"), MULTIPLE: N_("Several countries")}
"""What may stand in a role instead of a country."""
_GUARDED = re.compile("'*(?:[ \t\r\n\u00a0]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of the template.

    `part`: event or line. `purpose`: report (what a reporter fills in) or export (what our own exports add, so that
    they can be read again without loss). `words_of`: the column whose words it holds; without it, the words are the
    cell of that column. `codes`: name of its list of codes, or ''. `row_1`, `row_2`: the invented examples.
    """

    name: str
    part: str
    purpose: str
    kind: str
    codes: str
    required: str
    field: str
    words_of: str
    what: str
    format: str
    example: str
    row_1: str
    row_2: str


@cache
def columns() -> tuple[Column, ...]:
    """All columns in their order."""
    return tuple(Column(**row) for row in reference.read("template_columns").to_dicts())


@cache
def codes(name: str) -> dict[str, str]:
    """The codes of a list, each with its words."""
    lists: dict[str, Callable[[], dict[str, str]]] = {
        "places": lambda: reference.names("places") | {UNKNOWN: PSEUDO[UNKNOWN]},
        "roles": lambda: reference.names("places") | PSEUDO,
        "modes": lambda: reference.names("modes") | {UNKNOWN: PSEUDO[UNKNOWN]},
        "goods": lambda: reference.names("goods"),
        "agency_kinds": lambda: _words(AGENCY_KINDS),
        "illicit": lambda: _words(ILLICIT_REASONS),
        "valuations": lambda: _words(VALUATIONS),
        "place_precision": lambda: PLACE_PRECISIONS,
        "certainty": lambda: ROLE_CERTAINTY,
        "units": _units,
        "contributors": lambda: _words(SOURCE_TYPES),
        "found_at": lambda: _words(FOUND_AT),
        "concealments": lambda: _words(CONCEALMENTS),
        "yesno": lambda: {"yes": "Yes", "no": "No"},
    }
    return lists[name]()


def guard(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe in front where it could. `unguard` undoes it."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguard(text: str) -> str:
    """The text before `guard`."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text


def known_unit(word: str) -> tuple[str, Decimal] | None:
    """Class and base units per unit of a shown unit (kg) or of any word that we know (kilogram)."""
    shown = _shown_units().get(word.casefold())
    return (shown, Decimal(UNIT_CLASSES[shown].base_per_unit)) if shown else base_factor(word)


def shown_unit(unit_class: str) -> str:
    """The word under which an export names a class: its unit, or its key where another class has the same unit."""
    unit = UNIT_CLASSES[unit_class].unit
    return unit if _shown_units().get(unit.casefold()) == unit_class else unit_class


@cache
def _shown_units() -> dict[str, str]:
    return {key: key for key in UNIT_CLASSES} | {c.unit.casefold(): key for key, c in UNIT_CLASSES.items()}


def _units() -> dict[str, str]:
    words = {c.unit: f"{c.name}: the unit shown" for c in UNIT_CLASSES.values()}
    return words | {w: UNIT_CLASSES[c].name for w, (c, _) in UNITS.items() if w not in words}


def _words(listed: dict[str, str]) -> dict[str, str]:
    return {code: words for code, words in listed.items() if code}


def with_nearest(fault: Message, word: str, known: list[str]) -> Message:
    """What is wrong with a word, and what was meant if something like it is known: '…. Did you mean 'kilogram'?'"""
    found = get_close_matches(word.casefold(), [k.casefold() for k in known], n=1, cutoff=0.6)
    if not found:
        return fault
    meant = next(k for k in known if k.casefold() == found[0])
    return joined([fault, message("Did you mean '{word}'?", word=meant)], " ")
