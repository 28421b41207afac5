"""Small multiples over time: a chart for each region, group of goods, source or mode; on one scale unless asked."""

from typing import Any

import polars as pl
import streamlit as st

from analysis.coverage import reporters
from charts import panels
from charts.drawn import Drawn
from charts.text import highest, tied
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.collation import by_name
from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.show import show
from pages.parts.trend_data import Held, answer
from pages.parts.trend_question import PANELS, STEPS, Trend
from pages.parts.trend_words import figure, when
from reports.card import Card
from reports.explore.found import names
from reports.tables import coded
from reports.wording import states

MOST = 12
PLACES = ("region",)
LOUD = "EACH CHART HAS A SCALE OF ITS OWN: heights cannot be compared"


def panels_card(selection: Selection, now: Trend, held: Held) -> None:
    """Regions A–Z; other lists the largest first, at most twelve."""
    words = reader.words()
    frame = answer(selection, now.question, now.by, now.time, grid=True).frame
    frame = frame.rename({now.time: "period", now.by: "code"}).filter(pl.col("period").is_in(held.periods))
    sums = frame.group_by("code").agg(pl.col("value").sum()).filter(pl.col("value") > 0)
    if sums.is_empty():
        st.info("Nothing to set side by side in this selection.")
        return
    largest = sums.sort("value", "code", descending=[True, False])["code"].to_list()
    labels = _labels(selection, now.by, largest, held.periods)
    kept = largest[:MOST]
    order = by_name(kept, labels) if now.by in PLACES else kept
    ranks = pl.DataFrame({"code": order, "series": [labels[c] for c in order]}).with_row_index("at")
    shown = _every(frame, ranks, held.periods)
    left = f" The largest {MOST} of {words.number(len(largest))} are shown." if len(largest) > MOST else ""
    how = LOUD if now.own else "all on one scale"
    by = f"{PANELS[now.by].lower()} and {STEPS[now.step].lower()}"
    first = highest(shown).sort("period")
    st.markdown(
        f"**{now.question.label}** by {by}, **{how}**: the highest point is in "
        f"**{tied([when(p) for p in first['period']])}** with {words.short(first['value'][0])}.{left}"
    )
    shared: dict[str, Any] = {"words": words, "unit": now.question.unit}
    show(
        Card(
            key="trends_panels",
            title=f"{now.question.label} by {by}",
            unit=now.question.unit,
            drawn=Drawn(
                panels.panels(shown, theme=reader.theme(), provisional_from=held.since, own=now.own, **shared),
                panels.describe(shown, own=now.own, **shared),
            ),
            table=_table(shown, now),
            codes=coded(shown, **{now.by: "code", now.time: "period"}),
            selection=selection,
            note=f"{'A–Z' if now.by in PLACES else 'The largest first'} · {how}",
            caution="Lines of reports: they differ by who reported and by what each source counts. A seizure with "
            "several goods stands in the chart of each.",
        )
    )


def _labels(selection: Selection, by: str, codes: list[str], periods: list[str]) -> dict[str, str]:
    """Code → words; regions with how many of their members have records in these periods."""
    labels = names(for_reader(), by, codes, selection.scheme)
    if by not in PLACES:
        return labels
    inside = pl.col("year").is_between(int(periods[0][:4]), int(periods[-1][:4]))
    held = reporters(for_reader().coverage(selection).filter(inside), reference.membership(selection.scheme))
    notes = {region: f" ({n} of {of} report)" for region, n, of in held.iter_rows()}
    return {c: n + notes.get(c, "") for c, n in labels.items()}


def _every(frame: pl.DataFrame, ranks: pl.DataFrame, periods: list[str]) -> pl.DataFrame:
    """Every series with every period, in order; what has no row was not reported."""
    grid = ranks.join(pl.DataFrame({"period": periods}), how="cross")
    cells = grid.join(frame.select("code", "period", "value", "state", "possible"), on=["code", "period"], how="left")
    silent = pl.col("state").fill_null(CellState.NOT_REPORTED.value)
    return (
        cells.with_columns(silent.alias("state"))
        .sort("at", "period")
        .select("code", "series", "period", "value", "state", "possible")
    )


def _table(shown: pl.DataFrame, now: Trend) -> pl.DataFrame:
    return shown.select(
        pl.col("series").alias(PANELS[now.by]),
        pl.col("period").alias(STEPS[now.time]),
        figure("value", now).alias(now.question.label),
        *states(shown),
    )
