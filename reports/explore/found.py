"""The answer to a question: a cross table with states, and how much of it is known (page and shell alike)."""

from dataclasses import dataclass, replace

import polars as pl

from analysis.pivot import Pivot, of_one, pivot, respelled, spellings, unrecorded, unreported_share
from data_access.answers import Answers, Where
from data_access.cube import bounds
from data_access.gateway import Answer
from domain.cases.selection import CaseSelection
from domain.cells import CellState
from domain.dimensions import DIMENSIONS, EMPTY, PSEUDO_LABELS, UNKNOWN
from domain.forms import TIME
from domain.question import Question
from domain.selection import Selection
from domain.words import Words
from reports.casebook.wording import code_names as case_names
from reports.casebook.wording import source_names
from reports.wording import code_names, field

_GRIDDED = frozenset({"country", "region", "year", "month", "goods", "goods_group", "mode", "source"})
"""Dimensions of which all members are known, so that cells without records can be distinguished."""
_CODES = ("agency_kind", "division", "transit")
"""Details that are codes: their spelling is ours."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """The cross table, how many members its sides have, and of each field the share of seizures that report it."""

    table: Pivot
    sizes: tuple[int, ...]
    known: dict[str, float]
    measured: float | None = None
    """The share of seizures that report this quantity; None for other measures."""
    largest: float | None = None
    """The share of the largest single seizure in the sum; None for counts."""


def ask(answers: Answers, question: Question) -> Found:
    """Ask for margins, then for cells. Raises TooFine, before it does, where there would be too many."""
    if question.of_cases:
        return _cases(answers, question)
    return _persons(answers, question) if question.persons else _seizures(answers, question)


def _margin(frame: pl.DataFrame, dimension: str) -> pl.DataFrame:
    return frame.rename({dimension: "code"})


def _seizures(answers: Answers, question: Question) -> Found:
    by = question.by
    whole = _answer(answers, question, ())
    base = whole.frame["base"].item() if "base" in whole.frame.columns else None
    margins = [_margin(_answer(answers, question, (d,), grid=_open(question.selection, d)).frame, d) for d in by]
    bounds.check({d: m.height for d, m in zip(by, margins, strict=True)}, most=bounds.MOST_CELLS)
    sides = list(zip(("row", "column"), by, margins, strict=False))
    names = {side: spellings(m) for side, d, m in sides if not DIMENSIONS[d].coded and d not in _CODES}
    margins = [respelled(m, ["code"], {"code": names[side]} if side in names else {}) for side, _, m in sides]
    if len(by) == 1:
        table = of_one(margins[0], whole.total, base)
    else:
        cells = respelled(_cells(answers, question), ["row", "column"], names)
        table = pivot(cells, margins[0], margins[1], whole.total, doubtful=whole.possible != 0, base=base)
        table = unrecorded(table, *(_without_field(answers, question.selection, *pair) for pair in (by, by[::-1])))
    return Found(
        table=table,
        sizes=tuple(_size(m) for m in margins),
        known=_known(answers, question.selection, by),
        measured=measured_share(answers, question),
        largest=largest_share(whole.frame),
    )


def _without_field(answers: Answers, selection: Selection, one: str, other: str) -> list[str]:
    """Members of `one` of which no source records the field `other` at all (only recorded fields may lack)."""
    if not DIMENSIONS[other].detail or DIMENSIONS[one].detail:
        return []
    found = answers.seizures(selection, *dict.fromkeys((one, "source")))
    able = {s for s in found["source"].unique() if _records(answers, selection, s, other)}
    recorded = found.filter(pl.col("source").is_in(list(able)))[one].unique().to_list()
    return [c for c in found[one].unique().to_list() if c not in recorded]


def _records(answers: Answers, selection: Selection, source: str, dimension: str) -> bool:
    fields = answers.available_fields(selection.having("source", (source,)))
    return fields is None or dimension in fields


def _open(selection: Selection, dimension: str) -> bool:
    """Whether a list shows members without records too: periods, countries (for the map), and what was asked for."""
    return dimension in (*TIME, "country") or (bool(selection.values(dimension)) and dimension in _GRIDDED)


def _answer(answers: Answers, question: Question, by: tuple[str, ...], *, grid: bool = False) -> Answer:
    return answers.answer(replace(question, by=by), grid)


def _cells(answers: Answers, question: Question) -> pl.DataFrame:
    """row, column, value, state. A quantity that no record of a cell reports is not reported there: it is no zero."""
    first, second = question.by
    frame = _answer(answers, question, question.by, grid=set(question.by) <= _GRIDDED).frame
    cells = frame.rename({first: "row", second: "column"})
    if question.measure == "seizures":
        return cells
    seized = answers.seizures(question.selection, first, second)
    pairs = seized.select(pl.col(first).alias("row"), pl.col(second).alias("column"), pl.lit(True).alias("seized"))
    joined = cells.join(pairs, on=["row", "column"], how="full", coalesce=True)
    bare = pl.col("seized").fill_null(False) & (pl.col("n_reported").fill_null(0) == 0)
    return joined.with_columns(
        pl.when(bare).then(None).otherwise("value").alias("value"),
        pl.when(bare).then(pl.lit(CellState.NOT_REPORTED.value)).otherwise("state").alias("state"),
        pl.col("n_reported").fill_null(0),
    ).drop("seized")


def _size(margin: pl.DataFrame) -> int:
    return margin.filter(pl.col("value") > 0).height


def _known(answers: Answers, selection: Selection, by: tuple[str, ...]) -> dict[str, float]:
    """Of each dimension the share of seizures that report it, where not all do."""
    everything = answers.total(selection)
    shares = {d: unreported_share(_margin(answers.seizures(selection, d), d), everything) for d in by if d not in TIME}
    return {d: 1 - s for d, s in shares.items() if s}


def measured_share(answers: Answers, question: Question) -> float | None:
    """The share of seizures that report this quantity; None for other measures."""
    everything = answers.total(question.selection)
    if question.measure != "quantity" or not everything:
        return None
    given = answers.quantities(question.selection).filter(unit_class=question.unit_class)["n_reported"].sum()
    return min(float(given) / everything, 1.0)


def largest_share(whole: pl.DataFrame) -> float | None:
    """The share of the largest single seizure in the sum of an answer of one row; None for counts."""
    if "largest" not in whole.columns or not whole["value"].item():
        return None
    return float(whole["largest"].item() or 0) / float(whole["value"].item())


def _persons(answers: Answers, question: Question) -> Found:
    """Statistics of persons: an interval counts as the least that it can be, and nothing reported stays a gap."""
    where = _where(answers, question)
    margins = [_margin(_least(answers.observations(question.measure, (d,), where)), d) for d in question.by]
    total = float(answers.observations(question.measure, ("year",), where)["low"].sum() or 0) or None
    if len(margins) == 1:
        table = of_one(margins[0], total)
    else:
        cells = _least(answers.observations(question.measure, question.by, where))
        cells = cells.rename({question.by[0]: "row", question.by[1]: "column"})
        table = pivot(cells, margins[0], margins[1], total, silent=True)
    return Found(table=table, sizes=tuple(_size(m) for m in margins), known={})


def _cases(answers: Answers, question: Question) -> Found:
    """Cases of the casebook: each counts once in every row that it belongs to. A year between without one has none."""

    def counted(*by: str) -> pl.DataFrame:
        frame = answers.cases.counts(question.cases, question.measure, by).frame
        state = pl.lit(CellState.VALUE.value).alias("state")
        return frame.select(*by, pl.col("n").cast(pl.Float64).alias("value"), state)

    margins = [_every_year(_margin(counted(d), d)) if d == "year" else _margin(counted(d), d) for d in question.by]
    total = float(answers.cases.counts(question.cases, question.measure).total)
    if len(margins) == 1:
        table = of_one(margins[0], total)
    else:
        first, second = question.by
        table = pivot(counted(first, second).rename({first: "row", second: "column"}), margins[0], margins[1], total)
    return Found(table=table, sizes=tuple(_size(m) for m in margins), known={})


def _every_year(margin: pl.DataFrame) -> pl.DataFrame:
    """With the years between the first and the last of which no case is documented."""
    years = [int(code) for code in margin["code"] if code]
    between = [str(y) for y in range(min(years), max(years) + 1)] if years else []
    missing = pl.DataFrame({"code": sorted(set(between) - set(margin["code"]))}, schema={"code": pl.String})
    bare = missing.with_columns(pl.lit(0.0).alias("value"), pl.lit(CellState.VALUE.value).alias("state"))
    return pl.concat([margin, bare]).sort("code")


def _where(answers: Answers, question: Question) -> Where:
    """The filters that statistics know (STATISTICS_KNOW): countries and years."""
    selection, countries = question.selection, answers.places_asked(question.selection)
    years = answers.observations(question.measure, ("year",))["year"].to_list()
    start, end = (selection.start or "0")[:4], (selection.end or "9999")[:4]
    named = selection.values("year") or tuple(years)
    period = ("year", tuple(y for y in years if start <= y <= end and y in named))
    return (period, ("country", countries)) if countries else (period,)


STATISTICS_KNOW = ("country", "region", "year")
"""The filters that apply to statistics of persons, besides the period."""


def applied(question: Question) -> Selection | CaseSelection:
    """The selection as far as it applies to a question: what its answer and its files say of filters."""
    if question.of_cases:
        return question.cases
    if not question.persons:
        return question.selection
    return replace(question.selection, where=tuple(p for p in question.selection.where if p[0] in STATISTICS_KNOW))


def _least(frame: pl.DataFrame) -> pl.DataFrame:
    """With value and state for the lower end: '<5' is at least one, and an interval from zero is suppressed."""
    state = (
        pl.when(pl.col("low").is_null())
        .then(pl.lit(CellState.NOT_REPORTED.value))
        .when(pl.col("low") > 0)
        .then(pl.lit(CellState.VALUE.value))
        .when(pl.col("high") > 0)
        .then(pl.lit(CellState.SUPPRESSED.value))
        .otherwise(pl.lit(CellState.ZERO.value))
    )
    value = pl.when(state != CellState.SUPPRESSED.value).then(pl.col("low"))
    return frame.with_columns(value.alias("value"), state.alias("state")).drop("low", "high")


def names(answers: Answers, dimension: str, codes: list[str], scheme: str, words: Words) -> dict[str, str]:
    """Code → words for the members of a dimension."""
    if dimension in ("route", "transit"):
        known = code_names("country", scheme, words)
        return {c: _chain(c, known, words) for c in codes}
    known = code_names(dimension, scheme, words)
    if dimension == "source":
        known = answers.source_names()
    return {c: words.t(PSEUDO_LABELS[c]) if c in PSEUDO_LABELS else known.get(c, c) for c in codes}


def named(answers: Answers, question: Question, dimension: str, codes: list[str], words: Words) -> dict[str, str]:
    """Code → words for the members of a dimension of a question."""
    if not question.of_cases:
        return names(answers, dimension, codes, question.selection.scheme, words)
    known = case_names(dimension, words, source_names(answers), question.cases.scheme)
    return {code: known.get(code, code) for code in codes}


def _chain(code: str, known: dict[str, str], words: Words) -> str:
    if not code:
        return words.t(PSEUDO_LABELS[code])
    roles = {EMPTY: words.t("not reported"), UNKNOWN: words.t("unknown")}
    return " → ".join(known.get(c) or roles.get(c, c) for c in code.split(">"))


def how_known(found: Found, words: Words) -> list[str]:
    """How much is known, in words, to stand beside the chart."""
    known = [
        words.t("{dimension}: reported for {share}", dimension=field(d, words), share=words.percent(share))
        for d, share in found.known.items()
    ]
    return known + of_amounts(found.measured, found.largest, words)


def of_amounts(measured: float | None, largest: float | None, words: Words) -> list[str]:
    """How many seizures stand behind an amount and how much of it is a single one, in words."""
    known: list[str] = []
    if measured is not None:
        share = words.percent(measured)
        known.append(words.t("{share} of these seizures report a quantity in this kind of unit", share=share))
    if largest is not None:
        share = words.percent(largest)
        known.append(words.t("the largest single seizure accounts for {share} of the total", share=share))
    return known
