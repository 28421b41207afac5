"""Names of months in the languages that reports come in, from the CLDR through Babel."""

import re
import unicodedata
from functools import cache

from babel import Locale

LOCALES = (
    "en",
    "fr",
    "es",
    "de",
    "it",
    "pt",
    "nl",
    "pl",
    "ru",
    "uk",
    "be",
    "bg",
    "ro",
    "cs",
    "sk",
    "sl",
    "hr",
    "sr",
    "sr_Latn",
    "mk",
    "hu",
    "tr",
    "az",
    "el",
    "sv",
    "da",
    "nb",
    "fi",
    "et",
    "lv",
    "lt",
    "is",
    "ca",
    "id",
    "sw",
    "ar",
    "ar_LB",
    "ar_MA",
    "ar_DZ",
    "ar_IQ",
    "ar_MR",
    "kk",
    "uz",
    "sq",
)
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
    for name in LOCALES:
        held = Locale.parse(name).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, word in held[context][width].items():
                    key = fold_word(str(word))
                    if len(key) > 1 and not any(c.isdigit() for c in key):
                        found.setdefault(key, {}).setdefault(name, int(number))
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
    held = months().get(word, {})
    ours = {number for name, number in held.items() if name in locales}
    return frozenset(ours or held.values())


def languages(words: set[str]) -> frozenset[str]:
    """The languages that know the most of the words."""
    counts = {name: sum(name in months().get(word, {}) for word in words) for name in LOCALES}
    most = max(counts.values())
    return frozenset(name for name, number in counts.items() if number == most and most)
