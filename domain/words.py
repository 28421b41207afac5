"""Words and numbers for humans, in a reader's language. Passed as an argument, never global.

English is the key of every text (GNU gettext, read by Babel): `words.t("{n} of {all} reported", n=…, all=…)`. What is
not said at once is marked, `N_("Departure known")`, and said by `words.t(…)` where it is drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date, get_month_names
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal, format_percent

from domain.languages import LANGUAGES, catalogue
from domain.messages import Message, unpack

TINY = 0.001
"""A share of less is called less than this; one that lacks less of all is called more than the rest."""

LEAST = 1e-9
"""A figure of less is called less than this: a base unit of mass (1 µg) in kilograms."""
_FINE = "0.##########"


@dataclass(frozen=True)
class Words:
    """Formats numbers and dates (Unicode CLDR through Babel) in one language."""

    language: str = "en"

    def t(self, text: str, /, **fields: object) -> str:
        """A text in the reader's language with its {fields}: numbers as `number`, messages said, the rest as it is.

        `text` is a literal or was marked by N_: what is put together first is in no catalogue (house rule `marked`).
        """
        return self._filled(catalogue(self.language).gettext(text), fields)

    def n(self, one: str, many: str, n: int, /, **fields: object) -> str:
        """The text that a number of things asks for, in the plural forms of the language; {n} is the number."""
        return self._filled(catalogue(self.language).ngettext(one, many, n), {"n": n, **fields})

    def p(self, context: str, text: str, /, **fields: object) -> str:
        """A text that means two things, distinguished by its context: 'May', a month; 'open', a state of a record."""
        return self._filled(catalogue(self.language).pgettext(context, text), fields)

    def say(self, message: Message) -> str:
        """A message that was made where nobody's language is known."""
        fields = dict(message.fields)
        if message.many:
            n = fields.pop("n")
            return self.n(message.text, message.many, n if isinstance(n, int) else 0, **fields)
        return self.t(message.text, **fields)

    def unpacked(self, text: str) -> str:
        """A message from a frame or the store (Message.packed)."""
        return self.say(unpack(text)) if text else ""

    def listed(self, names: Sequence[str], most: int = 0) -> str:
        """'Chad', 'Chad and Mali', 'Chad, Mali and Peru'; of more than `most`, 'Chad, Mali and 4 more'."""
        if most and len(names) > most:
            return self.t("{names} and {n} more", names=self.comma(names[:most]), n=len(names) - most)
        return str(format_list(list(names), "standard", locale=self._lists)) if names else ""

    def either(self, names: Sequence[str]) -> str:
        """'by air', 'by air or by sea', 'by air, by road or by sea'."""
        return str(format_list(list(names), "or", locale=self._lists)) if names else ""

    def comma(self, names: Sequence[str]) -> str:
        """Names one after the other, without a word before the last: 'Chad, Mali, Peru'."""
        return self.p("between the names of a list", ", ").join(names)

    def _filled(self, text: str, fields: dict[str, object]) -> str:
        return text.format(**{key: self._field(value) for key, value in fields.items()}) if fields else text

    def _field(self, value: object) -> object:
        if isinstance(value, Message):
            return self.say(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return self.number(value)
        return value

    @property
    def _locale(self) -> str:
        return LANGUAGES[self.language].locale

    @property
    def _lists(self) -> str:
        return LANGUAGES[self.language].lists

    def number(self, value: float | None) -> str:
        """12,345 in full; a quantity under 100 keeps up to two decimals, under 0.1 two figures; None is a dash.

        What is above nothing is never written as 0: less than LEAST is called less than that.
        """
        if value is None:
            return "–"
        if 0 < abs(value) < LEAST:
            return self.t("< {least}", least=_decimal(LEAST, _FINE, self._locale))
        if 0 < abs(value) < 0.1:
            return _decimal(float(f"{value:.2g}"), _FINE, self._locale)
        return _decimal(value, "#,##0.##" if abs(value) < 100 else "#,##0", self._locale)

    def exact(self, value: Decimal) -> str:
        """Every digit of a figure, with separators: 1,201.5 or 0.001234."""
        return str(format_decimal(value, "#,##0.###", locale=self._locale, decimal_quantization=False))

    def short(self, value: float | None) -> str:
        """1.2M instead of 1234567: for headlines and axes."""
        if value is None:
            return "–"
        if abs(value) < 10_000:
            return self.number(value)
        return str(format_compact_decimal(value, format_type="short", locale=self._locale, fraction_digits=1))

    def percent(self, share: float | None) -> str:
        """0.631 as 63%; under a tenth with one decimal. What is not nothing is never 0%, what is not all never 100%."""
        if share is None:
            return "–"
        if 0 < abs(share) < TINY:
            return self.t("< {least}", least=self._percent(TINY, fine=True))
        if 1 - TINY < share < 1:
            return self.t("> {most}", most=self._percent(1 - TINY, fine=True))
        return self._percent(share, fine=abs(share) < 0.1 or 0.995 <= share < 1)

    def change(self, value: float) -> str:
        """'+12%', '−8%', '±0%'; a change that is not nothing is never 0%, a fall that leaves something never −100%."""
        sign = "+" if value > 0 else "−" if value < 0 else "±"
        if 0 < abs(value) < TINY:
            return self.t("< {least}", least=sign + self._percent(TINY, fine=True))
        if -1 < value < TINY - 1:
            return self.t("almost {change}", change="−" + self._percent(1, fine=False))
        return sign + self._percent(abs(value), fine=abs(value) < 0.1 or -1 < value <= -0.995)

    def _percent(self, share: float, *, fine: bool) -> str:
        pattern = "#,##0.#%" if fine else "#,##0%"
        return str(format_percent(share, format=pattern, locale=self._locale))

    def month(self, code: str, *, wide: bool = False) -> str:
        """2014-03 as 'Mar 2014', or as 'March 2014'."""
        year, month = int(code[:4]), int(code[5:7])
        return str(format_date(date(year, month, 1), "MMMM y" if wide else "MMM y", locale=self._locale))

    def month_name(self, number: int, *, wide: bool = False, dated: bool = False) -> str:
        """3 as 'Mar', or as 'March'; standing alone, or beside a day (`dated`), which some languages distinguish."""
        names = get_month_names("wide" if wide else "abbreviated", "format" if dated else "stand-alone", self._locale)
        return str(names[number])


@lru_cache(maxsize=20_000)
def _decimal(value: float, pattern: str, language: str) -> str:
    """A page writes some five hundred figures, many of them again after a change of a filter."""
    return str(format_decimal(value, format=pattern, locale=language))


ENGLISH = Words()
