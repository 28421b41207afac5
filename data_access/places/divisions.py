"""Administrative divisions of the records: reported as a code of ISO 3166-2, in words that one division answers to, or
derived from coordinates where neither is reported (placing.py).

Computed at the question, so that a store of older imports has them too: the database groups by code and by words,
and the few distinct words are looked up here.
"""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

import polars as pl
import pycountry

from data_access.places.division_names import is_division, subdivision, upper
from data_access.reference import tables as reference
from data_access.settings import settings
from domain.dimensions import EMPTY, OTHER

DIVISION = "division"
SOURCES = ("admin1", "admin1_code")
"""The details that a division is found by: the words, and the code that the source gave or coordinates lead to."""
FOLDER = "app/static/divisions/"


def details_asked(details: Iterable[str]) -> list[str]:
    """The details to group by in the database: a division by what it is found by."""
    asked = set(details)
    return sorted((asked - {DIVISION}) | set(SOURCES)) if DIVISION in asked else sorted(asked)


def with_division(facts: pl.DataFrame, details: Sequence[str]) -> pl.DataFrame:
    """The facts with the column `division`, if asked for: of the upper level of its country.

    Empty where nothing was reported, 'other' where what was reported is no division of the country, or fits several.
    """
    if DIVISION not in details:
        return facts
    keys = ["country", *SOURCES]
    spellings = facts.select(pl.col(k).cast(pl.String) for k in keys).unique()
    codes = [_division(*row) for row in spellings.iter_rows()]
    found = spellings.with_columns(pl.Series(DIVISION, codes, pl.String))
    return facts.with_columns(pl.col(keys).cast(pl.String)).join(found, on=keys, how="left", maintain_order="left")


@lru_cache(maxsize=50_000)
def _division(country: str, words: str, code: str) -> str:
    if code:
        return upper(code) if is_division(country, code) else OTHER
    if not words.strip():
        return EMPTY
    found = subdivision(country, words)
    return upper(found) if found else OTHER


@cache
def division_names() -> dict[str, str]:
    """Code → name of every division: as on the map where it has a shape, else as ISO 3166-2 writes it."""
    iso = {d.code: d.name for d in pycountry.subdivisions}
    return iso | dict(reference.read("division_shapes").select("code", "name").iter_rows())


def shapes(country: str) -> pl.DataFrame:
    """The divisions of a country (our code) that have a shape: code, name, lon, lat, west, south, east, north, km2.

    No row where there is no file of divisions for it: then nothing is drawn. None at all under the operator's own
    boundaries, which ours might contradict.
    """
    found = _shapes(country)
    return found if settings().boundaries is None else found.clear()


@cache
def _shapes(country: str) -> pl.DataFrame:
    numbers = [pl.col(c).cast(pl.Float64) for c in ("lon", "lat", "west", "south", "east", "north", "km2")]
    found = reference.read("division_shapes").filter(pl.col("country") == country)
    return found.drop("country").with_columns(numbers)


def address(country: str) -> str:
    """Where the browser finds the shapes."""
    return f"{FOLDER}{country}.geojson"
