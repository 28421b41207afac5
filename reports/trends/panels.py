"""Small multiples over time: a chart for each region, group of goods, source or mode; on one scale unless asked."""

from typing import Any

import polars as pl

from analysis.coverage import reporters
from charts import panels
from charts.drawn import Drawn
from charts.text import highest, tied
from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.collation import by_name
from domain.selection import Selection
from reports.card import Card, Report, Text
from reports.explore.found import names
from reports.studio import Studio
from reports.tables import coded
from reports.trends.question import PANELS, STEPS, Trend
from reports.trends.series import Series, answer
from reports.trends.words import figure, when
from reports.wording import states

MOST = 12
PLACES = ("region",)
LOUD = "EACH CHART HAS A SCALE OF ITS OWN: heights cannot be compared"


def panels_cards(studio: Studio, now: Trend, series: Series) -> Report:
    """Regions A–Z; other lists the largest first, at most twelve."""
    words = studio.words
    frame = answer(studio.answers, now.question, now.by, now.time, grid=True).frame
    frame = frame.rename({now.time: "period", now.by: "code"}).filter(pl.col("period").is_in(series.periods))
    sums = frame.group_by("code").agg(pl.col("value").sum()).filter(pl.col("value") > 0)
    if sums.is_empty():
        return (Text("Nothing to compare in this selection.", "info"),)
    largest = sums.sort("value", "code", descending=[True, False])["code"].to_list()
    labels = _labels(studio.answers, now.selection, now.by, largest, series.periods)
    kept = largest[:MOST]
    order = by_name(kept, labels) if now.by in PLACES else kept
    ranks = pl.DataFrame({"code": order, "series": [labels[c] for c in order]}).with_row_index("at")
    shown = _every(frame, ranks, series.periods)
    left = f" The largest {MOST} of {words.number(len(largest))} are shown." if len(largest) > MOST else ""
    how = LOUD if now.own else "all on one scale"
    by = f"{PANELS[now.by].lower()} and {STEPS[now.step].lower()}"
    first = highest(shown).sort("period")
    sentence = (
        f"**{now.question.label}** by {by}, **{how}**: the highest point is in "
        f"**{tied([when(studio, p) for p in first['period']])}** with {words.short(first['value'][0])}.{left}"
    )
    shared: dict[str, Any] = {"words": words, "unit": now.question.unit}
    return (
        Text(sentence),
        Card(
            key="trends_panels",
            title=f"{now.question.label} by {by}",
            unit=now.question.unit,
            drawn=Drawn(
                panels.panels(shown, theme=studio.theme, provisional_from=series.since, own=now.own, **shared),
                panels.describe(shown, own=now.own, **shared),
            ),
            table=_table(studio, shown, now),
            codes=coded(shown, **{now.by: "code", now.time: "period"}),
            selection=now.selection,
            note=f"{'A–Z' if now.by in PLACES else 'The largest first'} · {how}",
            caution="These lines show reports: they differ by who reported and by what each source counts. A seizure "
            "with several goods counts in the chart of each.",
        ),
    )


def _labels(answers: Answers, selection: Selection, by: str, codes: list[str], periods: list[str]) -> dict[str, str]:
    """Code → words; regions with how many of their members have records in these periods."""
    labels = names(answers, by, codes, selection.scheme)
    if by not in PLACES:
        return labels
    inside = pl.col("year").is_between(int(periods[0][:4]), int(periods[-1][:4]))
    held = reporters(answers.coverage(selection).filter(inside), reference.membership(selection.scheme))
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


def _table(studio: Studio, shown: pl.DataFrame, now: Trend) -> pl.DataFrame:
    return shown.select(
        pl.col("series").alias(PANELS[now.by]),
        pl.col("period").alias(STEPS[now.time]),
        figure(studio, "value", now).alias(now.question.label),
        *states(shown),
    )
