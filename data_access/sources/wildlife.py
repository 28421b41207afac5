"""What the sources on wildlife trade share: ISO alpha-2 countries, units of specimens, and kinds of goods by taxon."""

from decimal import Decimal
from functools import cache

import polars as pl

from data_access.reference import tables as reference
from domain.dimensions import EMPTY, MULTIPLE, OTHER, UNKNOWN
from domain.units import UNIT_CLASSES

LARGEST = 2**63 - 1
"""The largest number of base units that the store can hold."""
SPECIAL = {"": EMPTY, "XX": UNKNOWN, "XV": MULTIPLE, "ZZ": OTHER, "SU": OTHER, "YU": OTHER, "CS": OTHER, "DD": OTHER}
RENAMED = {"BU": "MMR", "TP": "TLS", "ZR": "COD", "XK": "XKX", "KV": "XKX"}
_PIECES, _PACKS = ("pieces", Decimal(1)), ("packages", Decimal(1))
UNITS: dict[str, tuple[str, Decimal]] = {
    **dict.fromkeys(("", "number of specimens", "specimens", "pieces", "items"), _PIECES),
    "kg": ("mass", Decimal(1)),
    "g": ("mass", Decimal("0.001")),
    "mg": ("mass", Decimal("0.000001")),
    "microgrammes": ("mass", Decimal("0.000000001")),
    "l": ("volume", Decimal(1)),
    "ml": ("volume", Decimal("0.001")),
    "cm3": ("volume", Decimal("0.001")),
    "m3": ("volume", Decimal(1000)),
    "m2": ("area", Decimal("0.0001")),
    **dict.fromkeys(("bags", "bottles", "boxes", "cans", "cartons", "cases", "flasks"), _PACKS),
}
"""Unit as reported (lower case) → class and exact factor to the unit shown of that class."""


def wildlife_goods(lineage: dict[str, str], term: str) -> str:
    """Code of goods by class, order, family and genus (any may be absent) and CITES term; 'wildlife' if no rule fits.

    The first rule of reference/cites_terms.csv that fits counts.
    """
    names = {level: name.strip().casefold() for level, name in lineage.items()} | {"any": ""}
    wanted = term.strip().casefold()
    for level, name, terms, goods in _rules():
        if names.get(level, "-") == name and (not terms or wanted in terms):
            return goods
    return "wildlife"


def country_code(code: str) -> str | None:
    """Our code of an ISO 3166-1 alpha-2 code as CITES and LEMIS use them; None if it is none."""
    text = code.strip().upper()
    return SPECIAL.get(text, RENAMED.get(text, _alpha2().get(text)))


def exact_base(amount: Decimal, unit_class: str, factor: Decimal) -> int:
    """Base units of an amount whose unit is `factor` shown units of the class; parts of a base unit are rounded."""
    return int((amount * factor * UNIT_CLASSES[unit_class].base_per_unit).to_integral_value())


def plain(number: Decimal) -> str:
    """A number without exponent or trailing zeros."""
    return f"{number.normalize():f}"


@cache
def _rules() -> list[tuple[str, str, frozenset[str], str]]:
    table = reference.read("cites_terms").select("level", "name", "terms", "goods")
    return [(level, name, frozenset(filter(None, terms.split("|"))), g) for level, name, terms, g in table.iter_rows()]


@cache
def _alpha2() -> dict[str, str]:
    return dict(reference.places().filter(pl.col("alpha2") != "").select("alpha2", "code").iter_rows())
