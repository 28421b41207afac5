"""The filters of operations: series, goods, places, who led, kind, bases and years."""

from typing import Final

from domain.messages import N_
from pages.entries.filters import LedgerFilters
from pages.parts import operation_reader
from pages.parts.answers import for_reader


def _codes(dimension: str) -> list[str]:
    return for_reader().operations.codes(dimension)


FILTERS: Final = LedgerFilters(
    key="operation",
    reader=operation_reader.READER,
    codes=_codes,
    first=("series", "goods", "region", "country", "organisation"),
    more=("kind", "category", "combined", "preliminary", "verified", "grade", "arrests_basis", "value_basis"),
    heading=N_("Kind, caveats, bases"),
    years=N_("Years of the operations"),
)
