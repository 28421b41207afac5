"""Units of quantity: classes that are never added across, exact integers inside a class.

A harmonised quantity is held as a whole number of the class's base unit, so that sums are
exact and do not depend on the order of adding or on the database. Factors inside a class are
definitions (SI; international avoirdupois; US and imperial gallon); no factor crosses classes.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class UnitClass:
    """A family of units that may be added: its key, the unit shown, base units per unit shown."""

    key: str
    unit: str
    name: str
    base_per_unit: int
    ceiling: int
    """A single line above this many units shown is flagged as implausible (our rule, a screen)."""


UNIT_CLASSES = {
    c.key: c
    for c in (
        UnitClass(key="mass", unit="kg", name="Mass", base_per_unit=10**9, ceiling=100_000),
        UnitClass(key="volume", unit="l", name="Volume", base_per_unit=10**6, ceiling=10_000_000),
        UnitClass(key="pieces", unit="pieces", name="Pieces", base_per_unit=1000, ceiling=100_000_000),
        UnitClass(key="tablets", unit="tablets", name="Tablets", base_per_unit=1000, ceiling=100_000_000),
        UnitClass(key="doses", unit="doses", name="Doses", base_per_unit=1000, ceiling=100_000_000),
        UnitClass(key="sticks", unit="sticks", name="Sticks", base_per_unit=1000, ceiling=1_000_000_000),
        UnitClass(key="plants", unit="plants", name="Plants", base_per_unit=1000, ceiling=100_000_000),
        UnitClass(key="area", unit="ha", name="Area", base_per_unit=10**4, ceiling=10_000),
        UnitClass(key="packages", unit="packages", name="Packages", base_per_unit=1000, ceiling=10_000_000),
    )
}

BULK_GOODS = frozenset({"coca-plant", "opium-poppy", "precursors", "khat", "cannabis", "fuel", "waste", "food"})
"""Goods (or groups) that move by the shipload: their ceiling is a hundred times higher."""
BULK_FACTOR = 100

_POUND = Decimal("0.45359237")

UNITS: dict[str, tuple[str, Decimal]] = {
    "kilogram": ("mass", Decimal(1)),
    "gram": ("mass", Decimal("0.001")),
    "milligram": ("mass", Decimal("0.000001")),
    "microgram": ("mass", Decimal("0.000000001")),
    "ton": ("mass", Decimal(1000)),
    "ounce": ("mass", _POUND / 16),
    "viss": ("mass", Decimal("1.63293")),
    "100 gram": ("mass", Decimal("0.1")),
    "block (350gr)": ("mass", Decimal("0.35")),
    "paper (1/10 gm)": ("mass", Decimal("0.0001")),
    "litre": ("volume", Decimal(1)),
    "millilitre": ("volume", Decimal("0.001")),
    "cc": ("volume", Decimal("0.001")),
    "cubic centimeter": ("volume", Decimal("0.001")),
    "gallons (us, liquid)": ("volume", Decimal("3.785411784")),
    "gallons (uk)": ("volume", Decimal("4.54609")),
    "unit": ("pieces", Decimal(1)),
    "piece": ("pieces", Decimal(1)),
    "hundred of units": ("pieces", Decimal(100)),
    "joint": ("pieces", Decimal(1)),
    "tablet": ("tablets", Decimal(1)),
    "pill": ("tablets", Decimal(1)),
    "capsule": ("tablets", Decimal(1)),
    "thousand of tablets": ("tablets", Decimal(1000)),
    "dose": ("doses", Decimal(1)),
    "thousand of doses": ("doses", Decimal(1000)),
    "injection": ("doses", Decimal(1)),
    "blotting paper": ("doses", Decimal(1)),
    "blotter": ("doses", Decimal(1)),
    "stamp": ("doses", Decimal(1)),
    "trip": ("doses", Decimal(1)),
    "stick": ("sticks", Decimal(1)),
    "plants": ("plants", Decimal(1)),
    "bush": ("plants", Decimal(1)),
    "hectars": ("area", Decimal(1)),
    "acres": ("area", Decimal("0.40468564224")),
    "bottles": ("packages", Decimal(1)),
    "ampoule": ("packages", Decimal(1)),
    "vials": ("packages", Decimal(1)),
    "flacons": ("packages", Decimal(1)),
    "packages": ("packages", Decimal(1)),
}
"""Unit as reported (lower case) → class and factor to the unit shown of that class."""


def base_factor(unit_reported: str) -> tuple[str, Decimal] | None:
    """Class and base units per one reported unit, or None for a unit that we do not know."""
    found = UNITS.get(unit_reported.strip().lower())
    if found is None:
        return None
    key, factor = found
    return key, factor * UNIT_CLASSES[key].base_per_unit


def ceiling_base(unit_class: str, goods: str, group: str) -> int:
    """The largest plausible single line in base units of the class (a screen, not a verdict)."""
    kind = UNIT_CLASSES[unit_class]
    bulk = BULK_FACTOR if goods in BULK_GOODS or group in BULK_GOODS else 1
    return kind.ceiling * kind.base_per_unit * bulk
