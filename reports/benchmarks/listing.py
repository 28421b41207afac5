"""The benchmarks as a page: what is published, year by year, beside our own, and every figure with its caveats."""

from charts.drawn import Drawn
from domain.benchmarks.selection import BenchmarkSelection
from domain.question import Question
from reports.benchmarks.beside import own_beside
from reports.benchmarks.panels import by_year, shown
from reports.benchmarks.rows import columns, table
from reports.benchmarks.said import years
from reports.benchmarks.wording import UNIT, caution
from reports.card import Card, Metric, Metrics, Report, Text
from reports.studio import Studio


def report(studio: Studio, question: Question) -> Report:
    """Everything the page shows; option `show`: which figure the small charts are of."""
    selection = question.benchmarks
    if studio.answers.benchmarks.listed(selection).is_empty():
        return nothing(studio, selection)
    figure, notes = shown(studio, question, selection)
    parts = (*by_year(studio, selection, figure), *own_beside(studio, selection), *every(studio, selection))
    return (*notes, *figures(studio, selection), *parts)


def nothing(studio: Studio, _selection: BenchmarkSelection) -> Report:
    """Said where no figure is left."""
    text = studio.words.t("No published figure of our list fits these filters. Leave one out, or choose another.")
    return (Text(text, "info"),)


def figures(studio: Studio, selection: BenchmarkSelection) -> Report:
    """How many figures there are, of whom and of when."""
    words, found = studio.words, studio.answers.benchmarks.listed(selection)
    missing = found["value"].null_count()
    unread = found.filter(~found["verified"]).height
    return (
        Metrics(
            (
                Metric(
                    label=words.t("Published figures"),
                    value=words.number(found.height - missing),
                    note=words.n(
                        "{n} more was looked for and not found", "{n} more were looked for and not found", missing
                    )
                    if missing
                    else words.t("each with its own definition"),
                ),
                Metric(
                    label=words.t("Published series"),
                    value=words.number(found["series"].n_unique()),
                    note=years(studio.answers, selection, words),
                ),
                Metric(
                    label=words.t("Definitions"),
                    value=words.number(found["definition"].n_unique()),
                    note=words.t("never joined, added or compared with one another"),
                ),
                Metric(
                    label=words.t("Every field read in a source"),
                    value=words.number(found.height - unread),
                    note=words.t("of {n} rows; the others say which field was not", n=found.height),
                    part=(found.height - unread) / found.height,
                ),
            )
        ),
    )


def every(studio: Studio, selection: BenchmarkSelection) -> Report:
    """All figures as published."""
    words, found = studio.words, studio.answers.benchmarks.listed(selection)
    return (
        Card(
            key="benchmarks_list",
            title=words.t("The published figures"),
            unit=words.t(UNIT),
            drawn=Drawn(None, words.n("A table of {n} figure.", "A table of {n} figures.", found.height)),
            table=table(found, words),
            columns=columns(words),
            selection=selection,
            caution=caution(words),
            note=words.t("as published, with what stands before the figure; sources and caveats in the table"),
        ),
    )
