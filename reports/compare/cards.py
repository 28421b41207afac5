"""Up to six places, regions or goods side by side: over time, per what is declared, and what is not known."""

from typing import Any

import polars as pl

from analysis import indexing, panel
from analysis.change import LEAST_BASE
from analysis.rates import span_reported, years_reported
from analysis.shortlist import named_rows as named_only
from charts.bars import bars
from charts.dots import dots
from charts.time.trend import trend
from data_access.answers import Answers
from data_access.cube.rollup import per_unit
from domain.cells import CellState
from domain.exact import figures as exact_figures
from domain.exact import snapped
from domain.messages import N_
from domain.selection import Selection
from domain.words import Words
from reports.card import Card, Column, Report, Text, number
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
from reports.tables import coded, counted, interval, worded, worded_columns
from reports.wording import between

CAUTION = N_(
    "These lines show reports: they differ by who reported, by how much was looked for, and by how much there was."
)


def trend_card(studio: Studio, choice: Choice, per: Denominator, years: list[int]) -> Report:
    """All on one scale, by year; a year that was not reported is a gap."""
    words, scale, counting_unit = studio.words, choice.scale, studio.words.say(choice.unit)
    frame = (
        rated_by_year(studio.answers, words, choice, per, years)
        if scale == "rate"
        else figures(studio.answers, words, choice, "year", grid=True)
    )
    frame = frame.filter(pl.col("year") >= str(years[0])).rename({"label": "series", "year": "period"})
    unit, note, caution = counting_unit, "", words.t(CAUTION)
    if scale == "rate":
        unit, note = words.comma([counting_unit, words.say(per.unit)]), words.say(per.source)
        caution = f"{caution} {words.say(per.sentence)}"
    elif scale == "index":
        base = _base(studio.answers, choice, frame)
        if not base:
            return (Text(words.say(indexing.NO_BASE), "info"),)
        frame = _indexed(frame, base, LEAST_BASE if choice.counted else 0)
        unit = words.t("index of {unit}, {base} = 100", unit=counting_unit, base=base)
    elif scale == "share":
        frame = _shares(studio.answers, frame, choice)
        unit = words.t("% of all {unit} of the year in this selection", unit=counting_unit)
        note = words.t("of all goods") if choice.kind == "goods" else words.t("of all places")
    since = provisional_from(studio.answers)
    note = " · ".join(filter(None, [note, _without_a_line(frame, words)]))
    table, columns = _by_year(studio, frame, scale, choice)
    return (
        Card(
            key="compare_trend",
            title=words.t("{measure} by year, on one scale", measure=choice.label),
            unit=unit,
            drawn=trend(frame, words=words, theme=studio.theme, unit=unit, provisional_from=since),
            codes=coded(frame, year="period"),
            table=table,
            columns=columns,
            selection=choice.inside,
            note=note,
            caution=caution,
        ),
    )


def _without_a_line(frame: pl.DataFrame, words: Words) -> str:
    """Which items have no figure of any year, so that nobody takes them for forgotten."""
    seen = frame.group_by("series", maintain_order=True).agg(pl.col("value").is_not_null().any())
    silent = seen.filter(~pl.col("value"))["series"].to_list()
    return words.t("no figure of any year, and so no line: {names}", names=words.listed(silent)) if silent else ""


def _by_year(studio: Studio, frame: pl.DataFrame, scale: str, choice: Choice) -> tuple[pl.DataFrame, dict[str, Column]]:
    """The table, and its headings; figures that are no plain counts are named by their scale."""
    words = studio.words
    columns = worded_columns(words, words.t("Year"))
    if scale == "figures" and choice.counted:
        return worded(frame, words), columns
    figure = _figure(frame, choice) if scale == "figures" else pl.col("value")
    table = worded(frame.with_columns(pl.lit(0.0).alias("value")), words)
    table = table.with_columns(frame.select(figure.alias("value")).to_series())
    return table, columns | {"value": Column(words.t(SCALES[scale]), format="points" if scale == "share" else "")}


def _base(answers: Answers, choice: Choice, frame: pl.DataFrame) -> str:
    """The year that is 100 for all items: whole, final, and with a figure of as many as can be."""
    every = choice.selection.having(choice.kind, ())
    sources = answers.answer(choice.question(every, "source", "year", "month")).frame
    since, cut = provisional_from(answers), panel.incomplete(sources) | incomplete_years(answers, every)
    counts = [pl.col("value").fill_null(0).cast(pl.Int64).alias("n")] if choice.counted else []
    return indexing.common_base(frame.with_columns(counts), provisional_from=since, incomplete=cut)


def _indexed(frame: pl.DataFrame, base: str, least: int) -> pl.DataFrame:
    """Each item's figure of the base year is 100 (fixed base, ILO Consumer price index manual 2020, chapter 1)."""
    there = (pl.col("period") == base) & (pl.col("value") > 0) & (pl.col("value") >= least)
    whole = pl.col("value").filter(there).first().over("series")
    state = pl.when(whole.is_null() & pl.col("value").is_not_null()).then(pl.lit(CellState.NOT_REPORTED.value))
    index = (pl.col("value") / whole * 100).alias("value")
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
    frame = rated(studio.answers, words, choice, per, years)
    per_unit_, source = words.say(per.unit), words.say(per.source)
    unit = words.comma([words.say(choice.unit), per_unit_])
    notes = [_note(row, words, ranked=choice.counted and frame["rate"].count() > 1) for row in frame.to_dicts()]
    frame = frame.with_columns(pl.Series("note", notes, pl.String))
    ends = ("low", "high") if choice.counted else ("rate", "rate")
    shown = frame.select(
        "label",
        pl.col("rate").alias("value"),
        *(pl.col(e).alias(n) for e, n in zip(ends, ("low", "high"), strict=True)),
        "note",
    )
    only = "" if choice.counted else words.t("no interval: a few large seizures dominate a sum")
    named = choice.selection.start and choice.selection.end  # then the filters say it
    span = "" if named else between(str(years[0]), str(years[-1]), words)
    divided = words.t("Divided by: {source}.", source=source)
    return (
        Card(
            key="compare_rates",
            title=words.t("{measure}, {per}, A–Z", measure=choice.label, per=per.short),
            unit=unit,
            drawn=dots(shown, words=words, theme=studio.theme, unit=unit, short=per_unit_),
            table=_table(frame, choice, per, words),
            columns=_rate_columns(choice, per, words),
            codes=coded(frame, against="code"),
            selection=choice.inside,
            note=" · ".join(filter(None, [span, source, only])),
            caution=f"{words.t(_CAUTION)} {divided}",
        ),
    )


_CAUTION = N_(
    "The bar is the 95 % interval of a Poisson count: it reflects chance only, not who looked or who reported. Where "
    "intervals overlap, places cannot be distinguished: the rank shows which positions remain possible. Only places "
    "and years with records count in the denominator."
)


def _note(row: dict[str, Any], words: Words, *, ranked: bool) -> str:
    """'12 of 80 years with reports, rank 1–2, few seizures'."""
    parts = [words.t("{coverage} with reports", coverage=_coverage_of(row, words))]
    if ranked and row["rank_low"] is not None:
        ranks = [str(row["rank_low"]), str(row["rank_high"])]
        parts.append(words.t("rank {rank}", rank="–".join(dict.fromkeys(ranks))))
    parts += [words.t("few seizures")] if row["few"] and ranked else []
    return words.comma(parts)


def _coverage_of(row: dict[str, Any], words: Words) -> str:
    """'3 of 16 report, 12 of 80 years'."""
    reporting, every, span = row["reporting"], row["members"], words.say(span_reported(row))
    if every == 1:
        return span
    return words.comma([words.n("{n} of {all} report", "{n} of {all} report", reporting, all=every), span])


def _table(frame: pl.DataFrame, choice: Choice, per: Denominator, words: Words) -> pl.DataFrame:
    """Rates with what they rest on, in words; `_rate_columns` has the headings."""
    ranks = pl.when(pl.col("rank_low").is_not_null()).then(pl.format("{}–{}", "rank_low", "rank_high"))
    ends = [pl.col("low"), pl.col("high"), ranks.alias("ranks")] if choice.counted else []
    rows = frame.to_dicts()
    members = [words.t("{reported} of {all}", reported=row["reporting"], all=row["members"]) for row in rows]
    years = [words.say(years_reported(row)) for row in rows]
    return frame.select(
        "label",
        _figure(frame, choice).alias("value"),
        "rate",
        *ends,
        pl.Series("members", members, pl.String),
        pl.Series("years", years, pl.String),
        "inhabitants",
        "without_population",
        pl.lit(words.say(per.unit)).alias("unit"),
    )


def _rate_columns(choice: Choice, per: Denominator, words: Words) -> dict[str, Column]:
    return {
        "label": Column(words.t("Name")),
        "value": number(words.say(choice.label)),
        "rate": number(words.t("Rate")),
        **interval(words),
        "ranks": Column(words.t("Possible ranks")),
        "members": Column(words.t("Members that report")),
        "years": Column(words.t("Years reported")),
        "inhabitants": number(words.say(per.column)),
        "without_population": Column(words.t("Reporting, size not known")),
        "unit": Column(words.t("Rate is")),
    }


def _covered(studio: Studio, choice: Choice, frame: pl.DataFrame, years: list[int]) -> pl.DataFrame:
    """The sums with `note`: how many members and years stand behind them, counted as behind the rates.

    Where none does there is no sum: that nobody reported is not zero.
    """
    seen = observed(studio.answers, choice, denominator("years", years).sizes, years)
    notes = [_coverage_of(row, studio.words) for row in seen.to_dicts()]
    silent = (pl.col("place_years") == 0).alias("silent")
    joined = frame.join(seen.select("code", silent, pl.Series("note", notes, pl.String)), on="code", how="left")
    nothing = pl.col("silent") & (pl.col("value").fill_null(0) == 0)
    state = pl.when(nothing).then(pl.lit(CellState.NOT_REPORTED.value)).otherwise("state")
    return joined.with_columns(pl.when(~nothing).then("value").alias("value"), state.alias("state")).drop("silent")


def counts_card(studio: Studio, choice: Choice, years: list[int]) -> Report:
    """The sums themselves, A–Z, each with its coverage; overlapping groups are said."""
    words, unit = studio.words, studio.words.say(choice.unit)
    frame = figures(studio.answers, words, choice)
    frame = _covered(studio, choice, frame, years)
    frame = frame.with_columns(counted(frame) if choice.counted else [])
    caution = words.t("Sums of reports, not adjusted for size or for who reported: the rates above adjust for both.")
    if choice.kind == "goods":
        twice = words.t("A seizure with several goods counts under each of them.")
        caution = f"{caution} {twice}"
    return (
        Card(
            key="compare_counts",
            title=words.t("{measure}, A–Z", measure=choice.label),
            unit=unit,
            drawn=bars(frame, words=words, theme=studio.theme, unit=unit, said=named_only(frame), places=True),
            table=_sums(frame, choice, words),
            columns=_sum_columns(choice, words),
            codes=coded(frame, against="code"),
            selection=choice.inside,
            caution=caution,
        ),
    )


def _sums(frame: pl.DataFrame, choice: Choice, words: Words) -> pl.DataFrame:
    if choice.counted:
        return worded(frame, words)
    more = [column for column in ("n_reported", "largest", "note") if column in frame.columns]
    return frame.select("label", _figure(frame, choice).alias("value"), *more)


def _sum_columns(choice: Choice, words: Words) -> dict[str, Column]:
    columns = worded_columns(words, words.t("Name"))
    if choice.counted:
        return columns
    return columns | {
        "value": Column(words.say(choice.label)),
        "n_reported": Column(words.t("Records with a figure")),
        "largest": Column(words.t("Largest single figure")),
    }


def _figure(frame: pl.DataFrame, choice: Choice) -> pl.Expr:
    """Counts whole, amounts exact."""
    if choice.counted:
        return pl.col("value").cast(pl.Int64)
    per = per_unit(choice.measure[0], choice.question(Selection()).unit_class)
    return exact_figures(per, frame) if "base" in frame.columns else snapped(pl.col("value"), per)
