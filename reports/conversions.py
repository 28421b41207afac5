"""Sums beside what they are in another currency or, estimated, in another unit class."""

import polars as pl

from analysis.estimates import estimate
from data_access.answers import Answers
from data_access.cube.conversions import quantities_by_goods
from data_access.harmonise.units import cross_factors
from data_access.kept import kept
from domain.selection import Selection


@kept
def estimated(answers: Answers, selection: Selection, by: tuple[str, ...], to_class: str) -> pl.DataFrame:
    """Quantities by goods and class, with the estimate in one class beside (see analysis.estimates.estimate)."""
    return estimate(quantities_by_goods(answers, selection, by), cross_factors(), to_class=to_class)
