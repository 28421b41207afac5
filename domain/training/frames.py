"""The frames of training: columns and types."""

from typing import Any

import polars as pl

_LIST: Any = pl.List(pl.String)
COURSE_SCHEMA: dict[str, Any] = {
    "course_id": pl.String,
    "title": pl.String,
    "kind": pl.String,  # domain.training.vocabulary.KINDS
    "level": pl.String,  # LEVELS
    "mode": pl.String,  # MODES
    "academy": pl.String,
    "place": pl.String,  # where it was held, '' where not stated
    "year": pl.Int32,
    "first_day": pl.Date,  # null where only the year is known
    "last_day": pl.Date,
    "date_precision": pl.String,  # day, month or year: the coarser of both ends
    "start": pl.String,  # as written: a day, a month or a year
    "end": pl.String,
    "organisers": _LIST,
    "funders": _LIST,
    "goods": _LIST,  # our codes; empty: on no goods in particular
    "series": pl.String,  # of operations that it prepared
    "participants": pl.Int64,  # all that are stated; null where no number is
    "participants_note": pl.String,
    "source_grade": pl.String,
    "note": pl.String,
    "verified": pl.Boolean,
    "unverified_fields": pl.String,  # joined by ', '
    "source": pl.String,
    "handling": pl.String,
    "invented": pl.Boolean,
}
"""One row a course."""
GROUP_SCHEMA: dict[str, Any] = {
    "course_id": pl.String,
    "country": pl.String,  # '' where not stated
    "agency": pl.String,  # domain.training.vocabulary.AGENCIES, '' where not stated
    "participants": pl.Int64,  # null where no number is stated
}
"""One row a group of participants: of one country and one kind of agency. What only a total tells is in one without."""
TRAINING_COUNT_SCHEMA: dict[str, Any] = {"value": pl.Float64, "n": pl.Int64, "courses": pl.Int64}
"""value: courses, or participants (null where no course of the row states a number). n: courses with a figure."""
