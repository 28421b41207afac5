"""Change between two years in words: the figure that the records carry, or what they lack (analysis.change)."""

from dataclasses import dataclass, replace

import polars as pl

from analysis import change as changing
from analysis.change import LEAST_BASE, YEAR, Change, Comparison, Obstacle, compare
from analysis.completeness import incomplete_periods, whole_periods
from data_access.answers import Answers
from data_access.kept import kept
from domain.period import full_years
from domain.selection import Selection
from domain.words import Words
from reports.dates import provisional_from


@dataclass(frozen=True, kw_only=True)
class ChangeWords:
    """A figure with its label and note, and the sentence below it."""

    label: str
    figure: str
    note: str
    sentence: str


@kept
def comparison(answers: Answers, selection: Selection) -> Comparison | None:
    """The change of a selection's seizures between its last two final years, and the latest honest one."""
    last = provisional_from(answers) or "9999"
    years = [str(y) for y in full_years(selection, *answers.months()) if str(y) < last]
    return compare(_Seizures(answers, selection), answers.reporting(selection), years)


@kept
def of_two(answers: Answers, selection: Selection, earlier: str, later: str) -> Change | None:
    """Two whole years of a selection beside each other; None where either has no records."""
    wide = replace(selection, start=f"{earlier}-01", end=f"{later}-12")
    return changing.of_two(_Seizures(answers, wide), answers.reporting(wide), earlier, later)


_REPORTER = ("source", "country")


@dataclass(frozen=True)
class _Seizures:
    """The seizures of a selection, by reporter (analysis.change.Asked)."""

    answers: Answers
    selection: Selection

    def yearly(self) -> pl.DataFrame:
        return _counts(self.answers, self.selection, *_REPORTER, "year")

    def monthly(self) -> pl.DataFrame:
        by = (*_REPORTER, "year", "month")
        return self.answers.seizures(self.selection, *by).select(*by, pl.col("value").fill_null(0).alias("n"))

    def between(self, first: str, last: str) -> pl.DataFrame:
        return _counts(self.answers, replace(self.selection, start=first, end=last), *_REPORTER)


def _counts(answers: Answers, selection: Selection, *by: str) -> pl.DataFrame:
    """Seizures, those without exact copies, and those that may belong there too."""
    every = answers.seizures(selection, *by).select(*by, pl.col("value").alias("n"), "possible")
    if selection.distinct:
        return every.with_columns(pl.col("n").alias("distinct")).fill_null(0)
    less = answers.seizures(replace(selection, distinct=True), *by).select(*by, pl.col("value").alias("distinct"))
    return every.join(less, on=by, how="left").with_columns(pl.col("n", "distinct", "possible").fill_null(0))


def incomplete_years(answers: Answers, selection: Selection) -> frozenset[str]:
    """The years in which reporters with missing months weigh too much (analysis.completeness)."""
    keys = ("source", "country", "year")
    cells = answers.seizures(selection, *keys).filter(pl.col("year") != "").drop_nulls("value")
    cells = cells.select("source", "country", pl.col("year").alias("period"), pl.col("value").alias("n"))
    return incomplete_periods(cells, whole_periods(answers.reporting(selection)))


def change_words(found: Comparison, names: dict[str, str], words: Words) -> ChangeWords:
    """A comparison for readers. names: code → name of countries and territories."""
    last = found.last
    label = words.t("Change {span}", span=span(last, words))
    if last.change is not None:
        return ChangeWords(
            label=label,
            figure=words.change(last.change),
            note=figure_note(last, words),
            sentence=words.t(
                "Change {span}: {change} ({sums}; {note}). What is compared is complete for these reporters, and not "
                "provisional. A change in reports, not in trafficking.",
                **_figures(last, last.change, words),
            ),
        )
    why = reason(last, names, words)
    sentence = words.t(
        "No change is shown between {earlier} and {later}: {reason}.",
        earlier=_when(last, last.earlier, words),
        later=_when(last, last.later, words),
        reason=why,
    )
    return ChangeWords(
        label=label,
        figure=words.t("No figure"),
        note=_short(last, words),
        sentence=f"{sentence} {longest_in_words(found.longest, words)}",
    )


def span(change: Change, words: Words) -> str:
    """'2014 to 2015', or 'January–May 2014 to January–May 2015'."""
    earlier, later = (_when(change, year, words) for year in (change.earlier, change.later))
    return words.t("{first} to {last}", first=earlier, last=later)


def _figures(change: Change, value: float, words: Words) -> dict[str, str]:
    """What a sentence says of a change of this value."""
    return {
        "span": span(change, words),
        "change": words.change(value),
        "sums": _sums(change, words),
        "note": figure_note(change, words),
    }


def _when(change: Change, year: str, words: Words) -> str:
    if change.months == YEAR:
        return year
    first, last = (words.month_name(month, wide=True) for month in change.months)
    return words.t("{first}–{last} {year}", first=first, last=last, year=year)


def _sums(change: Change, words: Words) -> str:
    return words.t("{before} to {after}", before=change.before, after=change.after)


def _reporters(change: Change, words: Words) -> str:
    return words.n("one reporter", "the same {n} reporters", change.reporters)


def figure_note(change: Change, words: Words) -> str:
    """Who is compared, or what the change is without exact copies where that is another figure."""
    if (
        change.distinct is not None
        and change.change is not None
        and words.change(change.distinct) != words.change(change.change)
    ):
        return words.t("{change} without exact copies", change=words.change(change.distinct))
    return _reporters(change, words)


def longest_in_words(change: Change | None, words: Words) -> str:
    """The latest comparison that the records carry, or that there is none."""
    if change is None or change.change is None:
        return words.t("No earlier years can be compared either.")
    return words.t(
        "The latest comparison that the records support: {span}, {change} ({sums}; {note}). A change in reports, not "
        "in trafficking.",
        **_figures(change, change.change, words),
    )


def months_known(row: tuple[str, str, int, int], words: Words) -> str:
    """'records in 6 of 12 months of 2015, 2 of them in part'. row: country, year, months known, those in part."""
    _, year, known, part = row
    if known < 12 and part:
        return words.t("records in {n} of 12 months of {year}, {part} of them in part", n=known, year=year, part=part)
    if known < 12:
        return words.t("records in {n} of 12 months of {year}", n=known, year=year)
    return words.n(
        "a month of {year} with far fewer records than the others",
        "{n} months of {year} with far fewer records than the others",
        part,
        year=year,
    )


def _short(change: Change, words: Words) -> str:
    """What is missing, for a tile."""
    if change.obstacle is Obstacle.MONTHS and change.of_reporters == 1 and change.incomplete:
        _, _, known, part = min(change.incomplete, key=lambda row: row[2] - row[3])
        if known < 12:
            return words.t("records in {n} of 12 months", n=known)
        return words.n("{n} month has far fewer records", "{n} months have far fewer records", part)
    return {
        Obstacle.NO_YEARS: words.t("no two years in a row"),
        Obstacle.MONTHS: words.t("{n} of {all} reporters complete", n=change.reporters, all=change.of_reporters),
        Obstacle.FEW_REPORTERS: words.t(
            "only {n} of up to {all} reporters", n=change.reporters, all=change.of_reporters
        ),
        Obstacle.SMALL: words.t("fewer than {n} in {year}", n=LEAST_BASE, year=change.earlier),
        Obstacle.JUMP: words.t("what is recorded has changed"),
        Obstacle.COPIES: words.t("depends on exact copies"),
        Obstacle.NOT_KNOWN: words.t("depends on unknown fields"),
    }.get(change.obstacle, "")


def reason(change: Change, names: dict[str, str], words: Words) -> str:
    """What is missing, as the end of a sentence."""
    if change.obstacle is Obstacle.MONTHS:
        return _months(change, names, words)
    if change.obstacle is Obstacle.COPIES:
        whole = words.change(change.after / change.before - 1)
        return words.t(
            "it is {whole} with exact copies and {distinct} without",
            whole=whole,
            distinct=words.change(change.distinct or 0),
        )
    return {
        Obstacle.NO_YEARS: words.t(
            "no two years in a row have records (the last are {earlier} and {later})",
            earlier=change.earlier,
            later=change.later,
        ),
        Obstacle.FEW_REPORTERS: words.n(
            "{n} of up to {all} reporters has records for both, too few to represent all",
            "{n} of up to {all} reporters have records for both, too few to represent all",
            change.reporters,
            all=change.of_reporters,
        ),
        Obstacle.SMALL: words.n(
            "{n} seizure in {year} is too few to measure against (at least {least})",
            "{n} seizures in {year} are too few to measure against (at least {least})",
            int(change.before),
            year=change.earlier,
            least=LEAST_BASE,
        ),
        Obstacle.JUMP: words.t(
            "{sums} is more than a fivefold change, which comes from what is recorded rather than from what happened",
            sums=_sums(change, words),
        ),
        Obstacle.NOT_KNOWN: words.t(
            "{sums} are known, but up to {more} more may belong to the two periods, because a field that is filtered "
            "by is not known for them",
            sums=_sums(change, words),
            more=words.listed([words.number(v) for v in change.possible]),
        ),
    }[change.obstacle]


def _months(change: Change, names: dict[str, str], words: Words) -> str:
    """Which months the heaviest reporter lacks, and how much the complete ones are of all."""
    who = names.get(change.incomplete[0][0], change.incomplete[0][0]) if change.incomplete else ""
    known = words.listed([months_known(row, words) for row in change.incomplete])
    lacking = words.t("{place} has {months}", place=who, months=known) if who else ""
    if change.of_reporters == 1:
        return lacking
    complete = words.n(
        "{n} of {all} reporters has both years complete, with {share} of the seizures",
        "{n} of {all} reporters have both years complete, with {share} of the seizures",
        change.reporters,
        all=change.of_reporters,
        share=words.percent(change.share),
    )
    return words.t("{complete}; {lacking}", complete=complete, lacking=lacking) if lacking else complete
