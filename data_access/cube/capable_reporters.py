"""Who could have reported anything of what is asked: only their silence can mean zero.

A source of wildlife says nothing about heroin, and one that never reports a mode of transport says nothing about
seizures by air; neither does a reporter that never fills in a field which its source has.
"""

from collections.abc import Sequence

import polars as pl

from data_access.lattice.offered import Offered
from data_access.reference import tables as reference
from domain.dimensions import EMPTY
from domain.selection import Selection

GROUP = "_group"
"""Of a good in a grid: which sources can report anything about it."""
_FIELDS = {
    **{field: (field,) for field in ("mode", "producing", "departure", "destination", "illicit")},
    "route": ("departure", "destination"),
}
"""The fields behind a dimension that a report may leave empty."""


def sources_able(selection: Selection, offered: Offered) -> list[str]:
    """The sources with records of the groups of goods asked for (of any goods if none is) that report each field that
    is filtered by in some record, sorted.
    """
    asked = [*selection.values("goods"), *selection.values("goods_group")]
    able = sources_of_groups(offered)
    if asked:
        able = able.filter(pl.col(GROUP).is_in([reference.goods_group()[c] for c in asked]))
    for field in fields_asked(selection):
        reported = offered.reports(field, "source").filter("reported")
        able = able.filter(pl.col("source").is_in(reported["source"].to_list()))
    return able["source"].unique().sort().to_list()


def able(frame: pl.DataFrame, selection: Selection, offered: Offered, by: Sequence[str] = ()) -> pl.DataFrame:
    """The rows (source, country, …) of those that can report it: of able sources, without the reporters whose records
    never report a field that is filtered by or grouped `by`. A reporter that declared to have none reports all that its
    source reports.
    """
    left = frame.filter(pl.col("source").is_in(sources_able(selection, offered)))
    for field in fields_asked(selection, by):
        reported = offered.reports(field, "source").filter("reported")
        silent = offered.reports(field, "source", "country").filter(~pl.col("reported"))
        left = left.join(reported, on="source", how="semi").join(silent, on=["source", "country"], how="anti")
    return left


def fields_asked(selection: Selection, by: Sequence[str] = ()) -> list[str]:
    """The fields that must be reported for a zero, sorted. Who asks for empty fields too asks for every record."""
    found = {field for d in by for field in _FIELDS.get(d, ())}
    for dimension, values in selection.where:
        for end, field in enumerate(_FIELDS.get(dimension, ())):
            if EMPTY not in [f"{v}>".split(">")[end] for v in values]:
                found.add(field)
    return sorted(found)


def sources_of_groups(offered: Offered) -> pl.DataFrame:
    """source, _group: which sources have records of which groups of goods."""
    groups = pl.col("goods").replace(reference.goods_group()).alias(GROUP)
    return offered.goods_by_source.select("source", groups).unique()
