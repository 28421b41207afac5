"""Amounts: the cell goes before the heading, what is none stays in its words, blanks and unknown units are asked."""

import pytest

from tests.data_access.sources.auto.reading import asked, column, read, sums


def test_the_unit_of_the_cell_goes_before_that_of_the_heading(tmp_path):
    text = "date,country,goods,Weight (kg)\n" + "".join(
        f"2020-01-0{n},Ghana,ivory,{amount}\n"
        for n, amount in enumerate(("350g each", "300s", "4.5", "~2", "500 g", "two bags", "5x20"), start=1)
    )
    found = read(tmp_path, text)
    assert column(found, "quantity_base") == [None, None, 4_500_000_000, 2_000_000_000, 500_000_000, None, None]
    assert column(found, "quantity_reported")[:2] == ["350g each", "300s"]
    kept = {r["name"] for r in found.frames["readings"].to_dicts() if r["field"] == "quantity"}
    assert kept == {"350g each", "300s", "two bags", "5x20"}


@pytest.mark.parametrize("word", [":", "..", "n/a", "-", "not available", "NA"])
def test_signs_that_mean_not_available_are_no_amount(tmp_path, word):
    found = read(tmp_path, f"date,country,goods,kg\n2020-01-05,Ghana,ivory,{word}\n2020-01-06,Ghana,ivory,2\n")
    assert column(found, "quantity_base") == [None, 2 * 10**9] and column(found, "quantity_reported")[0] == ""


def test_empty_units_beside_told_ones_are_asked_about(tmp_path):
    text = "date,country,goods,amount,unit\n2020-01-05,Ghana,ivory,5,\n2020-01-06,Ghana,ivory,2,kg\n2020-01-07,Ghana,ivory,7,\n"
    assert asked(read(tmp_path, text)) == ["unit_if_empty"]
    assert sums(read(tmp_path, text, "unit_if_empty=pieces")) == {"pieces": 12, "mass": 2}
    assert sums(read(tmp_path, text, "unit_if_empty=none")) == {"mass": 2}


def test_unknown_units_are_answered(tmp_path):
    text = "date,country,goods,amount,unit\n2020-01-05,India,LSD,9,zorks\n2020-01-06,India,LSD,2,kg\n"
    assert sums(read(tmp_path, text)) == {"mass": 2}
    assert sums(read(tmp_path, text, "unit:zorks=dose")) == {"mass": 2, "doses": 9}
    assert (
        sums(read(tmp_path, text.replace("9,zorks", "9 zorks,"), "unit:zorks=dose", "unit_if_empty=none"))["doses"] == 9
    )


@pytest.mark.parametrize("word", ["ind", "ind.", "indiv", "specimens"])
def test_words_for_individuals_are_pieces(tmp_path, word):
    text = f"date,country,goods,amount,unit\n2020-01-05,Nepal,pangolin,6,{word}\n"
    assert sums(read(tmp_path, text)) == {"pieces": 6}


@pytest.mark.parametrize(
    ("title", "currency", "valuation"),
    [
        ("value (€)", "EUR", "unknown"),
        ("value (EUR)", "EUR", "unknown"),
        ("street value (EUR)", "EUR", "street"),
        ("Value in £", "GBP", "unknown"),
    ],
)
def test_a_value_has_its_currency_and_a_basis_that_can_be_asked_for(tmp_path, title, currency, valuation):
    text = f"date,country,goods,quantity,unit,{title}\n2022-01-01,France,cigarettes,1000,sticks,500.5\n2022-01-02,France,cigarettes,10,sticks,\n"
    found = read(tmp_path, text)
    assert column(found, "currency")[0] == currency
    assert column(found, "valuation") == [valuation, "" if valuation == "unknown" else valuation]
    assert column(found, "value_milli") == [500_500, None]


def test_a_value_without_a_currency_is_asked_about(tmp_path):
    text = "date,country,goods,quantity,unit,Value ($)\n2022-01-01,Spain,cocaine,10,kg,500\n"
    assert asked(read(tmp_path, text)) == ["currency"]
    assert column(read(tmp_path, text, "constant:currency=USD"), "value_milli") == [500_000]
    left = read(tmp_path, text, "constant:currency=unknown")
    assert column(left, "value_milli") == [None] and column(left, "value_reported") == ["500"]
