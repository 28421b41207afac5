from decimal import Decimal

import pytest

from domain.units import UNIT_CLASSES, UNITS, base_factor


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_every_unit_belongs_to_a_class(unit):
    found = base_factor(unit.upper())
    assert found is not None and found[0] in UNIT_CLASSES and found[1] > 0


@pytest.mark.parametrize(
    ("unit", "base"),
    [
        ("Kilogram", 10**9),
        ("Gram", 10**6),
        ("Ounce", Decimal("28349523.125")),
        ("Gallons (US, liquid)", Decimal("3785411.784")),
    ],
)
def test_factors_are_the_definitions(unit, base):
    assert base_factor(unit)[1] == base


def test_an_unknown_unit_has_no_class():
    assert base_factor("bushel of hay") is None
