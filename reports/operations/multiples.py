"""Small multiples by series: one unit for all, and no line across a break, a combined total or a missing figure."""

from itertools import groupby

import polars as pl

from charts.time.panels import panels
from domain.cells import CellState
from domain.messages import N_
from domain.operations.selection import OperationSelection
from domain.question import Question
from domain.words import Words
from reports.asked import Asked
from reports.card import Card, Column, Report, number
from reports.operations.dates import names
from reports.operations.wording import caution
from reports.studio import Studio

SHOWN = {
    "countries": N_("Countries taking part"),
    "arrests": N_("Arrests"),
    "USD": N_("Value in USD"),
    "EUR": N_("Value in EUR"),
}
"""What can be compared over editions: of each the unit is the same in all series. Quantities never are."""
UNITS = {
    "countries": N_("countries taking part, as announced"),
    "arrests": N_("arrests, as announced"),
    "USD": N_("USD, as announced"),
    "EUR": N_("EUR, as announced"),
}
_MOST = 12
_FEWEST = 2
"""One edition is no course."""


def shown(studio: Studio, question: Question) -> tuple[str, Report]:
    """Which figure the link asks for (option `show`), and what is said where it names another."""
    asked = Asked(studio.answers, question, studio.words)
    wanted = asked.one("show", tuple(SHOWN), N_("The link asks for a figure that is not known; another one is shown."))
    return wanted, asked.notes


def multiples(studio: Studio, selection: OperationSelection, figure: str) -> Report:
    """One small chart a series, of those with at least two editions that tell the figure; none where there is none."""
    words = studio.words
    found = studio.answers.operations.listed(selection.counted())
    runs = _runs(found, figure, words)
    if not runs:
        return ()
    frame = _completed(runs)
    unit, title = words.t(UNITS[figure]), words.t(SHOWN[figure])
    drawn = found.filter(pl.col("series").is_in([series for _, series, _ in runs]))
    notes = [*_breaks(drawn, words), *_early(drawn.filter("preliminary"), words), *_twice(drawn, words)]
    return (
        Card(
            key="operations_series",
            title=words.t("Editions of a series: {figure}", figure=title),
            unit=unit,
            drawn=panels(frame, words=words, theme=studio.theme, unit=unit, own=figure != "countries"),
            table=_table(runs, words),
            columns={
                "series": Column(words.t("Series")),
                "edition": Column(words.t("Edition")),
                "period": Column(words.t("Year")),
                "value": number(title),
                "early": Column(words.t("Early figures")),
            },
            selection=selection,
            caution=caution(words),
            note=words.n(
                "{n} series with editions that tell it. A break begins a new chart; a pale band is a year without an "
                "edition, or without a figure, which is no zero",
                "The {n} series with the most editions that tell it. A break begins a new chart; a pale band is a year "
                "without an edition, or without a figure, which is no zero",
                len({series for _, series, _ in runs}),
            ),
            below=tuple(notes),
        ),
    )


Run = tuple[str, str, pl.DataFrame]
"""Name of the chart, series, rows."""


def _runs(found: pl.DataFrame, figure: str, words: Words) -> list[Run]:
    """Rows (period, edition, value, early) of each stretch of a series between two breaks."""
    column = {"countries": "participating_countries", "arrests": "arrests"}.get(figure, "value_amount")
    value = pl.col(column).cast(pl.Float64)
    if figure == "arrests":
        value = pl.when(pl.col("arrests_basis") == "arrests").then(value)
    elif figure in ("USD", "EUR"):
        same = (pl.col("value_currency") == figure) & (pl.col("value_basis") == "as_reported")
        value = pl.when(same).then(value)
    named = pl.Series(names(found), dtype=pl.String)
    rows = found.with_columns(value=value, breaks=pl.col("break_figures") == "all", edition_name=named)
    rows = rows.filter(pl.len().over("series", "year") == 1).sort("series", "year")
    rows = rows.with_columns(run=pl.col("breaks").cum_sum().over("series"))
    runs = []
    for (series, _), group in groupby(rows.iter_rows(named=True), key=lambda row: (row["series"], row["run"])):
        editions = list(group)
        if sum(row["value"] is not None for row in editions) < _FEWEST:
            continue
        broken = rows.filter(pl.col("series") == series)["run"].n_unique() > 1
        first, last = (str(editions[at]["year"]) for at in (0, -1))
        name = words.t("{series}, {first}–{last}", series=series, first=first, last=last) if broken else series
        runs.append((name, str(series), _run_frame(editions)))
    longest = sorted(runs, key=lambda run: -run[2]["value"].count())[:_MOST]
    return sorted(longest, key=lambda run: run[0])


def _run_frame(editions: list[dict[str, object]]) -> pl.DataFrame:
    columns = {"period": "year", "edition": "edition_name", "value": "value", "early": "preliminary"}
    rows = [{name: row[column] for name, column in columns.items()} for row in editions]
    schema = {"period": pl.Int64, "edition": pl.String, "value": pl.Float64, "early": pl.Boolean}
    return pl.DataFrame(rows, schema=schema).with_columns(pl.col("period").cast(pl.String))


def _completed(runs: list[Run]) -> pl.DataFrame:
    """series, period, value and state of every year of the axis: a year without a figure is not reported."""
    years = sorted({int(year) for *_, frame in runs for year in frame["period"]})
    axis = [str(year) for year in range(years[0], years[-1] + 1)]
    every = [
        pl.DataFrame({"period": axis})
        .join(frame.select("period", "value"), on="period", how="left")
        .select(pl.lit(name).alias("series"), "period", "value")
        for name, _, frame in runs
    ]
    known = pl.when(pl.col("value").is_null()).then(pl.lit(CellState.NOT_REPORTED.value))
    return pl.concat(every).with_columns(state=known.otherwise(pl.lit(CellState.VALUE.value)))


def _table(runs: list[Run], words: Words) -> pl.DataFrame:
    early = pl.when("early").then(pl.lit(words.t("Early figures"))).otherwise(pl.lit("")).alias("early")
    every = [frame.select(pl.lit(name).alias("series"), "edition", "period", "value", early) for name, _, frame in runs]
    return pl.concat(every)


def _breaks(found: pl.DataFrame, words: Words) -> list[str]:
    """Every documented break of the series shown."""
    broken = found.filter(pl.col("break_figures") == "all").sort("series", "year")
    rows = zip(names(broken), broken["year"], broken["break_why"], strict=True)
    return [words.t("Break at {name} ({year}): {why}", name=name, year=str(year), why=why) for name, year, why in rows]


def _early(found: pl.DataFrame, words: Words) -> list[str]:
    if found.is_empty():
        return []
    return [words.t("Early figures, perhaps changed later: {names}.", names=words.comma(names(found)))]


def _twice(found: pl.DataFrame, words: Words) -> list[str]:
    both = found.filter(pl.len().over("series", "year") > 1).sort("series", "op_id")
    if both.is_empty():
        return []
    return [words.t("Not drawn, two editions of one year: {names}.", names=words.comma(names(both)))]
