"""What Trends asks of the records: a series, its reporters, its breaks, and the operations of its goods and places."""

from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from analysis import breaks as series_breaks
from analysis import operations as fits
from analysis import panel
from analysis.completeness import incomplete_periods, whole_periods
from charts.time.marks import Marks
from data_access.answers import Answers
from data_access.cube.filters import expand_goods
from data_access.gateway import Answer
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.dimensions import DIMENSIONS
from domain.operations.selection import OperationSelection
from domain.question import Question
from domain.selection import Selection
from domain.words import Words
from reports.dates import provisional_from
from reports.explore.found import largest_share, measured_share, of_amounts
from reports.observed import full_years
from reports.studio import Studio

MOST_MARKS = 6
"""A standing card with more marks than this shows none: it would be read as a fence."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Series:
    """frame: period, value, state, n, without silence at its ends. cells: of reporters (analysis.panel.cells).

    `incomplete`: the years that a source of weight does not fill, or in which reporters of weight lack months; `part`:
    the same of the periods shown. `dated`: the figure by month, '' where only the year is known.
    """

    frame: pl.DataFrame
    cells: pl.DataFrame
    breaks: pl.DataFrame
    cut: pl.DataFrame
    since: str
    incomplete: frozenset[str]
    part: frozenset[str]
    dated: pl.DataFrame

    @property
    def periods(self) -> list[str]:
        """From first to last, in order."""
        return self.frame["period"].to_list()

    @property
    def final(self) -> list[str]:
        """The periods that may be compared: neither provisional nor cut nor with months of a large reporter missing."""
        late = self.since or "9999"
        return [p for p in self.periods if p < late and p not in self.incomplete | self.part]

    @property
    def span(self) -> tuple[date, date]:
        """The first day, and the first day after."""
        return ends(self.periods)


def ends(periods: list[str]) -> tuple[date, date]:
    """The first day of the first period and the first day after the last."""
    first, last = periods[0], periods[-1]
    start = date(int(first[:4]), int(first[5:7] or 1), 1)
    month = int(last[5:7] or 12)
    return start, date(int(last[:4]) + month // 12, month % 12 + 1, 1)


def answer(answers: Answers, question: Question, *by: str, grid: bool = False) -> Answer:
    """The measure of a question by these dimensions."""
    return answers.answer(replace(question, by=by), grid)


def counted(frame: pl.DataFrame) -> pl.DataFrame:
    """With `n`: how many records stand behind a figure; of counts the figure itself."""
    n = pl.col("n_reported") if "n_reported" in frame.columns else pl.col("value")
    return frame.with_columns(n.fill_null(0).cast(pl.Int64).alias("n"))


def ask(answers: Answers, question: Question, time: str) -> Series | None:
    """Everything about a series along a time ('year' or 'month'); None if no period has a figure."""
    frame = line(answers, question, time)
    if frame.is_empty():
        return None
    sources = answer(answers, question, "source", "year", "month").frame
    cut = pl.concat(
        [panel.cut_years(series_breaks.spans(sources)), _asked_in_part(answers, question.selection, sources)]
    ).unique()
    cells = panel_cells(answers, question, time, sources)
    yearly = cells if time == "year" else panel_cells(answers, question, "year", sources)
    cut_by_sources = panel.incomplete(sources) | set(_asked_in_part(answers, question.selection, sources)["year"])
    return Series(
        frame=frame,
        cells=cells.filter(pl.col("period").is_in(frame["period"].to_list())),
        breaks=_breaks(sources, frame),
        cut=cut,
        since=provisional_from(answers, monthly=time == "month"),
        incomplete=cut_by_sources | _lacking(yearly),
        part=_lacking(cells),
        dated=answer(answers, question, "month").frame,
    )


def _lacking(cells: pl.DataFrame) -> frozenset[str]:
    """The periods in which reporters of weight lack months."""
    return incomplete_periods(cells, cells.filter("whole").select(panel.KEYS))


def line(answers: Answers, question: Question, time: str) -> pl.DataFrame:
    """period, value, state, n: every period from the first to the last that was reported."""
    frame = counted(answer(answers, question, time, grid=True).frame).rename({time: "period"})
    valued = frame.filter((pl.col("period") != "") & (pl.col("state") == CellState.VALUE))["period"]
    inside = (
        frame.filter((pl.col("period") >= valued.min()) & (pl.col("period") <= valued.max()))
        if len(valued)
        else frame.clear()
    )
    return inside.select("period", "value", "state", "n", "possible").sort("period")


def _breaks(sources: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    return series_breaks.breaks(sources, reference.series_breaks(), *ends(frame["period"].to_list()))


def _asked_in_part(answers: Answers, selection: Selection, sources: pl.DataFrame) -> pl.DataFrame:
    """source, year: the years that the filters cut; their sums are no sums of a year either."""
    keys = sources.select("source", "year").filter(pl.col("year") != "").unique()
    return keys.filter(~pl.col("year").is_in([str(year) for year in full_years(answers, selection)]))


def panel_cells(answers: Answers, question: Question, time: str, sources: pl.DataFrame) -> pl.DataFrame:
    """The cells of reporters of sources that report this measure (analysis.panel.cells), with whether each is whole,
    its figure without exact copies, and the seizures that may belong to it too.
    """
    keys = ["source", "country", time]
    able = sources.filter(pl.col("state").is_in(panel.KNOWN_STATES))["source"].unique().to_list()
    figures = counted(answer(answers, question, *keys).frame).rename({time: "period"})
    recorded = answers.seizures(question.selection, *keys).rename({time: "period"}).select(panel.KEYS)
    reported = _reported(answers, question.selection, time).filter(pl.col("source").is_in(able))
    cells = panel.cells(figures.filter(pl.col("period") != ""), recorded, reported)
    return _judged(answers, cells, question, time, figures)


def _judged(
    answers: Answers, cells: pl.DataFrame, question: Question, time: str, figures: pl.DataFrame
) -> pl.DataFrame:
    """With `whole`, `distinct` and `possible` (see panel_cells). figures: the answer by the keys of a panel."""
    keys = ["source", "country", time]
    distinct = replace(question, selection=replace(question.selection, distinct=True))
    less = answer(answers, distinct, *keys).frame.rename({time: "period"})
    complete = whole_periods(answers.reporting(question.selection), monthly=time == "month").with_columns(
        whole=pl.lit(True)
    )
    more = figures.select(*panel.KEYS, pl.col("possible").cast(pl.Float64))
    frame = cells.join(complete, on=panel.KEYS, how="left").join(more, on=panel.KEYS, how="left")
    frame = frame.join(less.select(*panel.KEYS, pl.col("value").alias("distinct")), on=panel.KEYS, how="left")
    counts = question.measure == "seizures"
    return frame.with_columns(
        pl.col("whole").fill_null(False),
        pl.col("distinct").fill_null(0.0),
        (pl.col("possible") if counts else pl.lit(0.0)).fill_null(0.0).alias("possible"),
    )


def _reported(answers: Answers, selection: Selection, time: str) -> pl.DataFrame:
    """source, country, period that was reported at all, inside the period of the selection.

    None under a filter on a recorded field, as in Answers.answer: who reported seizures need not report their place.
    """
    unsure = ["not_reported", "gap", *(["year"] if time == "month" else [])]
    frame = answers.capable(answers.reporting(selection), selection).filter(~pl.col("status").is_in(unsure))
    if selection.start:
        frame = frame.filter(pl.col("month") >= selection.start)
    if selection.end:
        frame = frame.filter(pl.col("month") <= selection.end)
    if any(DIMENSIONS[d].detail for d, _ in selection.where):
        frame = frame.clear()
    period = pl.col("month") if time == "month" else pl.col("month").str.slice(0, 4)
    return frame.select("source", "country", period.alias("period")).unique()


def coincided(answers: Answers, selection: Selection, span: tuple[date, date]) -> pl.DataFrame:
    """The operations with the goods and places of a selection inside a span (analysis.operations.fitting)."""
    asked = [*selection.values("goods"), *selection.values("goods_group")]
    places = answers.places_asked(selection)
    of = fits.Series(
        goods=frozenset(expand_goods(asked)),
        places=frozenset(places) if places else None,
        regions=_regions(selection),
    )
    return fits.fitting(answers.operations.listed(OperationSelection()), of, *span)


def _regions(selection: Selection) -> frozenset[str]:
    """The INTERPOL regions, in words, that a selection is of as a whole."""
    if selection.scheme != "interpol" or selection.values("country"):
        return frozenset()
    names = dict(reference.regions("interpol").select("region", "name").iter_rows())
    return frozenset(names.get(code, code) for code in selection.values("region"))


def how_known(studio: Studio, question: Question) -> str:
    """Of an amount: how many seizures report it and how much the largest one is of it; '' of counts."""
    if question.measure == "seizures":
        return ""
    whole = answer(studio.answers, question).frame
    return " · ".join(of_amounts(measured_share(studio.answers, question), largest_share(whole), studio.words))


def throughout(series: Series) -> pl.DataFrame:
    """source, country of the reporters throughout; none where these are all that there are."""
    same = panel.throughout(series.cells, series.final)
    every = series.cells.filter(pl.col("state").is_in(panel.KNOWN_STATES)).select("source", "country").unique()
    return same.clear() if same.height == every.height else same


def marks_of(series: Series, found: pl.DataFrame | None = None, *, strip: bool = True) -> Marks:
    """The marks of a series on its time axis; operations only where some were asked for."""
    bands = (
        ()
        if found is None
        else tuple(found.filter(pl.col("mark") != "").select("mark", "first_day", "last_day").iter_rows())
    )
    counts = tuple(panel.reporters(series.cells, series.periods)) if strip else ()
    return Marks(breaks=_numbered(series.breaks), bands=bands, strip=counts)


def _numbered(breaks: pl.DataFrame) -> tuple[tuple[str, date], ...]:
    """The number and the day of each mark."""
    marks = breaks.select("number", "day").unique(maintain_order=True)
    return tuple((str(number), day) for number, day in marks.iter_rows())


def break_words(studio: Studio, breaks: pl.DataFrame) -> tuple[str, ...]:
    """The numbered marks in words (breaks: analysis.breaks.SCHEMA)."""
    words, names = studio.words, studio.answers.source_names()
    found = []
    for (number, day), rows in breaks.group_by("number", "day", maintain_order=True):
        shown = str(day.year) if day.month == 1 else words.month(f"{day:%Y-%m}", wide=True)
        text = " ".join(_break(row, names, words) for row in rows.iter_rows(named=True))
        found.append(words.t("Break {number}, {day}: {text}", number=str(number), day=shown, text=text))
    return tuple(found)


def _break(row: dict[str, str], names: dict[str, str], words: Words) -> str:
    source = names.get(row["source"], row["source"])
    cited = words.t("{text} ({cited})", text=row["text"], cited=row["cited"]) if row["text"] else ""
    if row["at"] == series_breaks.NOTE:
        return words.t("{source}: {text}", source=source, text=cited)
    begins = row["at"] == series_breaks.BEGIN
    edge = words.t("{source} begins.", source=source) if begins else words.t("{source} has ended.", source=source)
    return f"{edge} {cited}".rstrip()


def standing(studio: Studio, selection: Selection, periods: list[str]) -> tuple[Marks, tuple[str, ...]]:
    """The break marks of a standing trend card of counts, with their words; none where they would clutter it."""
    sources = studio.answers.seizures(selection, "source", "year", "month")
    if not periods or sources.is_empty():
        return Marks(), ()
    found = series_breaks.breaks(sources, reference.series_breaks(), *ends(periods))
    marks = _numbered(found)
    if len(marks) > MOST_MARKS:
        several = studio.words.n(
            "{n} break of the series is not drawn here: see Trends.",
            "{n} breaks of the series are not drawn here: see Trends.",
            len(marks),
        )
        return Marks(), (several,)
    return Marks(breaks=marks), break_words(studio, found)
