"""Unit words as reporters write them → our units; amounts and units inside texts and headers. Nothing is guessed.

Spellings: reference/unit_spellings.csv (our own collection). A spelling with several meanings names them all, and the
reader is asked. What is not there is not known: the words stay, without a harmonised quantity.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

import polars as pl

from data_access.reference import tables as reference
from domain.units import UNITS, factor_text

EXACT, AMBIGUOUS = "exact", "ambiguous"
_LONGEST = 80
"""Longer texts are sentences, and are not searched."""


@dataclass(frozen=True, kw_only=True)
class UnitMatch:
    """What a spelling may mean: one unit of domain.units when `exact`, several candidates when `ambiguous`."""

    spelling: str
    status: str
    candidates: tuple[str, ...]
    note: str = ""

    @property
    def unit(self) -> str:
        """The unit, or '' where it is ambiguous."""
        return self.candidates[0] if self.status == EXACT else ""

    @property
    def unit_class(self) -> str:
        """The class of the unit; also where all candidates are of one class; else ''."""
        classes = {UNITS[c][0] for c in self.candidates}
        return classes.pop() if len(classes) == 1 else ""

    @property
    def factor_text(self) -> str:
        """How the unit is harmonised (a packed message); '' where it is ambiguous or is the unit shown."""
        return factor_text(self.unit) if self.unit else ""


@dataclass(frozen=True, kw_only=True)
class Amount:
    """A number with its unit. `number` is None where the text allows several readings, all in `readings`."""

    readings: tuple[Decimal, ...]
    unit: UnitMatch

    @property
    def number(self) -> Decimal | None:
        """The number, if there is one reading only."""
        return self.readings[0] if len(self.readings) == 1 else None


@lru_cache(maxsize=10_000)
def find_unit(spelling: str) -> UnitMatch | None:
    """The unit that a spelling stands for, or None where it is in none of our tables."""
    table = _spellings()
    for key in _keys(spelling):
        if key in table:
            unit, note = table[key]
            candidates = tuple(unit.split("|"))
            status = EXACT if len(candidates) == 1 else AMBIGUOUS
            return UnitMatch(spelling=spelling, status=status, candidates=candidates, note=note)
    return None


def read_number(text: str, decimal: str = "") -> tuple[Decimal, ...]:
    """Every reading of a number as people write it: none, one, or two where '1,200' may be 1200 or 1.2.

    `decimal` ('.' or ',') is what the column is known to use, and settles it. Groups of thousands may be set off by a
    comma, point, space or apostrophe; Indian grouping (12,34,567) is read too.
    """
    plain = unicodedata.normalize("NFKC", text[:_LONGEST]).translate(_MARKS).strip()
    readings = (_reading(plain, mark) for mark in (".", ",") if decimal in ("", mark))
    return tuple(dict.fromkeys(r for r in readings if r is not None))


def split_amount(text: str, decimal: str = "") -> Amount | None:
    """'12,5 kg', '12.5kg' or 'kg 12.5' → number and unit. None where a part is not known, or there is more than that.

    Ranges, 'about' and two amounts in one text are not amounts. `decimal` as in read_number.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_MARKS).strip()
    if len(plain) > _LONGEST:
        return None
    found = _AMOUNT_FIRST.fullmatch(plain) or _UNIT_FIRST.fullmatch(plain)
    if found is None or (readings := read_number(found["number"], decimal)) == ():
        return None
    scale = 1
    unit = find_unit(found["unit"])
    first, _, rest = found["unit"].partition(" ")
    if unit is None and first.casefold() in _SCALES:
        scale, unit = _SCALES[first.casefold()], find_unit(rest)
    return None if unit is None else Amount(readings=tuple(r * scale for r in readings), unit=unit)


@lru_cache(maxsize=10_000)
def unit_in_header(text: str) -> UnitMatch | None:
    """The unit that a column's header names: 'Weight (kg)', 'qty_kg', 'Number of tablets'. None if it names none.

    A header that speaks of money, or of something per unit, names no unit of quantity.
    """
    spaced = _CAMEL.sub(" ", unicodedata.normalize("NFKC", text[:_LONGEST]))
    words = [w for w in _SPLIT.split(spaced.casefold()) if w]
    if not words or _MONEY & set(words) or _PER.search(spaced.casefold()):
        return None
    for inside in re.findall(r"[(\[{]([^()\[\]{}]+)[)\]}]", text):
        if found := find_unit(inside):
            return found
    for word, sure in _header_words(words):
        if (found := find_unit(word)) and _tells(word, found, " ".join(words), sure=sure):
            return found
    return None


@cache
def cross_factors() -> pl.DataFrame:
    """Published factors between classes, for analysis.estimates: from_class, to_class, goods, low, central, high,

    source, note. One row for a pair of classes and goods; units shown of `to_class` per unit shown of `from_class`.
    Low and high, or central, are null where the source gives none. Off unless a reader asks for estimates.
    """
    numbers = [pl.when(pl.col(c) != "").then(pl.col(c)).cast(pl.Float64).alias(c) for c in ("low", "central", "high")]
    return reference.read("cross_factors").with_columns(numbers)


_MARKS = str.maketrans({"−": "-", "–": "-", "’": "'", "`": "'", "٫": ".", "٬": ",", "،": ","})
_AMOUNT_FIRST = re.compile(r"(?P<number>[+-]?[\d.,][\d.,' ]*?)\s*(?P<unit>[^\d\s.,+-].*|\d+s)")
_UNIT_FIRST = re.compile(r"(?P<unit>[^\d\s+-][^\d]*?)[\s:=]*(?P<number>[+-]?\d[\d.,' ]*)")
_SCALES = {"thousand": 1000, "million": 10**6, "millions": 10**6, "mln": 10**6, "mio": 10**6, "тыс": 1000, "млн": 10**6}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SPLIT = re.compile(r"[\s_/:;,.()\[\]{}-]+")
_PER = re.compile(r"\bper\b|/\s*\w+\s*$|\bje\b|\bпо\b")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MONEY = _words("value values price prices cost usd eur gbp msrp valeur valor prix precio preis wert стоимость цена")
_MEASURES = _words(
    "weight mass volume quantity qty amount net gross total sum poids quantité masse peso cantidad quantidade menge "
    "gewicht hoeveelheid quantità вес масса количество объем объём الوزن الكمية number nombre número anzahl число"
)
_NO_HEADER_UNIT = _words(
    "in no nos nr n number count each ea unit units case cases st stone stones foot yard live once"
)
"""Words that head other columns than one of amounts."""
_MEASURED = frozenset({"mass", "volume", "area", "length", "mass-equivalent"})
_COUNTED = frozenset({"tablets", "sticks", "doses", "plants"})


def _header_words(words: list[str]) -> list[tuple[str, bool]]:
    """The last words, the longest first, then the first one; and whether a common word may be taken for a unit there.

    That is so after a word such as weight ('Number of packages', but not 'Type of package').
    """
    measured = bool(_MEASURES & set(words[:-1]))
    endings = [(" ".join(words[start:]), measured) for start in range(max(0, len(words) - 4), len(words))]
    return [*endings, (words[0], False)]


def _tells(word: str, found: UnitMatch, header: str, *, sure: bool) -> bool:
    if word in _NO_HEADER_UNIT:
        return False
    classes = {UNITS[c][0] for c in found.candidates}
    return sure or (len(word) > 1 and (classes <= _MEASURED or (classes <= _COUNTED and word == header)))


@cache
def _spellings() -> dict[str, tuple[str, str]]:
    """Key → unit (several joined by '|') and note. The table wins over the names of the units themselves."""
    own = {_fold(name): (name, "") for name in UNITS}
    table = reference.read("unit_spellings").select("spelling", "unit", "note").iter_rows()
    return own | {_fold(spelling): (unit, note) for spelling, unit, note in table}


def _fold(text: str) -> str:
    """Letters in one form and case, single spaces, no point or colon at the ends."""
    return " ".join(unicodedata.normalize("NFKC", text[:_LONGEST]).casefold().split()).strip(" .:")


def _keys(spelling: str) -> list[str]:
    """The folded spelling, then without brackets around it, then without an '(s)' behind it."""
    key = _fold(spelling)
    bare = re.fullmatch(r"[(\[]([^()\[\]]*)[)\]]", key)
    return [key, *([_fold(bare[1])] if bare else []), re.sub(r"\s?\((s|es|e|n|en|и|ы|а)\)$", "", key)]


def _reading(text: str, mark: str) -> Decimal | None:
    """The number if `mark` is the decimal mark; None where the text is none then."""
    found = _patterns()[mark].fullmatch(text)
    if found is None:
        return None
    whole = re.sub(r"[ ,.']", "", found["whole"] or "") or "0"
    part = f".{found['part']}" if found["part"] else ""
    return Decimal(f"{found['sign']}{whole}{part}{found['power'] or ''}")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    patterns = {}
    for mark, other in ((".", ","), (",", ".")):
        western = rf"[1-9]\d{{0,2}}(?P<group>[{other} '])\d{{3}}(?:(?P=group)\d{{3}})*"
        indian = rf"[1-9]\d?(?:[{other}]\d\d)+[{other}]\d{{3}}"
        power = r"(?P<power>[eE][+-]?\d{1,2})?" if mark == "." else "(?P<power>)"
        patterns[mark] = re.compile(
            rf"(?P<sign>[+-]?)(?=[\d.,])(?P<whole>{western}|{indian}|\d*)(?:\{mark}(?P<part>\d+))?{power}"
        )
    return patterns
