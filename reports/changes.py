"""Change between two years in words: the figure that the records carry, or what they lack (analysis.change)."""

from dataclasses import dataclass, replace

import polars as pl
from babel.dates import get_month_names

from analysis.change import LEAST_BASE, YEAR, Change, Comparison, Obstacle, compare
from analysis.completeness import incomplete_periods, whole_periods
from data_access.answers import Answers
from data_access.kept import kept
from domain.period import full_years
from domain.selection import Selection
from domain.words import Words
from reports.dates import provisional_from

_BY = ("source", "country", "year", "month")


@dataclass(frozen=True, kw_only=True)
class ChangeWords:
    """A tile (label, figure, note), the sentence below it, and its help."""

    label: str
    figure: str
    note: str
    sentence: str
    help: str


@kept
def comparison(answers: Answers, selection: Selection) -> Comparison | None:
    """The change of a selection's seizures between its last two final years, and the latest honest one."""
    last = provisional_from(answers) or "9999"
    years = [str(y) for y in full_years(selection, *answers.months()) if str(y) < last]
    return compare(counts(answers, selection), answers.reporting(selection), years)


def counts(answers: Answers, selection: Selection) -> pl.DataFrame:
    """What `analysis.change.compare` takes: seizures by reporter and month, without copies, and possible ones."""
    held = answers.seizures(selection, *_BY).select(*_BY, pl.col("value").alias("n"), "possible")
    if selection.distinct:
        return held.with_columns(pl.col("n").alias("distinct"))
    less = answers.seizures(replace(selection, distinct=True), *_BY).select(*_BY, pl.col("value").alias("distinct"))
    return held.join(less, on=list(_BY), how="left").with_columns(pl.col("n", "distinct", "possible").fill_null(0))


def incomplete_years(answers: Answers, selection: Selection) -> frozenset[str]:
    """The years in which reporters with missing months weigh too much (analysis.completeness)."""
    keys = ("source", "country", "year")
    cells = answers.seizures(selection, *keys).filter(pl.col("year") != "").drop_nulls("value")
    cells = cells.select("source", "country", pl.col("year").alias("period"), pl.col("value").alias("n"))
    return incomplete_periods(cells, whole_periods(answers.reporting(selection)))


def change_words(found: Comparison, names: dict[str, str], words: Words) -> ChangeWords:
    """A comparison for readers. names: code → name of countries and territories."""
    last = found.last
    label = f"Change {span(last, words)}"
    if last.change is not None:
        note = _figure_note(last, words)
        return ChangeWords(
            label=label,
            figure=words.change(last.change),
            note=note,
            sentence=f"{label}: {words.change(last.change)} ({_sums(last, words)}; {note}). "
            "A change in reports, not in trafficking.",
            help="Both years complete for the reporters compared; provisional years are left out.",
        )
    reason = _reason(last, names, words)
    between = f"{_when(last, last.earlier, words)} and {_when(last, last.later, words)}"
    return ChangeWords(
        label=label,
        figure="No figure",
        note=_short(last, words),
        sentence=f"No change is shown between {between}: {reason}. {_longest(found.longest, words)}",
        help=f"{reason}.",
    )


def span(change: Change, words: Words) -> str:
    """'2014 to 2015', or 'January–May 2014 to January–May 2015'."""
    return f"{_when(change, change.earlier, words)} to {_when(change, change.later, words)}"


def _when(change: Change, year: str, words: Words) -> str:
    if change.months == YEAR:
        return year
    names = get_month_names("wide", locale=words.language)
    first, last = (str(names[m]) for m in change.months)
    return f"{first}–{last} {year}"


def _sums(change: Change, words: Words) -> str:
    return f"{words.number(change.before)} to {words.number(change.after)}"


def _reporters(change: Change, words: Words) -> str:
    return "one reporter" if change.reporters == 1 else f"the same {words.number(change.reporters)} reporters"


def _figure_note(change: Change, words: Words) -> str:
    if (
        change.distinct is not None
        and change.change is not None
        and words.change(change.distinct) != words.change(change.change)
    ):
        return f"{words.change(change.distinct)} without exact copies"
    return _reporters(change, words)


def _longest(change: Change | None, words: Words) -> str:
    if change is None or change.change is None:
        return "No earlier years can be compared either."
    return (
        f"The latest comparison that the records support: {span(change, words)}, {words.change(change.change)} "
        f"({_sums(change, words)}; {_figure_note(change, words)}). A change in reports, not in trafficking."
    )


def months_known(row: tuple[str, str, int, int]) -> str:
    """'records in 6 of 12 months of 2015, 2 of them in part'."""
    _, year, held, part = row
    if held < 12:
        return f"records in {held} of 12 months of {year}" + (f", {part} of them in part" if part else "")
    few = "a month" if part == 1 else f"{part} months"
    return f"{few} of {year} with far fewer records than the others"


def _short(change: Change, words: Words) -> str:
    """What is missing, for a tile."""
    if change.obstacle is Obstacle.MONTHS and change.of_reporters == 1 and change.incomplete:
        _, _, held, part = min(change.incomplete, key=lambda row: row[2] - row[3])
        return f"records in {held} of 12 months" if held < 12 else f"{part} months have far fewer records"
    some, every = words.number(change.reporters), words.number(change.of_reporters)
    return {
        Obstacle.NO_YEARS: "no two years in a row",
        Obstacle.MONTHS: f"{some} of {every} reporters complete",
        Obstacle.FEW_REPORTERS: f"only {some} of up to {every} reporters",
        Obstacle.SMALL: f"fewer than {LEAST_BASE} in {change.earlier}",
        Obstacle.JUMP: "what is recorded has changed",
        Obstacle.COPIES: "depends on exact copies",
        Obstacle.NOT_KNOWN: "depends on unknown fields",
    }.get(change.obstacle, "")


def _reason(change: Change, names: dict[str, str], words: Words) -> str:
    """What is missing, as the end of a sentence."""
    if change.obstacle is Obstacle.MONTHS:
        return _months(change, names, words)
    if change.obstacle is Obstacle.COPIES:
        whole = words.change(change.after / change.before - 1)
        return f"it is {whole} with exact copies and {words.change(change.distinct or 0)} without"
    some, every = words.number(change.reporters), words.number(change.of_reporters)
    more = " and ".join(words.number(v) for v in change.possible)
    before = words.count(int(change.before), "seizure")
    return {
        Obstacle.NO_YEARS: f"no two years in a row have records (the last are {change.earlier} and {change.later})",
        Obstacle.FEW_REPORTERS: f"{some} of up to {every} reporters have records for both, too few to represent all",
        Obstacle.SMALL: f"{before} in {change.earlier} are too few to measure against (at least {LEAST_BASE})",
        Obstacle.JUMP: f"{_sums(change, words)} is more than a fivefold change, which comes from what is recorded "
        "rather than from what happened",
        Obstacle.NOT_KNOWN: f"{_sums(change, words)} are known, but up to {more} more may belong to the two periods, "
        "because a field that is filtered by is not known for them",
    }[change.obstacle]


def _months(change: Change, names: dict[str, str], words: Words) -> str:
    """Which months the heaviest reporter lacks, and how much the complete ones are of all."""
    who = names.get(change.incomplete[0][0], change.incomplete[0][0]) if change.incomplete else ""
    lacking = f"{who} has {' and '.join(map(months_known, change.incomplete))}" if who else ""
    if change.of_reporters == 1:
        return lacking
    some, every = words.number(change.reporters), words.number(change.of_reporters)
    share = words.percent(change.share)
    return f"{some} of {every} reporters have both years complete, with {share} of the seizures" + (
        f"; {lacking}" if lacking else ""
    )
