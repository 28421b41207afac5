"""One series looked at in five ways, with who reported, its breaks, and a sentence that says the finding."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import polars as pl

from analysis import indexing, panel, year_on_year
from charts.time.change_bars import change_bars
from charts.time.marks import Marks
from charts.time.trend import trend
from domain.messages import N_
from reports.card import Card, Report, Text
from reports.studio import Studio
from reports.tables import coded
from reports.trends import words as trend_words
from reports.trends.operations import operations_card, operations_note
from reports.trends.panels import panels_cards
from reports.trends.question import Trend
from reports.trends.season import season_cards
from reports.trends.series import Series, break_words, coincided, how_known, marks_of, throughout
from reports.trends.words import Around
from reports.wording import markdown_safe

ALL = N_("All reporters")


@dataclass(frozen=True, kw_only=True)
class Course:
    """What is shown of a series, and what else could be chosen for it."""

    report: Report
    bases: tuple[str, ...] = ()
    """Of an index: the periods that can be 100."""
    base: str = ""
    """Of an index: the one that is."""
    same: int = 0
    """How many countries and territories reported throughout; 0 where that is no choice."""
    operations: int = 0
    """How many operations coincided with the series."""


def build(studio: Studio, now: Trend, series: Series) -> Course:
    """The view that is asked for."""
    return _VIEWS[now.view](studio, now, series)


def _same(studio: Studio, series: Series, same: pl.DataFrame) -> Report:
    """Why there is no line of the same reporters, where there is none."""
    if panel.throughout(series.cells, series.final).is_empty() and series.cells["country"].n_unique() > 1:
        return (Text(trend_words.nobody_throughout(studio, series), "caption"),)
    return ()


def _lines(studio: Studio, series: Series, now: Trend, same: pl.DataFrame) -> pl.DataFrame:
    """period, value, state, and where the same reporters were asked for, series."""
    frame = series.frame.select("period", "value", "state")
    if not now.same or not same.height:
        return frame
    name = trend_words.same_label(studio, same)
    both = [
        frame.with_columns(series=pl.lit(studio.words.t(ALL))),
        panel.summed(series.cells, same, series.periods).with_columns(series=pl.lit(name)),
    ]
    return pl.concat([b.select("period", "value", "state", "series") for b in both])


def _level(studio: Studio, now: Trend, series: Series) -> Course:
    same = throughout(series)
    return _drawn(studio, now, series, same, _lines(studio, series, now, same), trend_words.level(studio, now, series))


def _index(studio: Studio, now: Trend, series: Series) -> Course:
    cut = series.part if now.monthly else series.incomplete
    possible = indexing.bases(series.frame, provisional_from=series.since, incomplete=cut)
    wrong = (
        indexing.refusal(series.frame, now.base, provisional_from=series.since, incomplete=cut) if now.base else None
    )
    refused: Report = ()
    if wrong is not None:
        reason = studio.words.t("The base cannot be {base}: {reason}", base=now.base, reason=wrong)
        refused = (Text(markdown_safe(reason), "warning"),)
    if not possible:
        return Course(report=(*refused, Text(studio.words.say(indexing.NO_BASE), "info")))
    base = now.base if now.base in possible else possible[0]
    same = throughout(series)
    lines = _lines(studio, series, now, same)
    parts = lines.partition_by("series", maintain_order=True) if "series" in lines.columns else [lines]
    frame = pl.concat([indexing.indexed(p, base) for p in parts if not indexing.refusal(p, base)])
    level = (indexing.BASE, studio.words.t("{base} = 100", base=trend_words.when(studio, base)))
    course = _drawn(studio, now, series, same, frame, trend_words.index(studio, now, series, frame, base), level)
    return replace(course, report=refused + course.report, bases=tuple(possible), base=base)


def _drawn(
    studio: Studio,
    now: Trend,
    series: Series,
    same: pl.DataFrame,
    frame: pl.DataFrame,
    around: Around,
    level: tuple[float, str] | None = None,
) -> Course:
    """The line or lines with their marks, and the operations that are marked."""
    found = coincided(studio.answers, now.selection, series.span)
    shown = found if now.operations and found.height else None
    marks = marks_of(series, shown)
    marks = marks if level is None else replace(marks, level=level)
    below = (*break_words(studio, series.breaks), *operations_note(studio.words, shown))
    card = _card(studio, now, series, frame, around, marks, below)
    report = (
        *_same(studio, series, same),
        Text(around.sentence),
        card,
        *operations_card(studio.words, now.selection, shown),
    )
    return Course(report=report, same=same["country"].n_unique(), operations=found.height)


def _card(
    studio: Studio,
    now: Trend,
    series: Series,
    frame: pl.DataFrame,
    around: Around,
    marks: Marks,
    below: tuple[str, ...],
) -> Card:
    words = studio.words
    drawn = trend(
        frame,
        words=words,
        theme=studio.theme,
        unit=around.unit,
        provisional_from=series.since,
        marks=marks,
        additive=marks.level is None,
    )
    return Card(
        key="trends",
        title=around.title,
        unit=around.unit,
        drawn=drawn.saying(*below),
        table=trend_words.table(studio, frame, series, now),
        columns=trend_words.columns(studio, now),
        codes=coded(frame, **{now.time: "period"}),
        selection=now.selection,
        caution=around.caution,
        finding=around.sentence,
        note=" · ".join(filter(None, [around.note, how_known(studio, now.question)])),
        below=below,
    )


def _change(studio: Studio, now: Trend, series: Series) -> Course:
    """Against the year before, of the reporters that reported both; of those throughout if asked."""
    final = [p for p in series.periods if p in set(series.final)] if not now.monthly else series.final
    cells = panel.whole(series.cells, series.cut, series.since)
    same = throughout(series)
    if now.same and same.height:
        cells = cells.join(same, on=["source", "country"])
    words, frame = studio.words, _changes(studio, cells, series.periods)
    if frame.is_empty():
        few = words.n(
            "There is no year before to compare with: {n} whole, final period.",
            "There is no year before to compare with: {n} whole, final periods.",
            len(final),
        )
        return Course(report=(Text(few, "info"),), same=same["country"].n_unique())
    around = trend_words.change(studio, now, frame, same["country"].n_unique())
    below = break_words(studio, series.breaks)
    drawn = change_bars(frame, words=words, theme=studio.theme, unit=words.say(now.question.unit))
    card = Card(
        key="trends_change",
        title=around.title,
        unit=around.unit,
        drawn=drawn.saying(*below),
        table=trend_words.change_table(now, frame),
        columns=trend_words.change_columns(words),
        selection=now.selection,
        caution=around.caution,
        finding=around.sentence,
        note=" · ".join(filter(None, [around.note, how_known(studio, now.question)])),
        below=below,
    )
    return Course(report=(Text(around.sentence), card), same=same["country"].n_unique())


def _changes(studio: Studio, cells: pl.DataFrame, periods: list[str]) -> pl.DataFrame:
    """The changes against the year before (analysis.year_on_year), with `note`: why there is none."""
    frame, reasons = year_on_year.year_on_year(cells, periods)
    notes = [studio.words.say(reasons[p]) if p in reasons else "" for p in frame["period"]]
    return frame.with_columns(pl.Series("note", notes, pl.String))


def _panels(studio: Studio, now: Trend, series: Series) -> Course:
    return Course(report=panels_cards(studio, now, series))


def _season(studio: Studio, now: Trend, series: Series) -> Course:
    return Course(report=season_cards(studio, now, series))


_VIEWS: dict[str, Callable[[Studio, Trend, Series], Course]] = {
    "line": _level,
    "index": _index,
    "change": _change,
    "season": _season,
    "panels": _panels,
}
