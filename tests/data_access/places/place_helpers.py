"""Small helpers of the tests of places."""

import polars as pl
import pycountry

from data_access.places.names import resolve
from data_access.reference import tables as reference
from domain.dimensions import PSEUDO_LABELS

CODES = set(reference.names("places"))
ALLOWED = CODES | set(PSEUDO_LABELS)
OFFICIAL = sorted(
    {(n, c) for c, n in reference.names("places").items()}
    | {
        (value, c.alpha_3)
        for c in pycountry.countries
        for field in ("name", "official_name", "common_name")
        if (value := getattr(c, field, None))
    }
)
"""Official names of places with their codes."""
ASKED = {"Congo", "Saint Martin"}
"""Official names that are ambiguous all the same."""


def column(*values):
    return pl.Series("place", list(values), dtype=pl.String)


def found(*values, **options):
    """Name → row of the answer."""
    return {r["name"]: r for r in resolve(column(*values), **options).iter_rows(named=True)}


def one(name, *others, **options):
    return found(name, *others, **options)[name]
