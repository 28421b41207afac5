"""The filters of benchmarks: who published, of which goods, what kind of figure, and years."""

from typing import Final

from domain.messages import N_
from pages.entries.filters import LedgerFilters
from pages.parts import benchmark_reader
from pages.parts.answers import for_reader


def _codes(dimension: str) -> list[str]:
    return for_reader().benchmarks.codes(dimension)


FILTERS: Final = LedgerFilters(
    key="benchmark",
    reader=benchmark_reader.READER,
    codes=_codes,
    first=("series", "goods", "kind"),
    years=N_("Years of the published figures"),
)
