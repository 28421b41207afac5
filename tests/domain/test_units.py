from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import UsageError
from domain.units import (
    AUTHORITY,
    UNIT_CLASSES,
    UNITS,
    InBase,
    base_factor,
    ceiling_base,
    convert,
    factor_text,
    from_base,
    to_base,
)
from domain.words import ENGLISH

AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=6, allow_nan=False, allow_infinity=False)
NAMES = st.sampled_from(sorted(UNITS))
WHOLE = st.integers(min_value=0, max_value=2**63 - 1)


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
        ("Pound", 453_592_370),
        ("Short ton", Decimal("907184740000")),
        ("Long ton", Decimal("1016046908800")),
        ("Stone", Decimal("6350293180")),
        ("Troy ounce", Decimal("31103476.8")),
        ("Grain", Decimal("64798.91")),
        ("Tola", Decimal("11663803.8")),
        ("Barrel of oil", Decimal("158987294.928")),
        ("Fluid ounce (US)", Decimal("29573.5295625")),
        ("Acres", Decimal("4046.8564224")),
        ("Square metre", 1),
        ("Inch", Decimal("25.4")),
        ("Carton of 200 cigarettes", 200_000),
        ("kg equivalent", 10**9),
    ],
)
def test_factors_are_the_definitions(unit, base):
    assert base_factor(unit)[1] == base


def test_an_unknown_unit_has_no_class():
    assert base_factor("bushel of hay") is None
    assert to_base(Decimal(1), "bushel of hay") is None
    for asked in (
        lambda: from_base(1, "bushel of hay"),
        lambda: factor_text("bushel of hay"),
        lambda: convert(Decimal(1), "gram", "bushel of hay"),
    ):
        with pytest.raises(UsageError, match="bushel of hay"):
            asked()


def test_every_class_has_a_unit_of_factor_one_and_a_name_of_its_own():
    assert {key for key, factor in UNITS.values() if factor == 1} == set(UNIT_CLASSES)
    assert len({c.unit for c in UNIT_CLASSES.values()}) == len(UNIT_CLASSES)
    assert set(AUTHORITY) <= set(UNITS)


def test_a_name_of_a_unit_that_is_also_a_unit_shown_means_the_same():
    shown = {c.unit: c.key for c in UNIT_CLASSES.values()} | {key: key for key in UNIT_CLASSES}
    for word in set(shown) & set(UNITS):
        assert UNITS[word] == (shown[word], 1)


@given(NAMES, WHOLE)
def test_base_units_survive_every_unit_of_their_class(unit, base):
    shown = from_base(base, unit)
    assert to_base(shown, unit).base == base


@given(AMOUNTS, NAMES, st.data())
def test_amounts_survive_every_unit_of_their_class(amount, unit, data):
    alike = sorted(u for u, (key, _) in UNITS.items() if key == UNITS[unit][0])
    other = data.draw(st.sampled_from(alike))
    there = convert(amount, unit, other)
    assert abs(convert(there, other, unit) - amount) <= amount * Decimal("1e-35")
    assert abs(to_base(there, other).base - to_base(amount, unit).base) <= 1


@given(AMOUNTS, NAMES, NAMES)
def test_no_conversion_crosses_classes(amount, unit, other):
    if UNITS[unit][0] == UNITS[other][0]:
        assert convert(amount, unit, other) >= 0
        return
    with pytest.raises(UsageError, match="measure different things"):
        convert(amount, unit, other)
    with pytest.raises(UsageError, match="never added"):
        to_base(amount, unit) + to_base(amount, other)


@given(
    st.lists(st.tuples(AMOUNTS, st.sampled_from(["gram", "pound", "ounce", "tola", "tonne"])), min_size=1), st.data()
)
def test_sums_do_not_depend_on_the_order(lines, data):
    def added(some):
        total = InBase(unit_class="mass", base=0, exact=True)
        for amount, unit in some:
            total += to_base(amount, unit)
        return total

    assert added(lines) == added(data.draw(st.permutations(lines)))


@given(AMOUNTS, NAMES)
def test_exact_says_whether_something_was_rounded(amount, unit):
    found, (key, per) = to_base(amount, unit), base_factor(unit)
    true = Fraction(amount) * Fraction(per)
    assert found.unit_class == key and abs(found.base - true) <= Fraction(1, 2)
    assert found.exact == (found.base == true)


@pytest.mark.parametrize(("amount", "base"), [("0.5", 0), ("1.5", 2), ("2.5", 2), ("3", 3)])
def test_halves_are_rounded_to_even(amount, base):
    found = to_base(Decimal(amount), "square metre")
    assert (found.base, found.exact) == (base, amount == "3")


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1e999999", "1e-999999", "-Infinity"])
def test_what_is_no_amount_is_refused_at_once(amount):
    with pytest.raises(UsageError, match="not an amount"):
        to_base(Decimal(amount), "gram")
    with pytest.raises(UsageError, match="not an amount"):
        convert(Decimal(amount), "gram", "pound")


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("pound", "1 lb = 0.45359237 kg (international avoirdupois)"),
        ("Ounce", "1 oz = 0.028349523125 kg (international avoirdupois; rounded half to even to whole µg)"),
        ("gram", "1 g = 0.001 kg"),
        ("kilogram", ""),
        ("packages", ""),
        ("capsule", "1 capsule = 1 tablet (counted alike)"),
        ("carton of 200 cigarettes", "1 carton of 200 cigarettes = 200 sticks"),
        ("acres", "1 acre = 0.40468564224 ha (international foot; rounded half to even to whole m²)"),
    ],
)
def test_factors_are_told_in_words(unit, text):
    assert ENGLISH.unpacked(factor_text(unit)) == text


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_every_factor_in_words_tells_rounding_where_there_is_any(unit):
    whole = base_factor(unit)[1]
    assert ("rounded" in factor_text(unit)) == (whole != whole.to_integral_value())


@pytest.mark.parametrize("unit_class", sorted(UNIT_CLASSES))
@pytest.mark.parametrize("goods", ["cannabis", "heroin"])
def test_every_ceiling_fits_the_store(unit_class, goods):
    assert 0 < ceiling_base(unit_class, goods, "drugs") <= 2**63 - 1
