import socket
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.harmonise import money
from data_access.harmonise.money import Money, bounds, convert, is_currency, parse_money, total
from domain.codes import VALUATIONS
from domain.errors import UsageError
from domain.words import ENGLISH

HUNDRED = Decimal(100)


@pytest.mark.parametrize(
    ("day", "rate"),
    [("1999-01-04", "1.1789"), ("2013-12-31", "1.3791"), ("2016-12-30", "1.0541"), ("2021-12-31", "1.1326")],
)
def test_rates_are_those_of_the_ecb(day, rate):
    found = convert(HUNDRED, "EUR", "USD", date.fromisoformat(day))
    assert (found.rate, found.amount, found.rate_date) == (
        Decimal(rate),
        HUNDRED * Decimal(rate),
        date.fromisoformat(day),
    )
    assert (found.original, found.original_currency, found.currency, found.reason) == (HUNDRED, "EUR", "USD", "")
    assert "European Central Bank" in found.source


@pytest.mark.parametrize(("year", "mean"), [(2013, "1.3281"), (2016, "1.1069"), (2019, "1.1195"), (2021, "1.1827")])
def test_a_year_takes_the_mean_of_its_days(year, mean):
    found = convert(HUNDRED, "EUR", "USD", date(year, 7, 1), precision="year")
    assert round(found.rate, 4) == Decimal(mean) and found.days > 250 and found.rate_date.year == year


def test_a_month_takes_the_mean_of_its_days():
    found = convert(HUNDRED, "USD", "GBP", date(2020, 2, 1), precision="month")
    days = [convert(Decimal(1), "USD", "GBP", date(2020, 2, n)) for n in range(1, 30)]
    rates = {d.rate_date: d.rate for d in days if d.rate_date.month == 2}
    assert found.days == len(rates) == 20
    assert found.rate == pytest.approx(sum(rates.values()) / len(rates))


def test_a_weekend_takes_the_rate_before_it_and_says_so():
    found = convert(HUNDRED, "EUR", "USD", date(2016, 12, 31))
    assert (found.rate, found.rate_date) == (Decimal("1.0541"), date(2016, 12, 30))
    last = bounds("HRK")[1]
    assert last.weekday() == 4
    assert convert(HUNDRED, "HRK", "EUR", date(2023, 1, 1)).rate_date == last


@pytest.mark.parametrize(
    ("currency", "to", "on", "precision", "reason"),
    [
        ("AED", "USD", date(2020, 1, 1), "day", "publishes no rate for AED"),
        ("AED", "NGN", date(2020, 1, 1), "day", "no rate for AED, NGN"),
        ("DEM", "EUR", date(2020, 1, 1), "day", "publishes no rate for DEM"),
        ("EUR", "USD", date(1998, 12, 31), "day", "begin on 1999-01-04"),
        ("EUR", "USD", date(1, 1, 1), "day", "begin on 1999-01-04"),
        ("EUR", "USD", date(9999, 12, 31), "day", "end on"),
        ("MTL", "EUR", date(2008, 1, 2), "day", "end on 2007-12-31"),
        ("ISK", "EUR", date(2012, 1, 5), "day", "no rate for ISK and EUR in the 7 days"),
        ("ISK", "EUR", date(2012, 1, 5), "year", "days without a rate"),
        ("ISK", "EUR", date(2012, 1, 5), "month", "days without a rate"),
        ("RUB", "EUR", date(2022, 6, 1), "year", "not through 2022-01-01 to 2022-12-31"),
        ("EUR", "USD", date(1998, 6, 1), "year", "not through 1998-01-01"),
        ("EUR", "USD", date(9999, 12, 1), "year", "not through"),
    ],
)
def test_without_a_rate_there_is_no_amount_but_a_reason(currency, to, on, precision, reason):
    found = convert(HUNDRED, currency, to, on, precision=precision)
    assert (found.amount, found.rate, found.rate_date, found.days, found.source) == (None, None, None, 0, "")
    assert reason in ENGLISH.unpacked(found.reason) and found.original == HUNDRED


def test_the_same_currency_needs_no_rate():
    found = convert(HUNDRED, "AED", "AED", date(1990, 1, 1))
    assert (found.amount, found.rate) == (HUNDRED, 1)


def test_an_amount_that_is_none_is_not_converted():
    assert "finite" in convert(Decimal("NaN"), "EUR", "USD", date(2020, 1, 2)).reason


def test_what_is_no_currency_or_precision_is_an_error():
    for bad in ("XYZ", "usd", "", "kg"):
        assert not is_currency(bad)
        with pytest.raises(UsageError, match="ISO 4217"):
            convert(HUNDRED, bad, "EUR", date(2020, 1, 2))
    with pytest.raises(UsageError, match="precision"):
        convert(HUNDRED, "EUR", "USD", date(2020, 1, 2), precision="week")


def test_nothing_is_fetched(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    money._rates.cache_clear()
    assert convert(HUNDRED, "EUR", "USD", date(2013, 12, 31)).amount == Decimal("137.91")


@given(
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.sampled_from(["EUR", "USD", "GBP", "JPY", "CHF"]),
    st.sampled_from(["EUR", "USD", "GBP", "JPY", "CHF"]),
    st.dates(date(1999, 1, 4), date(2025, 12, 31)),
)
def test_there_and_back_is_the_same_amount(amount, currency, to, day):
    there = convert(amount, currency, to, day)
    assert there.rate_date <= day and (day - there.rate_date).days <= 5
    back = convert(there.amount, to, currency, day)
    assert abs(back.amount - amount) <= Decimal("1e-6")


def test_values_on_unlike_bases_are_never_added():
    street, msrp = (Money(amount=HUNDRED, currency="USD", valuation=v) for v in ("street", "msrp"))
    assert total([street, street]) == Money(amount=Decimal(200), currency="USD", valuation="street")
    with pytest.raises(UsageError, match=r"never added: .*street value"):
        total([street, msrp])
    with pytest.raises(UsageError, match="never added"):
        total([street, Money(amount=HUNDRED, currency="EUR", valuation="street")])
    with pytest.raises(UsageError, match="no value at all"):
        total([])


def test_money_is_checked():
    with pytest.raises(UsageError, match="Known: declared"):
        Money(amount=HUNDRED, currency="USD", valuation="guess")
    with pytest.raises(UsageError, match="ISO 4217"):
        Money(amount=HUNDRED, currency="US$")
    assert {"declared", "domestic-retail", "msrp", "street", "wholesale", "customs", "unknown"} <= set(VALUATIONS)


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("US$ 1,200.50", "1200.50", "USD"),
        ("1.200,50 €", "1200.50", "EUR"),
        ("1 200,50 руб.", "1200.50", "RUB"),
        ("EUR 3 million", "3000000", "EUR"),
        ("3 mln. EUR", "3000000", "EUR"),
        ("€1.5bn", "1500000000", "EUR"),
        ("USD1200", "1200", "USD"),
        ("1200usd", "1200", "USD"),
        ("R$ 10", "10", "BRL"),
        ("5 US dollars", "5", "USD"),
        ("NGN 5", "5", "NGN"),
        ("-5 EUR", "-5", "EUR"),
        ("100", "100", ""),
    ],
)
def test_money_is_read(text, amount, currency):
    found = parse_money(text)
    assert (found.amount, found.currency) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    ("text", "first"), [("$5", "USD"), ("£5", "GBP"), ("kr 5", "SEK"), ("Rs. 500", "INR"), ("5 pesos", "MXN")]
)
def test_signs_of_several_currencies_name_them_all(text, first):
    found = parse_money(text)
    assert found.currency == "" and found.currencies[0] == first and len(found.currencies) > 1


def test_every_sign_stands_for_currencies_that_exist():
    for sign, codes in money._SIGNS.items():
        assert all(is_currency(code) for code in codes.split()), sign
        assert parse_money(f"{sign} 5") is not None, sign


def test_an_amount_with_two_readings_tells_both():
    found = parse_money("USD 1,200")
    assert (found.amount, found.readings) == (None, (Decimal(1200), Decimal("1.200")))
    assert parse_money("USD 1,200", ".").amount == 1200


@pytest.mark.parametrize(
    "text", ["", "abc", "100 kg", "10-20 USD", "US$ 5 EUR", "12 XYZ", "100 EUR (est.)", "€", "about 5 USD", "5 " * 100]
)
def test_what_is_not_money_is_left_alone(text):
    assert parse_money(text) is None


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text):
    found = parse_money(text)
    assert found is None or found.readings
