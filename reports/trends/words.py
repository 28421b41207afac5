"""The words of Trends: titles, the finding in a sentence, notes, and tables for readers."""

from dataclasses import dataclass

import polars as pl

from analysis import panel
from charts.text import highest, tied
from data_access.cube.rollup import per_unit
from domain.cells import CellState
from domain.exact import snapped
from reports.studio import Studio
from reports.trends.question import STEPS, Trend
from reports.trends.series import Series
from reports.wording import states

CAUTION = (
    "This line shows reports: it changes with enforcement, with who reported and with what a source counts. Read the "
    "number of reporters below it and the numbered breaks before interpreting a rise or fall."
)
COINCIDED = " An operation that coincided with a rise or a fall is not its cause: no effect is shown or implied."


@dataclass(frozen=True, kw_only=True)
class Said:
    """What stands around a chart."""

    title: str
    sentence: str
    unit: str
    note: str = ""
    caution: str = CAUTION + COINCIDED


def when(studio: Studio, period: str) -> str:
    """'2014', or 'Mar 2014' of a month."""
    return studio.words.month(period) if len(period) > 4 else period


def span(studio: Studio, periods: list[str]) -> str:
    """'2011–2016'."""
    return when(studio, periods[0]) if len(periods) == 1 else f"{when(studio, periods[0])}–{when(studio, periods[-1])}"


def same_label(studio: Studio, same: pl.DataFrame) -> str:
    """What the line of the balanced panel is called."""
    count = same["country"].n_unique()
    return f"The same {studio.words.number(count)} throughout"


def nobody_throughout(studio: Studio, series: Series) -> str:
    """Why there is no line of the same reporters."""
    return (
        f"Nobody reported this in every whole period of {span(studio, series.periods)}: choose fewer years or one "
        "source in the sidebar to compare the same reporters throughout."
    )


def _counts(series: Series) -> dict[str, int]:
    return dict(panel.reporters(series.cells, series.periods))


def _reporters(studio: Studio, *counts: int) -> str:
    """How many reported; of periods that tie, from how few to how many."""
    fewest, most = min(counts), max(counts)
    places = "country or territory" if most == 1 else "countries and territories"
    said = studio.words.number
    return f"{said(fewest)}{f' to {said(most)}' if most > fewest else ''} {places} reported"


def level(studio: Studio, now: Trend, series: Series) -> Said:
    """The highest and the last final period, each with who reported."""
    label, words, counts = now.question.label, studio.words, _counts(series)
    final = series.frame.filter(pl.col("period").is_in(series.final) & (pl.col("state") == CellState.VALUE))
    title = f"{label} by {STEPS[now.step].lower()}, {span(studio, series.periods)}"
    if final.is_empty():
        return Said(title=title, unit=now.question.unit, sentence=f"**{label}**: no period is whole and final yet.")
    high = highest(final).sort("period")
    last, among = final.row(-1, named=True), " among them" if high.height > 1 else ""
    latest = f", the last whole period{among}," if last["period"] in high["period"].to_list() else ""
    sentence = (
        f"**{label}** were highest in **{tied([when(studio, p) for p in high['period']])}**{latest} with "
        f"{words.short(high['value'][0])} ({_reporters(studio, *(counts[p] for p in high['period']))})"
    )
    if not latest:
        told = _reporters(studio, counts[last["period"]])
        sentence += (
            f"; the last whole period, {when(studio, last['period'])}, has {words.short(last['value'])} ({told})"
        )
    return Said(title=title, unit=now.question.unit, sentence=_verb(sentence, label) + ".")


def _verb(sentence: str, label: str) -> str:
    """'Reported seizures were', 'Reported quantity seized was'."""
    return sentence if label.endswith("s") else sentence.replace("** were ", "** was ", 1)


def index(studio: Studio, now: Trend, series: Series, frame: pl.DataFrame, base: str) -> Said:
    """Where the last whole period stands against the base, and how many reported in each."""
    words, counts, label = studio.words, _counts(series), now.question.label
    first = frame.filter(pl.col("series") == frame["series"][0]) if "series" in frame.columns else frame
    final = first.filter(pl.col("period").is_in(series.final) & (pl.col("state") == CellState.VALUE))
    last = final.row(-1, named=True)
    sentence = (
        f"**{label}** in **{when(studio, last['period'])}** are at **{words.number(last['value'])}** where "
        f"{when(studio, base)} is 100. {_reporters(studio, counts[last['period']])} then, "
        f"{words.number(counts[base])} in the base period."
    )
    if last["period"] == base:
        sentence = f"**{label}**: the base, {when(studio, base)}, is the last whole period."
    if label.startswith(("Reported quantity", "Reported value")):
        sentence = sentence.replace("** are at", "** is at")
    return Said(
        title=f"{label} as an index, {when(studio, base)} = 100",
        unit=f"index, {when(studio, base)} = 100 ({now.question.unit})",
        sentence=sentence,
        note=f"Base: {when(studio, base)}",
    )


def _rises(studio: Studio, rose: int, fell: int) -> str:
    """'1 is a rise and 4 are falls'."""
    words = studio.words
    sides = ((rose, "rise"), (fell, "fall"))
    return " and ".join(f"{words.number(n)} {'is a ' + s if n == 1 else 'are ' + s + 's'}" for n, s in sides)


def change(studio: Studio, now: Trend, frame: pl.DataFrame, same: int) -> Said:
    """How many rose and fell, and the last change with its reporters."""
    words, label = studio.words, now.question.label
    told = frame.filter(pl.col("value").is_not_null())
    whose = "the same reporters throughout" if now.same else "reporters with both periods complete"
    title = f"{label}: change against the year before"
    if told.is_empty():
        most = frame.sort(pl.col("common") / pl.col("either"), descending=True, nulls_last=True).row(0, named=True)
        other = f" Switch to the same {words.number(same)} reporters throughout to compare those." if same else ""
        common, either = (words.number(most[c]) for c in ("common", "either"))
        sentence = (
            f"**{label}**: no change is shown. At best {common} of {either} reporters have both periods complete, or "
            f"there is another reason (see the table).{'' if now.same else other}"
        )
    else:
        last = told.row(-1, named=True)
        rose, fell = (told.filter(pl.col("value") * s > 0).height for s in (1, -1))
        level = f", {words.number(told.height - rose - fell)} neither" if rose + fell < told.height else ""
        sentence = (
            f"**{label}**: of {words.number(told.height)} changes that the records can support, "
            f"{_rises(studio, rose, fell)}{level}. "
            f"The last, {when(studio, last['earlier'])} to {when(studio, last['period'])}: "
            f"**{words.change(last['value'])}** for {words.number(last['common'])} of {words.number(last['either'])} "
            "reporters."
        )
    return Said(
        title=title,
        unit=f"change in % ({now.question.unit})",
        sentence=sentence,
        note=f"For {whose}; whole and final periods only",
        caution="A change in reports, not in trafficking. It is shown only where reporters (a country in one source) "
        "with both periods complete are at least 80 % of all, by number and by records, with at least 30 records the "
        "year before, no more than a fivefold change, and the same direction with and without exact copies.",
    )


def table(studio: Studio, frame: pl.DataFrame, series: Series, now: Trend) -> pl.DataFrame:
    """Period, figures, state, reporters and what is provisional or not whole."""
    counts = pl.DataFrame(panel.reporters(series.cells, series.periods), schema=["period", "Reporters"], orient="row")
    late, lacking = series.since or "9999", series.part
    cut = [] if now.monthly else sorted(series.incomplete - series.part)
    remark = (
        pl.when(pl.col("period") >= late)
        .then(pl.lit("provisional"))
        .when(pl.col("period").is_in(cut))
        .then(pl.lit("a source begins or ends in it"))
        .when(pl.col("period").is_in(sorted(lacking)))
        .then(pl.lit("months of a large reporter are missing"))
        .otherwise(pl.lit(""))
    )
    named = [pl.col("series").alias("Series")] if "series" in frame.columns else []
    return frame.join(counts, on="period", how="left", maintain_order="left").select(
        *named,
        pl.col("period").alias(STEPS[now.time]),
        figure(studio, "value", now, index=now.view == "index").alias(
            "Index" if now.view == "index" else now.question.label
        ),
        *states(frame),
        "Reporters",
        remark.alias("Remark"),
    )


def figure(studio: Studio, column: str, now: Trend, *, index: bool = False) -> pl.Expr:
    """Counts whole, amounts as whole base units, an index as it is."""
    if index:
        return pl.col(column)
    if now.question.measure == "seizures":
        return pl.col(column).cast(pl.Int64)
    return snapped(pl.col(column), per_unit(now.question.measure, now.question.unit_class))


def change_table(studio: Studio, now: Trend, frame: pl.DataFrame) -> pl.DataFrame:
    """Each pair of periods with its figures, reporters, change or reason."""
    return frame.select(
        pl.col("earlier").alias("From"),
        pl.col("period").alias("To"),
        figure(studio, "before", now).alias("Figure before (same reporters)"),
        figure(studio, "after", now).alias("Figure after (same reporters)"),
        pl.col("common").alias("Reporters in both"),
        pl.col("either").alias("Reporters in either"),
        (pl.col("value") * 100).alias("Change in %"),
        pl.col("note").alias("Why no change is shown"),
    )
