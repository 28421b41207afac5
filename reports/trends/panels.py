"""Small multiples over time: a chart for each region, group of goods, source or mode; on one scale unless asked."""

import polars as pl

from analysis.coverage import reporters
from charts.text import highest
from charts.time.panels import panels
from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.collation import by_name
from domain.dimensions import DIMENSIONS
from domain.messages import N_
from domain.selection import Selection
from domain.words import Words
from reports.card import Card, Column, Report, Text
from reports.explore.found import names
from reports.studio import Studio
from reports.tables import coded
from reports.trends.question import PANELS, STEPS, Trend
from reports.trends.series import Series, answer
from reports.trends.words import figure, when
from reports.wording import state_columns, states

MOST = 12
PLACES = ("region",)
LOUD = N_("EACH CHART HAS A SCALE OF ITS OWN: heights cannot be compared")
BY = {"year": N_("{dimension} and year"), "month": N_("{dimension} and month")}


def panels_cards(studio: Studio, now: Trend, series: Series) -> Report:
    """Regions A–Z; other lists the largest first, at most twelve."""
    words = studio.words
    frame = answer(studio.answers, now.question, now.by, now.time, grid=True).frame
    frame = frame.rename({now.time: "period", now.by: "code"}).filter(pl.col("period").is_in(series.periods))
    sums = frame.group_by("code").agg(pl.col("value").sum()).filter(pl.col("value") > 0)
    if sums.is_empty():
        return (Text(words.t("Nothing to compare in this selection."), "info"),)
    largest = sums.sort("value", "code", descending=[True, False])["code"].to_list()
    labels = _labels(studio.answers, words, now.selection, now.by, largest, series.periods)
    kept = largest[:MOST]
    order = by_name(kept, labels) if now.by in PLACES else kept
    ranks = pl.DataFrame({"code": order, "series": [labels[c] for c in order]}).with_row_index("at")
    shown = _every(frame, ranks, series.periods)
    how = words.t(LOUD) if now.own else words.t("all on one scale")
    by = words.t(BY[now.step], dimension=words.t(DIMENSIONS[now.by].inside))
    unit = words.say(now.question.unit)
    sentence = _finding(studio, now, shown, by, how, len(largest))
    return (
        Text(sentence),
        Card(
            key="trends_panels",
            title=words.t("{measure} by {dimensions}", measure=now.question.label, dimensions=by),
            unit=unit,
            drawn=panels(shown, words=words, theme=studio.theme, unit=unit, provisional_from=series.since, own=now.own),
            table=_table(studio, shown, now),
            columns=_columns(words, now),
            codes=coded(shown, **{now.by: "code", now.time: "period"}),
            selection=now.selection,
            finding=sentence,
            note=" · ".join([words.t("A–Z") if now.by in PLACES else words.t("The largest first"), how]),
            caution=words.t(
                "These lines show reports: they differ by who reported and by what each source counts. A seizure with "
                "several goods counts in the chart of each."
            ),
        ),
    )


def _finding(studio: Studio, now: Trend, shown: pl.DataFrame, by: str, how: str, size: int) -> str:
    """The highest point, and how many of so many are shown."""
    words, first = studio.words, highest(shown).sort("period")
    sentence = words.t(
        "**{measure}** by {dimensions}, **{how}**: the highest point is in **{when}** with {value}.",
        measure=now.question.label,
        dimensions=by,
        how=how,
        when=words.listed([when(studio, p) for p in first["period"].unique(maintain_order=True)], most=2),
        value=words.short(first["value"][0]),
    )
    if size <= MOST:
        return sentence
    largest = words.t("The largest {most} of {all} are shown.", most=MOST, all=size)
    return f"{sentence} {largest}"


def _labels(
    answers: Answers, words: Words, selection: Selection, by: str, codes: list[str], periods: list[str]
) -> dict[str, str]:
    """Code → words; regions with how many of their members have records in these periods."""
    labels = names(answers, by, codes, selection.scheme, words)
    if by not in PLACES:
        return labels
    inside = pl.col("year").is_between(int(periods[0][:4]), int(periods[-1][:4]))
    counts = reporters(answers.coverage(selection).filter(inside), reference.membership(selection.scheme))
    return labels | {
        region: words.t("{region} ({n} of {all} report)", region=labels[region], n=n, all=members)
        for region, n, members in counts.iter_rows()
        if region in labels
    }


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
        "series",
        "period",
        figure("value", now),
        *states(shown, studio.words),
    )


def _columns(words: Words, now: Trend) -> dict[str, Column]:
    return {
        "series": Column(words.t(PANELS[now.by])),
        "period": Column(words.t(STEPS[now.time])),
        "value": Column(words.say(now.question.label)),
        **state_columns(words),
    }
