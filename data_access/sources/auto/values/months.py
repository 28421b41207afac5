"""Names of months in the languages that reports come in, from Unicode CLDR (tools/cldr_names.py)."""

import re
import unicodedata
from collections import Counter
from functools import cache

from data_access.reference import tables as reference

MORE = {"sept": 9, "sep": 9, "juil": 7, "janv": 1, "févr": 2, "avr": 4, "déc": 12, "мая": 5, "sett": 9, "set": 9}
"""Abbreviations beside those of the CLDR; in every language."""


def fold_word(word: str) -> str:
    """Without case, accents and points. Cyrillic й stays й."""
    folded = unicodedata.normalize("NFKD", word.casefold())
    kept = (c for c in folded if not unicodedata.combining(c) or c == "\u0306")
    return unicodedata.normalize("NFC", "".join(kept)).replace(".", "").replace("\u200f", "").strip()


@cache
def months() -> dict[str, dict[str, int]]:
    """Folded word → language → month. 'listopad' is October in one language and November in two others."""
    found: dict[str, dict[str, int]] = {}
    for word, language, number in reference.read("month_names").iter_rows():
        found.setdefault(word, {})[language] = int(number)
    for word, number in MORE.items():
        found.setdefault(fold_word(word), {})["en"] = number
    return found


@cache
def pattern() -> re.Pattern[str]:
    """Finds a month's name in a folded text."""
    words = sorted(months(), key=len, reverse=True)
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, words))})(?![^\W\d_])")


def readings(word: str, locales: frozenset[str] = frozenset()) -> frozenset[int]:
    """The months that a folded word means, in these languages if it is one of theirs."""
    named = months().get(word, {})
    ours = {number for name, number in named.items() if name in locales}
    return frozenset(ours or named.values())


def languages(words: set[str]) -> frozenset[str]:
    """The languages that know the most of the words."""
    counts = Counter(name for word in words for name in months().get(word, {}))
    most = max(counts.values(), default=0)
    return frozenset(name for name, number in counts.items() if number == most)
