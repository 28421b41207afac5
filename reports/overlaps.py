"""Records of two sources that may be one seizure: the candidates, likeliest first."""

import polars as pl

from analysis.overlaps import candidates
from data_access.answers import Answers
from data_access.kept import kept
from data_access.records.overlaps import SCHEMA


@kept
def overlap_candidates(answers: Answers, country: str = "", limit: int = 500) -> pl.DataFrame:
    """Pairs of records of two sources that may be one seizure, the likeliest first (see analysis.overlaps)."""
    if len(answers.codes("source")) < 2:  # of those with seizures
        return candidates(pl.DataFrame(schema=SCHEMA), {})
    return candidates(answers.overlaps.comparable(country), answers.overlaps.precedence(), limit)
