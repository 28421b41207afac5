"""Up to six places, regions or goods side by side: over time, per what is declared, and what is not known."""

import polars as pl

from analysis import indexing, panel
from analysis.change import LEAST_BASE
from analysis.rates import span_told, years_told
from analysis.shortlist import told as named_only
from charts import bars, dots, trend
from charts.drawn import Drawn
from data_access.answers import Answers
from data_access.cube.rollup import per_unit
from domain.cells import CellState
from domain.exact import figures as exact_figures
from domain.exact import snapped
from domain.selection import Selection
from reports.card import NUMBER, Card, Report, Text
from reports.changes import incomplete_years
from reports.compare.figures import (
    Denominator,
    denominator,
    figures,
    observed,
    rated,
    rated_by_year,
)
from reports.compare.question import SCALES, Choice
from reports.dates import provisional_from
from reports.studio import Studio
from reports.tables import coded, counted, worded

CAUTION = (
    "These lines show reports: they differ by who reported, by how much was looked for, and by how much there was."
)


def trend_card(studio: Studio, choice: Choice, per: Denominator, years: list[int]) -> Report:
    """All on one scale, by year; a year that was not reported is a gap."""
    words, scale = studio.words, choice.scale
    frame = (
        rated_by_year(studio.answers, choice, per, years)
        if scale == "rate"
        else figures(studio.answers, choice, "year", grid=True)
    )
    frame = frame.filter(pl.col("year") >= str(years[0])).rename({"label": "series", "year": "period"})
    unit, notes = choice.unit, []
    if scale == "rate":
        unit, notes = f"{choice.unit}, {per.unit}", [per.source]
    elif scale == "index":
        base = _base(studio.answers, choice, frame)
        if not base:
            return (Text(indexing.NO_BASE, "info"),)
        least = LEAST_BASE if choice.counted else 0
        frame, unit = _indexed(frame, base, least), f"index of {choice.unit}, {base} = 100"
    elif scale == "share":
        frame, unit = (
            _shares(studio.answers, frame, choice),
            f"% of all {choice.unit} of the year in this selection",
        )
        notes = ["of all places" if choice.kind != "goods" else "of all goods"]
    return (
        Card(
            key="compare_trend",
            title=f"{choice.label} by year, on one scale",
            unit=unit,
            drawn=Drawn(
                trend.trend(
                    frame, words=words, theme=studio.theme, unit=unit, provisional_from=provisional_from(studio.answers)
                ),
                trend.describe(frame, words=words, unit=unit, provisional_from=provisional_from(studio.answers)),
            ),
            codes=coded(frame, year="period"),
            table=worded(frame, "Year") if scale == "figures" and choice.counted else _by_year(frame, scale, choice),
            selection=choice.inside,
            note=" · ".join(notes),
            caution=CAUTION + (f" {per.source[0].upper()}{per.source[1:]}." if scale == "rate" else ""),
        ),
    )


def _by_year(frame: pl.DataFrame, scale: str, choice: Choice) -> pl.DataFrame:
    """The table of figures that are no plain counts."""
    shown = worded(frame.with_columns(pl.lit(0.0).alias("value")), "Year").drop("Reported seizures")
    figure = _figure(frame, choice) if scale == "figures" else pl.col("value")
    return shown.insert_column(2, frame.select(figure.alias(SCALES[scale])).to_series())


def _base(answers: Answers, choice: Choice, frame: pl.DataFrame) -> str:
    """The year that is 100 for all items: whole, final, and with a figure of as many as can be."""
    asked = choice.selection.having(choice.kind, ())
    sources = answers.answer(choice.question(asked, "source", "year", "month")).frame
    since, cut = provisional_from(answers), panel.incomplete(sources) | incomplete_years(answers, asked)
    counts = [pl.col("value").fill_null(0).cast(pl.Int64).alias("n")] if choice.counted else []
    return indexing.common_base(frame.with_columns(counts), provisional_from=since, incomplete=cut)


def _indexed(frame: pl.DataFrame, base: str, least: int) -> pl.DataFrame:
    """Each item's figure of the base year is 100 (fixed base, ILO Consumer price index manual 2020, chapter 1)."""
    there = (pl.col("period") == base) & (pl.col("value") > 0) & (pl.col("value") >= least)
    held = pl.col("value").filter(there).first().over("series")
    state = pl.when(held.is_null() & pl.col("value").is_not_null()).then(pl.lit(CellState.NOT_REPORTED.value))
    index = (pl.col("value") / held * 100).alias("value")
    return frame.with_columns(index, state.otherwise("state").alias("state"))


def _shares(answers: Answers, frame: pl.DataFrame, choice: Choice) -> pl.DataFrame:
    """Per cent of all that was reported in the year, in the same filters but for what is compared."""
    bare = choice.selection.having(choice.kind, ())
    whole = answers.answer(choice.question(bare, "year")).frame
    joined = frame.join(
        whole.select(pl.col("year").alias("period"), pl.col("value").alias("whole")), on="period", how="left"
    )
    share = pl.when(pl.col("whole") > 0).then(pl.col("value") / pl.col("whole") * 100)
    gone = share.is_null() & pl.col("value").is_not_null()
    state = pl.when(gone).then(pl.lit(CellState.NOT_REPORTED.value)).otherwise("state")
    return joined.with_columns(share.alias("value"), state.alias("state")).drop("whole")


def rates_card(studio: Studio, choice: Choice, per: Denominator, years: list[int]) -> Report:
    """Rates of the whole period, A–Z: of counts with intervals and the ranks that they leave open."""
    words = studio.words
    frame = rated(studio.answers, choice, per, years)
    unit = f"{choice.unit}, {per.unit}"
    notes = [_note(row, ranked=choice.counted and frame["rate"].count() > 1) for row in frame.to_dicts()]
    frame = frame.with_columns(pl.Series("note", notes, pl.String))
    ends = ("low", "high") if choice.counted else ("rate", "rate")
    shown = frame.select(
        "label",
        pl.col("rate").alias("value"),
        *(pl.col(e).alias(n) for e, n in zip(ends, ("low", "high"), strict=True)),
        "note",
    )
    only = "" if choice.counted else "no interval: a few large seizures dominate a sum"
    span = (
        "" if choice.selection.start and choice.selection.end else f"{years[0]} to {years[-1]}"
    )  # else the filters say it
    return (
        Card(
            key="compare_rates",
            title=f"{choice.label}, {per.unit.split(' of reporting')[0].split(' (about')[0]}, A–Z",
            unit=unit,
            drawn=Drawn(
                dots.dots(shown, words=words, theme=studio.theme, unit=per.unit),
                dots.describe(shown, words=words, unit=unit),
            ),
            table=_table(frame, choice, per),
            codes=coded(frame, against="code"),
            selection=choice.inside,
            note=" · ".join(filter(None, [span, per.source, only])),
            caution=_CAUTION + f" Divided by: {per.source}.",
            columns={n: NUMBER for n in (choice.label, "Rate", "from", "to", per.column)},
        ),
    )


_CAUTION = (
    "The bar is the 95 % interval of a Poisson count: it reflects chance only, not who looked or who reported. Where "
    "intervals overlap, places cannot be distinguished: the rank shows which positions remain possible. Only places "
    "and years with records count in the denominator."
)


def _note(row: dict[str, object], *, ranked: bool) -> str:
    few = ", few seizures" if row["few"] and ranked else ""
    rank = ""
    if ranked and row["rank_low"] is not None:
        one = row["rank_low"] == row["rank_high"]
        rank = f", rank {row['rank_low']}" if one else f", rank {row['rank_low']}–{row['rank_high']}"
    return f"{_told(row)} with reports{rank}{few}"


def _told(row: dict[str, object]) -> str:
    """'3 of 16 report, 12 of 80 years'."""
    some = f"{row['reporting']} of {row['members']} report, " if row["members"] != 1 else ""
    return f"{some}{span_told(row)}"


def _table(frame: pl.DataFrame, choice: Choice, per: Denominator) -> pl.DataFrame:
    ranks = pl.format("{}–{}", "rank_low", "rank_high")
    ends = [
        pl.col("low").alias("from"),
        pl.col("high").alias("to"),
        pl.when(pl.col("rank_low").is_not_null()).then(ranks).alias("Possible ranks"),
    ]
    return frame.select(
        pl.col("label").alias("Name"),
        _figure(frame, choice).alias(choice.label),
        pl.col("rate").alias("Rate"),
        *(ends if choice.counted else []),
        pl.format("{} of {}", "reporting", "members").alias("Members that report"),
        pl.col("years").alias("Years reported"),
        pl.col("inhabitants").alias(per.column),
        pl.col("without_population").alias("Reporting, size not known"),
        pl.lit(per.unit).alias("Rate is"),
    )


def _coverage(answers: Answers, choice: Choice, years: list[int]) -> pl.DataFrame:
    """code, note: how many members and years stand behind the sums, counted as behind the rates."""
    seen = observed(answers, choice, denominator("years", years).sizes, years).with_columns(years_told().alias("years"))
    notes = [_told(row) for row in seen.to_dicts()]
    return seen.select("code", pl.Series("note", notes, pl.String))


def counts_card(studio: Studio, choice: Choice, years: list[int]) -> Report:
    """The sums themselves, A–Z, each with its coverage; overlapping groups are said."""
    words = studio.words
    frame = figures(studio.answers, choice)
    frame = frame.join(_coverage(studio.answers, choice, years), on="code", how="left")
    frame = frame.with_columns(counted(frame) if choice.counted else [])
    return (
        Card(
            key="compare_counts",
            title=f"{choice.label}, A–Z",
            unit=choice.unit,
            drawn=Drawn(
                bars.bars(frame, words=words, theme=studio.theme, unit=choice.unit),
                bars.describe(named_only(frame), words=words, unit=choice.unit, places=True),
            ),
            table=_sums(frame, choice),
            codes=coded(frame, against="code"),
            selection=choice.inside,
            caution="Sums of reports, not adjusted for size or for who reported: the rates above adjust for both. "
            + ("A seizure with several goods counts under each of them. " if choice.kind == "goods" else ""),
        ),
    )


def _sums(frame: pl.DataFrame, choice: Choice) -> pl.DataFrame:
    if choice.counted:
        return worded(frame, "Name")
    names = {"n_reported": "Records with a figure", "largest": "Largest single figure", "note": "Coverage"}
    extra = [pl.col(c).alias(n) for c, n in names.items() if c in frame.columns]
    return frame.select(pl.col("label").alias("Name"), _figure(frame, choice).alias(choice.label), *extra)


def _figure(frame: pl.DataFrame, choice: Choice) -> pl.Expr:
    """Counts whole, amounts exact."""
    if choice.counted:
        return pl.col("value").cast(pl.Int64)
    per = per_unit(choice.measure[0], choice.question(Selection()).unit_class)
    return exact_figures(per, frame) if "base" in frame.columns else snapped(pl.col("value"), per)
