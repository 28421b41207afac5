from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.harmonise.units import (
    AMBIGUOUS,
    EXACT,
    cross_factors,
    find_unit,
    read_number,
    split_amount,
    unit_in_header,
)
from data_access.reference import tables as reference
from domain.units import UNIT_CLASSES, UNITS
from domain.words import ENGLISH

SPELLINGS = reference.read("unit_spellings")


def test_every_spelling_leads_to_units_that_exist():
    for spelling, unit, note in SPELLINGS.select("spelling", "unit", "note").iter_rows():
        found = find_unit(spelling)
        assert found is not None and set(found.candidates) <= set(UNITS), spelling
        assert "|".join(found.candidates) == unit and found.note == note, spelling
        assert found.status == (AMBIGUOUS if "|" in unit else EXACT)


def test_ambiguous_spellings_say_why():
    unclear = SPELLINGS.filter(pl.col("unit").str.contains("|", literal=True))
    assert unclear.height >= 20 and (unclear["note"] != "").all()


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_the_names_of_units_are_found(unit):
    assert UNITS[unit] in [UNITS[c] for c in find_unit(unit.upper()).candidates]


@pytest.mark.parametrize("unit_class", sorted(UNIT_CLASSES))
def test_the_units_shown_are_found_in_their_class(unit_class):
    found = find_unit(UNIT_CLASSES[unit_class].unit)
    assert (found.unit_class, UNITS[found.unit][1]) == (unit_class, 1)


@pytest.mark.parametrize(
    ("spelling", "unit"),
    [
        *[
            (s, "kilogram")
            for s in ("kg", "KGS", "Kg.", "(kg)", "kilo", "kilogrammes", "кг", "килограмм", "ＫＧ", " kg ")
        ],
        *[(s, "gram") for s in ("g", "gr", "grs", "гр", "GM")],
        *[(s, "tonne") for s in ("t", "Tonnes", "metric tons", "т")],
        *[(s, "pound") for s in ("lb", "lbs", "pounds")],
        *[(s, "piece") for s in ("pcs", "pc.", "шт", "шт.", "Stück", "nos.", "heads", "live", "skins", "specimens")],
        *[(s, "unit") for s in ("unités", "unidades", "unit(s)")],
        *[(s, "tablet") for s in ("tabs", "comprimés", "таблетка(и)", "tablet(s)")],
        ("pastillas", "pill"),
        ("dosage units", "dose"),
        ("cartons", "packages"),
        ("cartons (200)", "carton of 200 cigarettes"),
        ("Cartons of 200 cigarettes", "carton of 200 cigarettes"),
        ("packs of 20", "pack of 20 cigarettes"),
        ("mille sticks", "thousand sticks"),
        ("barrels (oil, 42 US gal)", "barrel of oil"),
        ("m²", "square metre"),
        ("м3", "cubic metre"),
        ("µg", "microgram"),
        ("µg", "microgram"),
        ("flasks", "bottles"),
        ("kg equivalent", "kg equivalent"),
        ("pairs", "pair"),
    ],
)
def test_spellings_of_many_languages(spelling, unit):
    found = find_unit(spelling)
    assert (found.unit, found.status, found.unit_class) == (unit, EXACT, UNITS[unit][0])


@pytest.mark.parametrize(
    ("spelling", "candidates", "unit_class"),
    [
        ("MT", ("tonne", "metre"), ""),
        ("tons", ("tonne", "short ton", "long ton"), "mass"),
        ("gallons", ("gallons (us, liquid)", "gallons (uk)"), "volume"),
        ("barrels", ("barrel of oil", "packages"), ""),
        ("st", ("stone", "piece"), ""),
        ("cartridges", ("round", "piece"), ""),
    ],
)
def test_spellings_with_several_meanings_name_them_all(spelling, candidates, unit_class):
    found = find_unit(spelling)
    assert (found.status, found.candidates, found.unit, found.unit_class) == (AMBIGUOUS, candidates, "", unit_class)
    assert found.note and found.factor_text == ""


@pytest.mark.parametrize("spelling", ["", " ", "bushel", "cocaine", "12", "x" * 10_000, "()", "kg of cocaine"])
def test_what_is_no_unit_is_not_guessed(spelling):
    assert find_unit(spelling) is None


def test_a_match_tells_its_factor():
    assert ENGLISH.unpacked(find_unit("lbs").factor_text) == "1 lb = 0.45359237 kg (international avoirdupois)"


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1200", ["1200"]),
        ("12,5", ["12.5"]),
        ("12.5", ["12.5"]),
        ("1,200", ["1200", "1.200"]),
        ("1.200", ["1.200", "1200"]),
        ("0.125", ["0.125"]),
        ("0,125", ["0.125"]),
        ("1,200.50", ["1200.50"]),
        ("1.200,50", ["1200.50"]),
        ("1 200 000,5", ["1200000.5"]),
        ("1\u202f200", ["1200"]),
        ("1'200.5", ["1200.5"]),
        ("12,34,567", ["1234567"]),
        ("1234,567", ["1234.567"]),
        ("٣٫٥", ["3.5"]),
        ("−5", ["-5"]),
        ("1e3", ["1000"]),
        *[(bad, []) for bad in ("", "-", ".", "1,", "1,2,3", "1.2.3", "12 5", "1,200 50", "NaN", "1e999", "5-6", "<5")],
    ],
)
def test_numbers_are_read_in_every_way_they_can_be_meant(text, readings):
    assert list(read_number(text)) == [Decimal(r) for r in readings]


def test_the_mark_of_the_column_settles_a_number():
    assert (read_number("1,200", "."), read_number("1,200", ",")) == ((Decimal(1200),), (Decimal("1.200"),))
    assert read_number("12,5", ".") == ()


@given(st.decimals(min_value=0, max_value=10**12, places=2), st.sampled_from([(",", "."), (".", ","), (" ", ",")]))
def test_numbers_set_for_people_are_read_back(number, marks):
    group, mark = marks
    text = f"{number:,.2f}".translate(str.maketrans({",": group, ".": mark}))
    assert read_number(text) == (number,)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("12,5 kg", "12.5", "kilogram"),
        ("12.5kg", "12.5", "kilogram"),
        ("kg 12.5", "12.5", "kilogram"),
        ("1 200 kg", "1200", "kilogram"),
        ("1 kg (gross)", "1", "kilogram"),
        ("2 cartons (200)", "2", "carton of 200 cigarettes"),
        ("1.5 million tablets", "1500000", "tablet"),
        ("2 thousand sticks", "2", "thousand sticks"),
        ("100 20s", "100", "pack of 20 cigarettes"),
        ("3 шт.", "3", "piece"),
        ("5 m2", "5", "square metre"),
        ("-5 kg", "-5", "kilogram"),
    ],
)
def test_amounts_are_taken_apart(text, number, unit):
    found = split_amount(text)
    assert (found.number, found.unit.unit) == (Decimal(number), unit)


def test_an_amount_with_two_readings_tells_both():
    found = split_amount("1,200 kg")
    assert (found.number, found.readings) == (None, (Decimal(1200), Decimal("1.200")))
    assert split_amount("1,200 kg", ",").number == Decimal("1.2")
    assert split_amount("5 gallons").unit.status == AMBIGUOUS


@pytest.mark.parametrize(
    "text",
    [
        "500",
        "kg",
        "",
        "10-20 kg",
        "about 5 kg",
        "~5 kg",
        "<5 kg",
        "5 kg 200 g",
        "2 x 5 kg",
        "5 kg cocaine",
        "US$ 5",
        "9" * 500,
    ],
)
def test_what_is_not_one_amount_with_a_unit_is_left_alone(text):
    assert split_amount(text) is None


@given(st.text(max_size=40))
def test_no_text_breaks_the_readers(text):
    for found in (find_unit(text), unit_in_header(text)):
        assert found is None or set(found.candidates) <= set(UNITS)
    amount = split_amount(text)
    assert amount is None or amount.readings
    assert len(read_number(text)) <= 2


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Weight (kg)", "kilogram"),
        ("Sum Qty (lbs)", "pound"),
        ("Amount [lbs]", "pound"),
        ("Quantity, kg", "kilogram"),
        ("qty_kg", "kilogram"),
        ("weight_g", "gram"),
        ("Weight in kilograms", "kilogram"),
        ("weight in metric tons", "tonne"),
        ("Вес, кг", "kilogram"),
        ("Poids (kg)", "kilogram"),
        ("KgEquivalent", "kg equivalent"),
        ("Kg seized", "kilogram"),
        ("Volume L", "litre"),
        ("Number of tablets", "tablet"),
        ("Number of packages", "packages"),
        ("sticks", "stick"),
    ],
)
def test_headers_tell_their_unit(header, unit):
    assert unit_in_header(header).unit == unit


@pytest.mark.parametrize(
    "header",
    [
        *[
            "",
            "Unit",
            "Units",
            "DRUG_UNIT",
            "Seizure no",
            "Items",
            "Case",
            "Weight",
            "Weight in",
            "Country",
            "Quantity (200)",
        ],
        *[
            "Value (pounds)",
            "Price/kg",
            "USD per kg",
            "Foot traffic",
            "Name of plant",
            "Type of package",
            "l",
            "Stone type",
        ],
    ],
)
def test_other_headers_tell_none(header):
    assert unit_in_header(header) is None


def test_an_ambiguous_header_is_asked_about():
    assert unit_in_header("Quantity (MT)").status == AMBIGUOUS


def test_cross_factors_are_whole():
    table = cross_factors()
    classes, goods = set(UNIT_CLASSES), set(reference.names("goods"))
    assert set(table["from_class"]) | set(table["to_class"]) <= classes and set(table["goods"]) <= goods
    assert (table["from_class"] != table["to_class"]).all()
    assert table.select("from_class", "to_class", "goods").is_unique().all()
    assert (table["source"] != "").all() and (table["note"] != "").all()
    assert table.select(pl.any_horizontal(pl.col("low", "central", "high").is_not_null()).all()).item()
    middle = pl.coalesce("central", "low", "high")
    assert table.select(
        (pl.coalesce("low", middle) <= middle).all() & (middle <= pl.coalesce("high", middle)).all()
    ).item()
    assert (table["low"].is_null() == table["high"].is_null()).all()
