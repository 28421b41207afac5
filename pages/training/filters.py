"""The filters of training: goods, who took part, level, who held it and years."""

from typing import Final

from domain.messages import N_
from pages.entries.filters import LedgerFilters
from pages.parts import training_reader
from pages.parts.answers import for_reader


def _codes(dimension: str) -> list[str]:
    return for_reader().training.codes(dimension)


FILTERS: Final = LedgerFilters(
    key="training",
    reader=training_reader.READER,
    codes=_codes,
    first=("goods", "country", "agency", "level", "academy"),
    more=("region", "kind", "mode", "place", "organiser", "funder", "series", "grade"),
    heading=N_("Kind, where and by whom"),
    years=N_("Years of the courses"),
)
