"""`make assets`: names of places and of months from Unicode CLDR, folded, as two reference tables.

Babel opens a file of its own for each language; every child that reads a file would pay for fifty of them anew
(measured: 1.9 of the 2.6 seconds of a first look at a file).
"""

import csv
from collections.abc import Iterable
from pathlib import Path

from babel import Locale

from data_access.places.keys import fold
from data_access.sources.auto.values.months import fold_word

FOLDER = Path(__file__).resolve().parent.parent / "data_access" / "reference"
PLACES = (
    "en fr es ru ar zh zh_Hant pt de it nl pl tr uk ja ko ro el sv da nb fi cs hu bg sr sr_Latn hr sk sl et lv lt "
    "fa he hi id ms th vi sq mk ka hy az kk ky uz tg bn ur sw"
)
"""Languages whose names of places are known, in the order in which a name that several share is taken of one."""
MONTHS = (
    "en fr es de it pt nl pl ru uk be bg ro cs sk sl hr sr sr_Latn mk hu tr az el sv da nb fi et lv lt is ca id sw "
    "ar ar_LB ar_MA ar_DZ ar_IQ ar_MR kk uz sq"
)
"""Languages that reports with months in words come in."""


def territory_names() -> list[tuple[str, str, str]]:
    """(key, language, territory) of every name of a territory; the territory as ISO 3166-1 alpha-2 or UN M49."""
    return [
        (key, language, territory)
        for language in PLACES.split()
        for territory, name in Locale.parse(language).territories.items()
        if (key := fold(name))
    ]


def month_names() -> list[tuple[str, str, str]]:
    """(word, language, month) of every long or short name of a month."""
    found: dict[tuple[str, str], int] = {}
    for language in MONTHS.split():
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    word = fold_word(str(name))
                    if len(word) > 1 and not any(c.isdigit() for c in word):
                        found.setdefault((word, language), int(number))
    return [(word, language, str(number)) for (word, language), number in found.items()]


TABLES = {
    "territory_names": (("key", "language", "territory"), territory_names),
    "month_names": (("word", "language", "month"), month_names),
}
"""Name of a reference table → its headings, and what makes its rows."""


def write(name: str, headings: Iterable[str], rows: Iterable[tuple[str, ...]]) -> None:
    """Write a reference table."""
    with (FOLDER / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([tuple(headings), *rows])


if __name__ == "__main__":
    for table, (columns, make) in TABLES.items():
        write(table, columns, make())
