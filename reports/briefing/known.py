"""How sure a briefing is: who reported, and what late reports do to its period."""

from dataclasses import dataclass, replace

import polars as pl

from analysis.change import LEAST_BASE
from data_access.answers import Answers
from data_access.kept import kept
from data_access.records.vintage import Vintage
from data_access.reference import tables as reference
from domain.question import Question
from domain.selection import Selection
from domain.words import Words
from reports.briefing.scope import Scope, scoped
from reports.card import Report, Text, Way
from reports.observed import asked_months
from reports.studio import Studio
from reports.wording import markdown_safe

YEAR = 12


def known(studio: Studio, selection: Selection) -> Report:
    """Coverage and lateness of a link, each in a line."""
    scope = scoped(studio.answers, selection)
    said = coverage(studio, scope)
    way = (said.figure, Way("coverage", Question(selection=scope.selection)))
    return (Text(markdown_safe(said.text), "caption", (way,)), Text(markdown_safe(late(studio, scope)), "caption"))


@dataclass(frozen=True)
class Coverage:
    """A line, and the figure in it that leads to who reports."""

    text: str
    figure: str


def coverage(studio: Studio, scope: Scope) -> Coverage:
    """Who has records for the period, and for how many of its months."""
    words, answers = studio.words, studio.answers
    months = asked_months(answers, scope.selection)
    heard = answers.reporting(scope.selection).filter(
        (pl.col("status") != "not_reported") & pl.col("month").is_in(months)
    )
    every = scope.members or tuple(reference.names("places"))
    by_place = heard.filter(pl.col("country").is_in(list(every))).group_by("country").agg(pl.col("month").n_unique())
    if scope.place:
        n = int(by_place["month"].sum() or 0)
        figure = words.n("{n} of {all} month", "{n} of {all} months", len(months), n=n, all=len(months))
        text = words.t(
            "Coverage: {place} has records of any goods for {figure} of {period}.",
            place=scope.name(words),
            figure=figure,
            period=scope.period(words),
        )
        return Coverage(text, figure)
    whole = by_place.filter(pl.col("month") == len(months)).height
    figure = words.t("{n} of {all}", n=by_place.height, all=len(every))
    text = words.t(
        "Coverage: {figure} countries and territories have records of any goods for {period}, {whole} of them for "
        "every month. The others are silent, which is not zero.",
        figure=figure,
        period=scope.period(words),
        whole=whole,
    )
    return Coverage(text, figure)


def late(studio: Studio, scope: Scope) -> str:
    """The last months of the period as known on the day of loading, beside the same months of the year before as they
    were known after the same delay; or why there is no such comparison.
    """
    words, found = studio.words, vintage(studio.answers, scope.selection)
    if found is None:
        return ""
    if not found.known:
        return words.t(
            "Late reports: the store has no history of reporting that reaches back far enough to say what was known of "
            "the year before after the same delay. Only complete periods of the same reporters are compared."
        )
    fields = {
        "day": f"{found.day:%Y-%m-%d}",
        "months": _months(scope.selection, found, words),
        "after": int(found.after),
        "before": int(found.before),
        "now": int(found.now),
    }
    if found.before < LEAST_BASE:
        return words.t(
            "Late reports: {after} seizures of {months} were known on {day}; of the same months a year earlier "
            "{before} were known after the same delay, too few to measure against.",
            **fields,
        )
    return words.t(
        "Late reports: {after} seizures of {months} were known on {day}; of the same months a year earlier {before} "
        "were known after the same delay ({change}), and {now} are known by now.",
        change=words.change(found.after / found.before - 1),
        **fields,
    )


@kept
def vintage(answers: Answers, selection: Selection) -> Vintage | None:
    """Of the last months of a selection, at most twelve, that had begun on the day of loading; None for a store that
    was never loaded, or whose records all lie after that day.
    """
    if answers.loaded is None:
        return None
    day = answers.loaded.date()
    end = min(selection.end, f"{day:%Y-%m}")
    start = max(selection.start, _months_before(end, YEAR - 1))
    return answers.vintage(replace(selection, start=start, end=end), day) if start <= end else None


def _months_before(month: str, n: int) -> str:
    at = int(month[:4]) * 12 + int(month[5:]) - 1 - n
    return f"{at // 12:04d}-{at % 12 + 1:02d}"


def _months(selection: Selection, found: Vintage, words: Words) -> str:
    end = min(selection.end, f"{found.day:%Y-%m}")
    start = max(selection.start, _months_before(end, YEAR - 1))
    return words.t("{first} to {last}", first=words.month(start), last=words.month(end))
