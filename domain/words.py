"""Words and numbers for humans, in a reader's language. Passed as an argument, never global."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_compact_decimal, format_decimal, format_percent

TINY = 0.001
"""A share of less is called less than this; one that lacks less of all is called more than the rest."""

LEAST = 1e-9
"""A figure of less is called less than this: a base unit of mass (1 µg) in kilograms."""
_FINE = "0.##########"


@dataclass(frozen=True)
class Words:
    """Formats numbers and dates (Unicode CLDR through Babel) in one language."""

    language: str = "en"

    def number(self, value: float | None) -> str:
        """12,345 in full; a quantity under 100 keeps up to two decimals, under 0.1 two figures; None is a dash.

        What is above nothing is never written as 0: less than LEAST is called less than that.
        """
        if value is None:
            return "–"
        if 0 < abs(value) < LEAST:
            return f"< {_decimal(LEAST, _FINE, self.language)}"
        if 0 < abs(value) < 0.1:
            return _decimal(float(f"{value:.2g}"), _FINE, self.language)
        return _decimal(value, "#,##0.##" if abs(value) < 100 else "#,##0", self.language)

    def count(self, n: int, thing: str) -> str:
        """1 as '1 record', 1234 as '1,234 records': of things whose plural ends in s."""
        return f"{self.number(n)} {thing}{'' if n == 1 else 's'}"

    def short(self, value: float | None) -> str:
        """1.2M instead of 1234567: for headlines and axes."""
        if value is None:
            return "–"
        if abs(value) < 10_000:
            return self.number(value)
        return str(format_compact_decimal(value, format_type="short", locale=self.language, fraction_digits=1))

    def percent(self, share: float | None) -> str:
        """0.631 as 63%; under a tenth with one decimal. What is not nothing is never 0%, what is not all never 100%."""
        if share is None:
            return "–"
        if 0 < abs(share) < TINY:
            return f"< {self._percent(TINY, fine=True)}"
        if 1 - TINY < share < 1:
            return f"> {self._percent(1 - TINY, fine=True)}"
        return self._percent(share, fine=abs(share) < 0.1 or 0.995 <= share < 1)

    def change(self, value: float) -> str:
        """'+12%', '−8%', '±0%'; a change that is not nothing is never 0%, a fall that leaves something never −100%."""
        sign = "+" if value > 0 else "−" if value < 0 else "±"
        if 0 < abs(value) < TINY:
            return f"< {sign}{self._percent(TINY, fine=True)}"
        if -1 < value < TINY - 1:
            return f"almost −{self._percent(1, fine=False)}"
        return sign + self._percent(abs(value), fine=abs(value) < 0.1 or -1 < value <= -0.995)

    def _percent(self, share: float, *, fine: bool) -> str:
        pattern = "#,##0.#%" if fine else "#,##0%"
        return str(format_percent(share, format=pattern, locale=self.language))

    def month(self, code: str) -> str:
        """2014-03 as 'Mar 2014'."""
        year, month = int(code[:4]), int(code[5:7])
        return str(format_date(date(year, month, 1), "MMM y", locale=self.language))


@lru_cache(maxsize=20_000)
def _decimal(value: float, pattern: str, language: str) -> str:
    """A page writes some five hundred figures, many of them again after a change of a filter."""
    return str(format_decimal(value, format=pattern, locale=language))


ENGLISH = Words()
