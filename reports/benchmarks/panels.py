"""Published figures year by year: one small chart a definition, and no line across a break or a missing year."""

import polars as pl

from charts.time.panels import panels
from domain.benchmarks.dimensions import FIGURES
from domain.benchmarks.selection import BenchmarkSelection
from domain.cells import CellState
from domain.messages import N_
from domain.question import Question
from domain.words import Words
from reports.asked import Asked
from reports.benchmarks.rows import columns, table
from reports.benchmarks.wording import caution
from reports.card import Card, Report
from reports.studio import Studio

UNITS = {
    "items": N_("items, as published"),
    "seizures": N_("seizures, cases or procedures, as each chart names them"),
    "eur": N_("EUR, as published"),
    "usd": N_("USD, as published"),
    "share": N_("percent, as published"),
    "mass": N_("tonnes or tons, as published"),
}
"""What has a course over the years. Changes, and numbers of those who report, stand in the list alone."""


def available(studio: Studio, selection: BenchmarkSelection) -> tuple[str, ...]:
    """The figures (FIGURES) that the selection has any of."""
    there = set(studio.answers.benchmarks.listed(selection).filter(pl.col("value").is_not_null())["figure"])
    return tuple(code for code in UNITS if code in there)


def shown(studio: Studio, question: Question, selection: BenchmarkSelection) -> tuple[str, Report]:
    """Which figure the link asks for (option `show`), and what is said where it names another."""
    asked = Asked(studio.answers, question, studio.words)
    known = available(studio, selection) or tuple(UNITS)
    wanted = asked.one("show", known, N_("The link asks for a figure that is not published; another one is shown."))
    return wanted, asked.notes


def by_year(studio: Studio, selection: BenchmarkSelection, figure: str) -> Report:
    """The small charts of one figure; none where nothing of it is published."""
    words = studio.words
    found = studio.answers.benchmarks.listed(selection).filter(pl.col("figure") == figure)
    if figure not in UNITS or found["value"].is_null().all():
        return ()
    unit = words.t(UNITS[figure])
    return (
        Card(
            key="benchmarks_by_year",
            title=words.t("Published figures by year: {figure}", figure=words.t(FIGURES[figure])),
            unit=unit,
            drawn=panels(_completed(found, words), words=words, theme=studio.theme, unit=unit, own=True),
            table=table(found, words),
            columns=columns(words),
            selection=selection,
            caution=caution(words),
            note=words.t(
                "a chart a definition, each on a scale of its own; a break begins a new chart, and a pale band is a "
                "year without a published figure, which is no zero"
            ),
            below=tuple(_notes(found, words)),
        ),
    )


def _completed(found: pl.DataFrame, words: Words) -> pl.DataFrame:
    """series, period, value and state of every year: one series a definition and stretch between its breaks."""
    years = pl.DataFrame({"year": range(int(found["year"].min()), int(found["year"].max()) + 1)})  # type: ignore[arg-type]
    parts = []
    for (_, _), part in found.group_by("definition", "stretch", maintain_order=True):
        first, last = str(part["year"].min()), str(part["year"].max())
        broken = found.filter(pl.col("definition") == part["definition"][0])["stretch"].n_unique() > 1
        span = first if first == last else words.t("{first}–{last}", first=first, last=last)
        name = words.t("{series}, {span}", series=part["label"][0], span=span) if broken else part["label"][0]
        every = years.join(part.select("year", "value"), on="year", how="left")
        parts.append(
            every.select(pl.lit(name).alias("series"), pl.col("year").cast(pl.String).alias("period"), "value")
        )
    known = pl.when(pl.col("value").is_null()).then(pl.lit(CellState.NOT_REPORTED.value))
    return pl.concat(parts).with_columns(state=known.otherwise(pl.lit(CellState.VALUE.value)))


def _notes(found: pl.DataFrame, words: Words) -> list[str]:
    """What each chart counts, every break, and every figure that stands behind 'up to' or the like."""
    by = found.unique("definition", maintain_order=True)
    notes = [
        words.t("{series}: {caveat}", series=label, caveat=caveat)
        for label, caveat in by.select("label", "caveat").iter_rows()
    ]
    broken = found.filter(pl.col("break_why") != "")
    notes += [
        words.t("Break in {series} at {year}: {why}", series=label, year=str(year), why=why)
        for label, year, why in broken.select("label", "year", "break_why").iter_rows()
    ]
    bounds = found.filter(pl.col("qualifier").is_in(["up to", "as much as"]))  # untranslated
    if bounds.height:
        years = words.comma(sorted({str(year) for year in bounds["year"]}))
        notes.append(words.t("Upper bounds ('up to'), not figures themselves: {years}.", years=years))
    return notes
