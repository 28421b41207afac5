"""The words of Trends: titles, the finding in a sentence, notes, and tables for readers."""

from dataclasses import dataclass

import polars as pl

from analysis import panel
from charts.text import highest
from data_access.cube.rollup import per_unit
from domain.cells import CellState
from domain.exact import snapped
from domain.messages import N_
from domain.words import Words
from reports.card import Column
from reports.studio import Studio
from reports.trends.question import STEPS, Trend
from reports.trends.series import Series
from reports.wording import state_columns, states

CAUTION = N_(
    "This line shows reports: it changes with enforcement, with who reported and with what a source counts. Read the "
    "number of reporters below it and the numbered breaks before interpreting a rise or fall."
)
COINCIDED = N_("An operation that coincided with a rise or a fall is not its cause: no effect is shown or implied.")
TITLES = {"year": N_("{measure} by year, {span}"), "month": N_("{measure} by month, {span}")}


@dataclass(frozen=True, kw_only=True)
class Around:
    """What stands around a chart, in the reader's language."""

    title: str
    sentence: str
    unit: str
    caution: str
    note: str = ""


def when(studio: Studio, period: str) -> str:
    """'2014', or 'Mar 2014' of a month."""
    return studio.words.month(period) if len(period) > 4 else period


def span(studio: Studio, periods: list[str]) -> str:
    """'2011–2016'."""
    first, last = when(studio, periods[0]), when(studio, periods[-1])
    return first if len(periods) == 1 else studio.words.t("{first}–{last}", first=first, last=last)


def same_label(studio: Studio, same: pl.DataFrame) -> str:
    """What the line of the balanced panel is called."""
    return studio.words.n("The same {n} throughout", "The same {n} throughout", same["country"].n_unique())


def nobody_throughout(studio: Studio, series: Series) -> str:
    """Why there is no line of the same reporters."""
    return studio.words.t(
        "Nobody reported this in every whole period of {span}: choose fewer years or one source in the sidebar to "
        "compare the same reporters throughout.",
        span=span(studio, series.periods),
    )


def _counts(series: Series) -> dict[str, int]:
    return dict(panel.reporters(series.cells, series.periods))


def _reporters(words: Words, *counts: int) -> str:
    """How many reported; of periods that tie, from how few to how many."""
    fewest, most = min(counts), max(counts)
    if most > fewest:
        return words.n(
            "{fewest} to {n} country or territory reported",
            "{fewest} to {n} countries and territories reported",
            most,
            fewest=fewest,
        )
    return words.n("{n} country or territory reported", "{n} countries and territories reported", most)


def _caution(words: Words) -> str:
    return f"{words.t(CAUTION)} {words.t(COINCIDED)}"


def level(studio: Studio, now: Trend, series: Series) -> Around:
    """The highest and the last final period, each with who reported."""
    words, measure = studio.words, studio.words.say(now.question.label)
    final = series.frame.filter(pl.col("period").is_in(series.final) & (pl.col("state") == CellState.VALUE))
    sentence = words.t("**{measure}**: no period is whole and final yet.", measure=measure)
    return Around(
        title=words.t(TITLES[now.step], measure=measure, span=span(studio, series.periods)),
        unit=words.say(now.question.unit),
        sentence=sentence if final.is_empty() else _finding(studio, measure, final, _counts(series)),
        caution=_caution(words),
    )


def _finding(studio: Studio, measure: str, final: pl.DataFrame, counts: dict[str, int]) -> str:
    """final: period, value; the whole periods with a figure."""
    words, high, last = studio.words, highest(final).sort("period"), final.row(-1, named=True)
    facts = {
        "measure": measure,
        "when": words.listed([when(studio, p) for p in high["period"]], most=2),
        "value": words.short(high["value"][0]),
        "reporters": _reporters(words, *(counts[p] for p in high["period"])),
    }
    if last["period"] not in high["period"].to_list():
        return words.t(
            "**{measure}**: highest in **{when}** with {value} ({reporters}); the last whole period, {last}, has "
            "{last_value} ({last_reporters}).",
            last=when(studio, last["period"]),
            last_value=words.short(last["value"]),
            last_reporters=_reporters(words, counts[last["period"]]),
            **facts,
        )
    if high.height > 1:
        return words.t(
            "**{measure}**: highest in **{when}**, the last whole period among them, with {value} ({reporters}).",
            **facts,
        )
    return words.t("**{measure}**: highest in **{when}**, the last whole period, with {value} ({reporters}).", **facts)


def index(studio: Studio, now: Trend, series: Series, frame: pl.DataFrame, base: str) -> Around:
    """Where the last whole period stands against the base, and how many reported in each."""
    words, counts, measure = studio.words, _counts(series), studio.words.say(now.question.label)
    first = frame.filter(pl.col("series") == frame["series"][0]) if "series" in frame.columns else frame
    final = first.filter(pl.col("period").is_in(series.final) & (pl.col("state") == CellState.VALUE))
    last, shown = final.row(-1, named=True), when(studio, base)
    if last["period"] == base:
        sentence = words.t("**{measure}**: the base, {base}, is the last whole period.", measure=measure, base=shown)
    else:
        sentence = words.n(
            "**{measure}** in **{when}**: **{value}** where {base} is 100. {n} country or territory reported "
            "then, {before} in the base period.",
            "**{measure}** in **{when}**: **{value}** where {base} is 100. {n} countries and territories reported "
            "then, {before} in the base period.",
            counts[last["period"]],
            measure=measure,
            when=when(studio, last["period"]),
            value=words.number(last["value"]),
            base=shown,
            before=counts[base],
        )
    return Around(
        title=words.t("{measure} as an index, {base} = 100", measure=measure, base=shown),
        unit=words.t("index, {base} = 100 ({unit})", base=shown, unit=now.question.unit),
        sentence=sentence,
        note=words.t("Base: {base}", base=shown),
        caution=_caution(words),
    )


def change(studio: Studio, now: Trend, frame: pl.DataFrame, same: int) -> Around:
    """How many rose and fell, and the last change with its reporters."""
    words, measure = studio.words, studio.words.say(now.question.label)
    known = frame.filter(pl.col("value").is_not_null())
    note = words.t("For reporters with both periods complete; whole and final periods only")
    if now.same:
        note = words.t("For the same reporters throughout; whole and final periods only")
    return Around(
        title=words.t("{measure}: change against the year before", measure=measure),
        unit=words.t("change in % ({unit})", unit=now.question.unit),
        sentence=_no_change(words, now, frame, measure, same) if known.is_empty() else _changes(studio, known, measure),
        note=note,
        caution=words.t(
            "A change in reports, not in trafficking. It is shown only where reporters (a country in one source) with "
            "both periods complete are at least 80 % of all, by number and by records, with at least 30 records the "
            "year before, no more than a fivefold change, and the same direction with and without exact copies."
        ),
    )


def _no_change(words: Words, now: Trend, frame: pl.DataFrame, measure: str, same: int) -> str:
    """Why no change is shown, and what else can be compared."""
    most = frame.sort(pl.col("common") / pl.col("either"), descending=True, nulls_last=True).row(0, named=True)
    reason = words.n(
        "**{measure}**: no change is shown. At best {n} of {all} reporters has both periods complete, or there is "
        "another reason (see the table).",
        "**{measure}**: no change is shown. At best {n} of {all} reporters have both periods complete, or there is "
        "another reason (see the table).",
        most["common"],
        all=most["either"],
        measure=measure,
    )
    if now.same or not same:
        return reason
    other = words.n(
        "Switch to the same {n} reporter throughout to compare it.",
        "Switch to the same {n} reporters throughout to compare those.",
        same,
    )
    return f"{reason} {other}"


def _changes(studio: Studio, known: pl.DataFrame, measure: str) -> str:
    """How many rises and falls, and the last change. known: the changes that can be shown."""
    words, last = studio.words, known.row(-1, named=True)
    rose, fell = (known.filter(pl.col("value") * s > 0).height for s in (1, -1))
    sides = {
        "rises": words.n("{n} is a rise", "{n} are rises", rose),
        "falls": words.n("{n} is a fall", "{n} are falls", fell),
    }
    directions = words.t("{rises} and {falls}", **sides)
    if neither := known.height - rose - fell:
        directions = words.t("{rises} and {falls}, {neither} neither", neither=neither, **sides)
    all_changes = words.n(
        "**{measure}**: of {n} change that the records can support, {directions}.",
        "**{measure}**: of {n} changes that the records can support, {directions}.",
        known.height,
        measure=measure,
        directions=directions,
    )
    last_change = words.n(
        "The last, {earlier} to {later}: **{change}** for {common} of {n} reporter.",
        "The last, {earlier} to {later}: **{change}** for {common} of {n} reporters.",
        last["either"],
        earlier=when(studio, last["earlier"]),
        later=when(studio, last["period"]),
        change=words.change(last["value"]),
        common=last["common"],
    )
    return f"{all_changes} {last_change}"


def table(studio: Studio, frame: pl.DataFrame, series: Series, now: Trend) -> pl.DataFrame:
    """Period, figures, state, reporters and what is provisional or not whole; `columns` has the headings."""
    words, late = studio.words, series.since or "9999"
    counts = pl.DataFrame(panel.reporters(series.cells, series.periods), schema=["period", "reporters"], orient="row")
    cut = [] if now.monthly else sorted(series.incomplete - series.part)
    remark = (
        pl.when(pl.col("period") >= late)
        .then(pl.lit(words.t("provisional")))
        .when(pl.col("period").is_in(cut))
        .then(pl.lit(words.t("a source begins or ends in it")))
        .when(pl.col("period").is_in(sorted(series.part)))
        .then(pl.lit(words.t("months of a large reporter are missing")))
        .otherwise(pl.lit(""))
    )
    return frame.join(counts, on="period", how="left", maintain_order="left").select(
        *(c for c in ("series",) if c in frame.columns),
        "period",
        figure("value", now, index=now.view == "index"),
        *states(frame, words),
        "reporters",
        remark.alias("remark"),
    )


def columns(studio: Studio, now: Trend) -> dict[str, Column]:
    """The headings of `table`."""
    words = studio.words
    measure = words.t("Index") if now.view == "index" else words.say(now.question.label)
    return {
        "series": Column(words.t("Series")),
        "period": Column(words.t(STEPS[now.time])),
        "value": Column(measure),
        **state_columns(words),
        "reporters": Column(words.t("Reporters")),
        "remark": Column(words.t("Remark")),
    }


def figure(column: str, now: Trend, *, index: bool = False) -> pl.Expr:
    """Counts whole, amounts as whole base units, an index as it is."""
    if index:
        return pl.col(column)
    if now.question.measure == "seizures":
        return pl.col(column).cast(pl.Int64)
    return snapped(pl.col(column), per_unit(now.question.measure, now.question.unit_class)).alias(column)


def change_table(now: Trend, frame: pl.DataFrame) -> pl.DataFrame:
    """Each pair of periods with its figures, reporters, change (%) or reason; `change_columns` has the headings."""
    return frame.select(
        "earlier",
        "period",
        figure("before", now),
        figure("after", now),
        "common",
        "either",
        (pl.col("value") * 100).alias("change"),
        "note",
    )


def change_columns(words: Words) -> dict[str, Column]:
    """The headings of `change_table`."""
    return {
        "earlier": Column(words.p("a period", "From")),
        "period": Column(words.p("a period", "To")),
        "before": Column(words.t("Figure before (same reporters)")),
        "after": Column(words.t("Figure after (same reporters)")),
        "common": Column(words.t("Reporters in both")),
        "either": Column(words.t("Reporters in either")),
        "change": Column(words.t("Change in %"), format="points"),
        "note": Column(words.t("Why no change is shown")),
    }
