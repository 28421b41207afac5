"""Units of quantity: classes that are never added across, exact integers inside a class.

A harmonised quantity is kept as a whole number of the class's base unit, so that sums are
exact and do not depend on the order of adding or on the database. Factors inside a class are
definitions (SI; international avoirdupois; US and imperial gallon); no factor crosses classes
(estimates that do are apart, and off unless asked for: analysis/estimates.py). An amount that is
no whole number of base units is rounded half to even, and `InBase.exact` says so.
"""

from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from domain.errors import UsageError
from domain.messages import N_, Message, joined, message, packed


@dataclass(frozen=True, kw_only=True)
class UnitClass:
    """A family of units that may be added: its key, the unit shown, base units per unit shown."""

    key: str
    unit: str
    name: str
    base_per_unit: int
    ceiling: int
    """A single line above this many units shown is flagged as implausible (our rule, a screen)."""
    base: str = "1/1000"
    """What a base unit is called; '1/1000' is a thousandth of the unit shown."""


UNIT_CLASSES = {
    c.key: c
    for c in (
        UnitClass(key="mass", unit=N_("kg"), name=N_("Mass"), base_per_unit=10**9, ceiling=100_000, base="µg"),
        UnitClass(key="volume", unit=N_("l"), name=N_("Volume"), base_per_unit=10**6, ceiling=10_000_000, base="µl"),
        UnitClass(key="pieces", unit=N_("pieces"), name=N_("Pieces"), base_per_unit=1000, ceiling=100_000_000),
        UnitClass(key="tablets", unit=N_("tablets"), name=N_("Tablets"), base_per_unit=1000, ceiling=100_000_000),
        UnitClass(key="doses", unit=N_("doses"), name=N_("Doses"), base_per_unit=1000, ceiling=100_000_000),
        UnitClass(key="sticks", unit=N_("sticks"), name=N_("Sticks"), base_per_unit=1000, ceiling=1_000_000_000),
        UnitClass(key="plants", unit=N_("plants"), name=N_("Plants"), base_per_unit=1000, ceiling=100_000_000),
        UnitClass(key="area", unit=N_("ha"), name=N_("Area"), base_per_unit=10**4, ceiling=10_000, base="m²"),
        UnitClass(key="packages", unit=N_("packages"), name=N_("Packages"), base_per_unit=1000, ceiling=10_000_000),
        UnitClass(key="length", unit=N_("m"), name=N_("Length"), base_per_unit=1000, ceiling=1_000_000, base="mm"),
        UnitClass(key="pairs", unit=N_("pairs"), name=N_("Pairs"), base_per_unit=1000, ceiling=100_000_000),
        UnitClass(
            key="mass-equivalent",
            unit=N_("kg equivalent"),
            name=N_("Mass, converted by the source"),
            base_per_unit=10**9,
            ceiling=10**9,
            base="µg",
        ),
        UnitClass(
            key="rounds", unit=N_("rounds"), name=N_("Rounds of ammunition"), base_per_unit=1000, ceiling=100_000_000
        ),
    )
}
"""A pair is not two pieces: it is not reported whether shoes or pairs were counted. Mass converted by the source
(UNODC's kg equivalent) holds tablets and litres too, so it is never added to weighed kilograms."""

BULK_GOODS = frozenset({"coca-plant", "opium-poppy", "precursors", "khat", "cannabis", "fuel", "waste", "food"})
"""Goods (or groups) that move by the shipload: their ceiling is a hundred times higher."""
BULK_FACTOR = 100

_POUND = Decimal("0.45359237")
_US_GALLON = Decimal("3.785411784")

UNITS: dict[str, tuple[str, Decimal]] = {  # untranslated
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
    "hectogram": ("mass", Decimal("0.1")),
    "decagram": ("mass", Decimal("0.01")),
    "tonne": ("mass", Decimal(1000)),
    "quintal (metric)": ("mass", Decimal(100)),
    "quintal (100 lb)": ("mass", _POUND * 100),
    "short ton": ("mass", _POUND * 2000),
    "long ton": ("mass", _POUND * 2240),
    "stone": ("mass", _POUND * 14),
    "pound": ("mass", _POUND),
    "metric pound": ("mass", Decimal("0.5")),
    "troy ounce": ("mass", _POUND * 480 / 7000),
    "grain": ("mass", _POUND / 7000),
    "tola": ("mass", _POUND * 180 / 7000),
    "carat": ("mass", Decimal("0.0002")),
    "litre": ("volume", Decimal(1)),
    "hectolitre": ("volume", Decimal(100)),
    "decilitre": ("volume", Decimal("0.1")),
    "centilitre": ("volume", Decimal("0.01")),
    "microlitre": ("volume", Decimal("0.000001")),
    "cubic metre": ("volume", Decimal(1000)),
    "cubic foot": ("volume", Decimal("28.316846592")),
    "fluid ounce (us)": ("volume", _US_GALLON / 128),
    "fluid ounce (uk)": ("volume", Decimal("0.0284130625")),
    "barrel of oil": ("volume", _US_GALLON * 42),
    "millilitre": ("volume", Decimal("0.001")),
    "cc": ("volume", Decimal("0.001")),
    "cubic centimeter": ("volume", Decimal("0.001")),
    "gallons (us, liquid)": ("volume", _US_GALLON),
    "gallons (uk)": ("volume", Decimal("4.54609")),
    "unit": ("pieces", Decimal(1)),
    "piece": ("pieces", Decimal(1)),
    "hundred of units": ("pieces", Decimal(100)),
    "thousand of units": ("pieces", Decimal(1000)),
    "dozen": ("pieces", Decimal(12)),
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
    "thousand sticks": ("sticks", Decimal(1000)),
    "million sticks": ("sticks", Decimal(1_000_000)),
    "pack of 10 cigarettes": ("sticks", Decimal(10)),
    "pack of 20 cigarettes": ("sticks", Decimal(20)),
    "carton of 200 cigarettes": ("sticks", Decimal(200)),
    "master case of 10,000 cigarettes": ("sticks", Decimal(10_000)),
    "plants": ("plants", Decimal(1)),
    "bush": ("plants", Decimal(1)),
    "hectars": ("area", Decimal(1)),
    "acres": ("area", Decimal("0.40468564224")),
    "square kilometre": ("area", Decimal(100)),
    "square metre": ("area", Decimal("0.0001")),
    "bottles": ("packages", Decimal(1)),
    "ampoule": ("packages", Decimal(1)),
    "vials": ("packages", Decimal(1)),
    "flacons": ("packages", Decimal(1)),
    "packages": ("packages", Decimal(1)),
    "pair": ("pairs", Decimal(1)),
    "round": ("rounds", Decimal(1)),
    "metre": ("length", Decimal(1)),
    "kilometre": ("length", Decimal(1000)),
    "centimetre": ("length", Decimal("0.01")),
    "millimetre": ("length", Decimal("0.001")),
    "inch": ("length", Decimal("0.0254")),
    "foot": ("length", Decimal("0.3048")),
    "yard": ("length", Decimal("0.9144")),
    "kg equivalent": ("mass-equivalent", Decimal(1)),
}
"""Unit as reported (lower case) → class and factor to the unit shown of it. See data_access/harmonise/units.py."""

_AVOIRDUPOIS = N_("international avoirdupois")
_AS_NAMED = N_("as many as its name says")
AUTHORITY = {  # untranslated
    **dict.fromkeys(("pound", "ounce", "stone", "short ton", "long ton", "grain", "quintal (100 lb)"), _AVOIRDUPOIS),
    "troy ounce": N_("480 grains, international"),
    "tola": N_("180 grains, British India"),
    "viss": N_("Myanmar, by convention"),
    "ton": N_("metric ton, as UNODC writes it"),
    "carat": N_("metric carat"),
    **dict.fromkeys(("gallons (us, liquid)", "fluid ounce (us)"), N_("US gallon of 231 cubic inches")),
    **dict.fromkeys(("gallons (uk)", "fluid ounce (uk)"), N_("imperial gallon")),
    "barrel of oil": N_("42 US gallons"),
    **dict.fromkeys(("inch", "foot", "yard", "cubic foot", "acres"), N_("international foot")),
    **dict.fromkeys(("pill", "capsule"), N_("counted alike")),
    **dict.fromkeys(("injection", "blotting paper", "blotter", "stamp", "trip"), N_("taken as one dose")),
    **dict.fromkeys(("100 gram", "block (350gr)", "paper (1/10 gm)"), _AS_NAMED),
}
"""Whose definition a factor is, where SI or plain counting does not say it."""

_SHORT = {  # untranslated
    **{"pound": "lb", "ounce": "oz", "gram": "g", "milligram": "mg", "microgram": "µg", "tonne": "t"},
    **{"millilitre": "ml", "square metre": "m²", "cubic metre": "m³", "centimetre": "cm", "millimetre": "mm"},
    **{"gallons (us, liquid)": "US gallon", "gallons (uk)": "imperial gallon", "acres": "acre"},
    **{"bottles": "bottle", "vials": "vial", "flacons": "flacon", "100 gram": "lot of 100 gram"},
}
_ITSELF = frozenset(
    ("kilogram", "litre", "hectars", "metre", "unit", "piece", "tablet", "dose", "stick", "pair", "round")
)
_DIGITS = Context(prec=40)
_LARGEST_EXPONENT = 60
_LARGEST_BASE = 2**63 - 1


@dataclass(frozen=True, kw_only=True)
class InBase:
    """An amount in base units of its class. `exact` is false where a part of a base unit was rounded half to even."""

    unit_class: str
    base: int
    exact: bool

    def __add__(self, other: "InBase") -> "InBase":
        """The sum inside a class. Raises UsageError across classes."""
        if self.unit_class != other.unit_class:
            raise UsageError(
                "Quantities of unlike units are never added: {unit_class} and {unit_class_2}.",
                unit_class=self.unit_class,
                unit_class_2=other.unit_class,
            )
        return InBase(unit_class=self.unit_class, base=self.base + other.base, exact=self.exact and other.exact)


def base_factor(unit_reported: str) -> tuple[str, Decimal] | None:
    """Class and base units per one reported unit, or None for a unit that we do not know."""
    found = UNITS.get(unit_reported.strip().lower())
    if found is None:
        return None
    key, factor = found
    return key, factor * UNIT_CLASSES[key].base_per_unit


def to_base(amount: Decimal, unit: str) -> InBase | None:
    """The amount in base units; None for a unit that we do not know. Raises UsageError for what is no finite number."""
    if (found := UNITS.get(_key(unit))) is None:
        return None
    unit_class, factor = found
    exact = _fraction(amount) * Fraction(factor) * UNIT_CLASSES[unit_class].base_per_unit
    return InBase(unit_class=unit_class, base=round(exact), exact=exact.denominator == 1)


def from_base(base: int, unit: str) -> Decimal:
    """Base units in a unit of the same class, to 40 digits. Raises UsageError for a unit that we do not know."""
    unit_class, factor = _known(unit)
    return _decimal(Fraction(base) / (Fraction(factor) * UNIT_CLASSES[unit_class].base_per_unit))


def convert(amount: Decimal, unit: str, to: str) -> Decimal:
    """The amount in another unit of the same class, to 40 digits. Raises UsageError across classes, always."""
    (own, factor), (other, per) = _known(unit), _known(to)
    if own != other:
        raise UsageError(
            "'{unit}' ({own}) and '{to}' ({other}) measure different things: no factor is exact.",
            unit=unit,
            own=own,
            to=to,
            other=other,
        )
    return _decimal(_fraction(amount) * Fraction(factor) / Fraction(per))


def factor_text(unit: str) -> str:
    """How a unit is harmonised, a packed message: '1 lb = 0.45359237 kg (international avoirdupois)'.

    '' for the unit shown itself. Where one of the unit is no whole number of base units the text says to what amounts
    are rounded.
    Raises UsageError for a unit that we do not know.
    """
    key = _key(unit)
    unit_class, factor = _known(unit)
    kind = UNIT_CLASSES[unit_class]
    if key in _ITSELF or key == kind.unit:
        return ""
    whole = Fraction(factor) * kind.base_per_unit
    shown = kind.unit.removesuffix("s") if factor == 1 else kind.unit
    equal = f"1 {_SHORT.get(key, key)} = {factor.normalize():f} {shown}"
    remarks = [message(AUTHORITY[key])] if key in AUTHORITY else []
    if whole.denominator != 1:
        remarks.append(message("rounded half to even to {units}", units=_base_words(kind)))
    return packed("{equal} ({remarks})", equal=equal, remarks=joined(remarks)) if remarks else equal


def _key(unit: str) -> str:
    return unit.strip().lower()


def _known(unit: str) -> tuple[str, Decimal]:
    if (found := UNITS.get(_key(unit))) is None:
        raise UsageError("'{unit}' is not a known unit.", unit=unit)
    return found


def _fraction(amount: Decimal) -> Fraction:
    """Exact. A huge exponent would fill the memory with digits: it is no quantity."""
    if not amount.is_finite() or abs(amount.adjusted()) > _LARGEST_EXPONENT or len(amount.as_tuple().digits) > 1000:
        raise UsageError("{amount} is not an amount.", amount=str(amount)[:40])
    return Fraction(amount)


def _decimal(value: Fraction) -> Decimal:
    return _DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))


def _base_words(kind: UnitClass) -> Message:
    if kind.base == "1/1000":
        return message("thousandths of {unit}", unit=message(kind.unit))
    return message("whole {unit}", unit=kind.base)


def ceiling_base(unit_class: str, goods: str, group: str) -> int:
    """The largest plausible single line in base units of the class (a screen, not a verdict)."""
    kind = UNIT_CLASSES[unit_class]
    bulk = BULK_FACTOR if goods in BULK_GOODS or group in BULK_GOODS else 1
    return min(kind.ceiling * kind.base_per_unit * bulk, _LARGEST_BASE)
