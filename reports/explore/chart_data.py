"""What a chart of the explorer is made of: a cross table trimmed, ordered, folded, scaled and worded."""

from dataclasses import dataclass, replace

import polars as pl

from analysis.change import LEAST_BASE
from analysis.coverage import reporters
from analysis.flows import interval
from analysis.indexing import NO_BASE, common_base
from analysis.panel import incomplete
from analysis.pivot import ABSENT, MAY_BE_HERE, SILENT, UNRECORDED, Pivot, folded, indexed, shares, sorted_rows
from analysis.rates import poisson_interval
from analysis.shortlist import REST, UNREPORTED, named_rows
from data_access.answers import Answers
from data_access.reference import tables as reference
from domain.collation import by_name
from domain.errors import UsageError
from domain.forms import NOTED, PLACES, TIME
from domain.messages import N_
from domain.period import years_asked
from domain.question import Question
from domain.selection import Selection
from domain.words import Words
from reports.changes import incomplete_years
from reports.dates import provisional_from
from reports.explore.found import named
from reports.explore.question import View
from reports.studio import Studio

_COLUMNS = {"heat": 14, "stacked": 7}
"""How many members stand side by side before the others are put together."""
_EVERY = 10_000


@dataclass(frozen=True, kw_only=True)
class ChartData:
    """What a chart is made of: cells, rows and columns with labels, the unit, and what was done in words."""

    cells: pl.DataFrame
    rows: pl.DataFrame
    columns: pl.DataFrame
    unit: str
    shown: str
    notes: tuple[str, ...]
    base: str = ""


def unit(question: Question, view: View, words: Words, base: str = "") -> str:
    """The counting unit on this scale."""
    if view.scale in ("row", "column"):
        dimension = question.inside(0 if view.scale == "row" else -1)
        return words.t("share of the figure of each {dimension}", dimension=dimension)
    if view.scale == "all":
        return words.t("% of all ({unit})", unit=question.unit)
    if view.scale == "index":
        return words.t("index, {base} = 100", base=base)
    return words.say(question.unit)


def trimmed(table: Pivot, question: Question) -> Pivot:
    """Without members that hold nothing, unless they were asked for; along time gaps stay, undated records go."""
    sides = [table.rows, table.columns]
    for i, dimension in enumerate(question.by):
        if dimension in TIME:
            sides[i] = sides[i].filter(pl.col("code") != "")
        else:
            asked = pl.col("code").is_in(list(question.values(dimension)))
            sides[i] = sides[i].filter((pl.col("value") > 0).fill_null(False) | asked)
    kept = [pl.col(axis).is_in(s["code"].to_list()) for axis, s in zip(("row", "column"), sides, strict=True)]
    return replace(table, cells=table.cells.filter(kept), rows=sides[0], columns=sides[1])


def ordered(answers: Answers, table: Pivot, question: Question, order: str, words: Words) -> Pivot:
    """Rows A–Z by their words, or the largest first; periods in their own order. Columns: the largest first."""
    rows = table.rows
    if question.by[0] in TIME:
        rows = rows.sort("code")
    elif order == "value":
        rows = rows.sort("value", "code", descending=[True, False], nulls_last=True)
    else:
        labels = named(answers, question, question.by[0], rows["code"].to_list(), words)
        rows = rows.sort(pl.col("code").cast(pl.Enum(by_name(rows["code"].to_list(), labels))))
    return _columns(answers, sorted_rows(table, rows["code"].to_list()), question, words)


def _columns(answers: Answers, table: Pivot, question: Question, words: Words) -> Pivot:
    """Columns by their sums, of places A–Z, what was not reported last; periods in their own order."""
    if len(question.by) == 1:
        return table
    if question.by[1] in TIME:
        return replace(table, columns=table.columns.sort("code"))
    last = table.columns.with_columns(pl.col("code").is_in(list(UNREPORTED)).alias("unreported"))
    last = last.sort("unreported", "value", "code", descending=[False, True, False], nulls_last=True)
    if question.by[1] in PLACES:
        codes = last["code"].to_list()
        labels = named(answers, question, question.by[1], codes, words)
        last = last.sort("unreported", pl.col("code").cast(pl.Enum(by_name(codes, labels))))
    return replace(table, columns=last.drop("unreported"))


def prepare(studio: Studio, question: Question, table: Pivot, view: View) -> ChartData:
    """Trim, order, fold and scale."""
    words = studio.words
    kept = ordered(studio.answers, trimmed(table, question), question, view.order, words)
    size, most = named_rows(kept.rows).height, _EVERY if question.by[0] in TIME else view.shown
    kept = folded(kept, "row", most)
    wide = 0
    if len(question.by) == 2 and question.by[1] not in TIME:
        wide = named_rows(kept.columns).height - _COLUMNS[view.form]
        kept = folded(kept, "column", _COLUMNS[view.form])
    kept = _named_only(kept) if view.form in ("line", "panels") and len(question.by) == 2 else kept
    kept, first = _since_first(kept, question)
    base = base_of(studio.answers, kept, question, view)
    done = scaled(kept, view, base, counts=question.measure == "seizures")
    rows = _labelled(studio, done.rows, question, 0, size - most)
    columns = _labelled(studio, done.columns, question, -1, wide) if len(question.by) == 2 else done.columns
    since = words.t("from {period}, the first with a figure", period=first) if first else ""
    return ChartData(
        cells=done.cells.with_columns(reasons(question, words).alias("text")),
        rows=_noted(studio, rows, question, view, kept.total),
        columns=columns,
        unit=unit(question, view, words, base),
        base=base,
        shown="; ".join(filter(None, [_shown(size, most, view, words), since])),
        notes=notes(table, question, view, words),
    )


def notes(table: Pivot, question: Question, view: View, words: Words) -> tuple[str, ...]:
    """What must be said about the drawing."""
    ranked, of_all = _ranked(question, view), view.scale == "all"
    sums = view.form in ("heat", "table") and len(question.by) == 2 and not _share(view)
    found = (
        (_CASES_OVERLAP if question.of_cases else _OVERLAPPING, table.overlapping),
        (_OF_COUNTS, ranked and not of_all),
        (_OF_SHARES, ranked and of_all),
        (_PARTS, view.form == "stacked"),
        (_SUMS, sums),
    )
    return tuple(words.t(note) for note, holds in found if holds)


_OVERLAPPING = N_("a record may count in several groups: they add up to more than the total")
_CASES_OVERLAP = N_("a case may count in several groups: they add up to more than the total")
_OF_COUNTS = N_("at the right: coverage, and the 95 % interval of a count (Poisson)")
_OF_SHARES = N_("at the right: coverage, and the 95 % interval of a share (Wilson)")
_PARTS = N_("n.r.: parts not reported")
_SUMS = N_("'All' shows the true totals")


def _share(view: View) -> bool:
    return view.scale in ("row", "column")


def _ranked(question: Question, view: View) -> bool:
    """Whether places stand by value: then coverage and interval stand beside them."""
    return question.by[0] in ("country", "region") and view.order == "value" and view.form in NOTED


def _named_only(table: Pivot) -> Pivot:
    """Lines are of members, not of the rest nor of what was not reported."""
    rows = table.rows.filter(~pl.col("code").is_in([REST, *UNREPORTED]))
    return replace(table, rows=rows, cells=table.cells.filter(pl.col("row").is_in(rows["code"].to_list())))


def _since_first(table: Pivot, question: Question) -> tuple[Pivot, str]:
    """Along time without the periods before the first figure of a named member, unless the reader set a start.

    Also the first period that is left, where some are gone. Silence after the last figure stays: it may be a gap of
    reports.
    """
    named = ~pl.col("row").is_in(list(UNREPORTED))
    figures = table.cells.filter((pl.col("value") > 0) & named)
    axis = "row" if question.by[0] in TIME else "column"
    if question.by[-1] not in TIME or question.selection.start or figures.is_empty():
        return table, ""
    first, margin = str(figures[axis].min()), table.rows if axis == "row" else table.columns
    kept, cells = margin.filter(pl.col("code") >= first), table.cells.filter(pl.col(axis) >= first)
    since = first if kept.height < margin.height else ""
    if axis == "row":
        return replace(table, cells=cells, rows=kept), since
    return replace(table, cells=cells, columns=kept), since


def base_of(answers: Answers, table: Pivot, question: Question, view: View) -> str:
    """The period that is 100 on a scale of an index, '' on others: one for all the lines that are shown, as on Trends.

    Raises UsageError where no period is whole, final and above zero.
    """
    if view.scale != "index":
        return ""
    margin = table.rows.filter(~pl.col("code").is_in([REST, *UNREPORTED])).select("code", "value", "state")
    if len(question.by) == 1:
        frame = margin.select(pl.lit("").alias("series"), pl.col("code").alias("period"), "value", "state")
    else:
        largest = margin.sort("value", "code", descending=[True, False], nulls_last=True).head(view.shown)["code"]
        cells = table.cells.filter(pl.col("row").is_in(largest.to_list()))
        frame = cells.select(pl.col("row").alias("series"), pl.col("column").alias("period"), "value", "state")
    monthly, cut = question.by[-1] == "month", frozenset[str]()
    if not monthly and question.additive:
        by_source = answers.answer(replace(question, by=("source", "year", "month")))
        cut = incomplete(by_source.frame) | incomplete_years(answers, question.selection)
    if question.measure == "seizures":
        frame = frame.with_columns(pl.col("value").fill_null(0).cast(pl.Int64).alias("n"))
    base = common_base(frame, provisional_from=provisional_from(answers, monthly=monthly), incomplete=cut)
    if not base:
        raise UsageError(NO_BASE)
    return base


def scaled(table: Pivot, view: View, base: str = "", *, counts: bool = False) -> Pivot:
    """Shares or an index where the view asks for them; `base`: the period that is 100. `counts`: figures of records."""
    if view.scale == "index":
        return indexed(table, base, least=LEAST_BASE if counts else 0)
    return shares(table, view.scale) if view.scale in ("row", "column", "all") else table


def _shown(size: int, most: int, view: View, words: Words) -> str:
    if size <= most:
        return ""
    parts = [words.t("the {most} largest of {all}", most=most, all=size)]
    parts += [words.t("A–Z")] if view.order == "az" else []
    parts += [] if view.form in ("line", "panels") else [words.t("the others combined")]
    return words.comma(parts)


def _labelled(studio: Studio, margin: pl.DataFrame, question: Question, at: int, left: int) -> pl.DataFrame:
    """code, label, value, state, quiet."""
    codes, words = margin["code"].to_list(), studio.words
    labels = named(studio.answers, question, question.by[at], [c for c in codes if c != REST], words)
    labels[REST] = words.n("{n} other", "{n} others", max(left, 1))
    return margin.with_columns(
        pl.Series("label", [labels[c] for c in codes], pl.String),
        pl.col("code").is_in([REST, *UNREPORTED]).alias("quiet"),
    )


def _noted(studio: Studio, rows: pl.DataFrame, question: Question, view: View, total: float | None) -> pl.DataFrame:
    """Coverage of countries and regions beside them; ordered by value an interval too, of shares one of a share."""
    words, beside = studio.words, []
    coverage = _coverage(studio.answers, question, words)
    for code, value in rows.select("code", "value").iter_rows():
        parts = [coverage[code]] if code in coverage else []
        if parts and value is not None and _ranked(question, view):
            parts.append(_interval(value, total or 0, words, share=view.scale == "all"))
        beside.append(words.comma(parts))
    return rows.with_columns(pl.Series("note", beside, pl.String))


def _interval(value: float, total: float, words: Words, *, share: bool) -> str:
    """The 95 % interval of a count, or of a share (0 to 1) of so many, in words."""
    if share:
        _, low, high = interval(round(value * total), round(total))
        return f"{words.percent(low or 0)}–{words.percent(high or 0)}"
    return "–".join(words.short(end) for end in poisson_interval(int(value)))


def _coverage(answers: Answers, question: Question, words: Words) -> dict[str, str]:
    if not question.additive:
        return {}
    if question.by[0] == "country":
        return country_coverage(answers, question.selection, words)
    if question.by[0] == "region":
        return region_coverage(answers, question.selection, words)
    return {}


def region_coverage(answers: Answers, selection: Selection, words: Words) -> dict[str, str]:
    """'3 of 17 report' by region: members with any record in the years asked for."""
    inside = pl.col("year").is_in(years_asked(selection, *answers.months()))
    found = reporters(answers.coverage(selection).filter(inside), reference.membership(selection.scheme))
    return {r: words.n("{n} of {all} report", "{n} of {all} report", n, all=m) for r, n, m in found.iter_rows()}


def country_coverage(answers: Answers, selection: Selection, words: Words) -> dict[str, str]:
    """'3 of 6 years' by country (see `years_with_records`)."""
    found, every = years_with_records(answers, selection)
    return {
        code: words.n("{reported} of {n} year", "{reported} of {n} years", every, reported=reported)
        for code, reported in found.items()
    }


def years_with_records(answers: Answers, selection: Selection) -> tuple[dict[str, int], int]:
    """Country → years with any record of it; and how many years the selection and the store span, at least one."""
    years = years_asked(selection, *answers.months())
    inside = answers.coverage(selection).filter(pl.col("year").is_in(years))
    counts = inside.group_by("country").agg(pl.col("year").n_unique())
    return dict(counts.iter_rows()), max(len(years), 1)


_SILENT = {
    "quantity": N_("no report covers it, or its seizures report no such quantity"),
    "value": N_("no report covers it, or its seizures report no such value"),
}
_REASONS = {
    SILENT: N_("no report covers it"),
    MAY_BE_HERE: N_("some records do not say where they belong, and may belong here"),
    UNRECORDED: N_("the sources behind it do not record this field"),
    ABSENT: N_("there are records of both, but none of this combination"),
}


def reasons(question: Question, words: Words) -> pl.Expr:
    """Why a cell is empty, in words."""
    texts = _REASONS | ({SILENT: _SILENT[question.measure]} if question.measure in _SILENT else {})
    worded = {reason: words.t(text) for reason, text in texts.items()} | {"": ""}
    return pl.col("reason").replace_strict(worded, default="", return_dtype=pl.String)
