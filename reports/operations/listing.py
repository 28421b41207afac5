"""The ledger of operations as a page: figures, timeline, goods and regions, small multiples, and a list that reads."""

from typing import Any

import polars as pl

from charts.bars import bars
from charts.drawn import Drawn
from charts.time.timeline import timeline as drawn_timeline
from data_access.operations.counting import OperationCounts
from domain.cases.vocabulary import GRADES
from domain.cells import CellState
from domain.collation import az
from domain.messages import N_
from domain.operations.dimensions import ARRESTS, OPERATION_DIMENSIONS
from domain.operations.selection import OperationSelection
from domain.question import Question
from domain.words import Words
from reports.card import Card, Column, Entry, Metric, Metrics, Part, Report, Text, Way, number
from reports.operations.dates import dates, names
from reports.operations.multiples import multiples, shown
from reports.operations.rows import columns, table
from reports.operations.wording import UNIT, caution, caveats, code_names
from reports.studio import Studio

SIZE = 10
"""Operations of one page of the list."""
_TOP = 12
_ORDER = N_("newest first; operations on people and combined totals stand behind")

_COUNTED = N_("on goods, without totals of several operations, unless asked for")
_INSIDE = N_("An operation on a group of goods, such as wildlife, stands for each kind inside the group.")
_COMPARED = (
    "name",
    "dates",
    "days",
    "participating_countries",
    "arrests",
    "arrests_basis",
    "arrests_per_day",
    "arrests_per_country",
    "value_amount",
    "value_currency",
    "value_per_country",
    "quantities",
    "caveats",
)


def report(studio: Studio, question: Question) -> Report:
    """Everything the page shows; option `show`: of the small multiples, `page`: of the list."""
    selection = question.operations
    if studio.answers.operations.listed(selection).is_empty():
        return nothing(studio, selection)
    figure, notes = shown(studio, question)
    parts = [*figures(studio, selection), *when(studio, selection), *of_what(studio, selection)]
    return (
        *notes,
        *parts,
        *multiples(studio, selection, figure),
        *editions(studio, selection),
        *entries(studio, selection, _page(question)),
    )


def nothing(studio: Studio, selection: OperationSelection) -> Report:
    """Said where no operation is left; of a country, how many may have been there too."""
    text = studio.words.t("No operation of our list fits these filters. Leave one out, or choose another.")
    return (Text(text, "info"), *_unnamed(studio, selection))


def _page(question: Question) -> int:
    text = question.own("page")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def figures(studio: Studio, selection: OperationSelection) -> Report:
    """What the operations are, in figures and words. Only arrests of one basis are added."""
    words, answers = studio.words, studio.answers.operations
    found, every = answers.listed(selection.counted()), answers.listed(selection)
    apart = every.height - found.height
    told = found.filter((pl.col("arrests_basis") == "arrests") & pl.col("arrests").is_not_null())
    named = found.filter(pl.col("countries_iso3") != "").height
    shown_figures = [
        Metric(
            label=words.t("Announced operations"),
            value=words.number(found.height),
            note=words.n(
                "on goods; {n} row stands apart (people, or the sum of others)",
                "on goods; {n} rows stand apart (people, or the sum of others)",
                apart,
            )
            if apart
            else words.t("on goods"),
        ),
        Metric(
            label=words.t("Series"),
            value=words.number(found["series"].n_unique()),
            note=_years(found, words),
        ),
        Metric(
            label=words.t("Arrests"),
            value=words.number(int(told["arrests"].sum())) if told.height else "–",
            note=words.t(
                "of the {n} of {all} operations that announced arrests; warrants and suspects are not among them",
                n=told.height,
                all=found.height,
            ),
        ),
        Metric(
            label=words.t("Name the countries that took part"),
            value=words.number(named),
            note=words.t("of {n} operations; of the others some may have taken part", n=found.height),
            part=named / found.height if found.height else None,
        ),
    ]
    inside = (Text(words.t(_INSIDE), "caption"),) if selection.values("goods") else ()
    return (Metrics(tuple(shown_figures)), *inside, *_unnamed(studio, selection))


def _unnamed(studio: Studio, selection: OperationSelection) -> Report:
    """Of a country: how many operations do not say who took part."""
    if not selection.values("country"):
        return ()
    others = studio.answers.operations.listed(selection.having("country", ("",)).counted()).height
    return (
        Text(
            studio.words.n(
                "{n} more operation of these filters does not name its countries: this one may have taken part.",
                "{n} more operations of these filters do not name their countries: this one may have taken part.",
                others,
            ),
            "caption",
        ),
    )


def _years(found: pl.DataFrame, words: Words) -> str:
    if found.is_empty():
        return ""
    first, last = str(found["year"].min()), str(found["year"].max())
    return words.t("{first}–{last}", first=first, last=last) if first != last else first


def when(studio: Studio, selection: OperationSelection) -> Report:
    """The timeline of all of them; people and combined totals in grey."""
    words, found = studio.words, studio.answers.operations.listed(selection)
    if found.is_empty():
        return ()
    rows = found.with_columns(
        pl.Series("name", names(found), dtype=pl.String), pl.Series("when", dates(found, words), dtype=pl.String)
    )
    begins = pl.coalesce("first_day", pl.date("year", 1, 1))
    marks = rows.with_columns(begin=begins).sort(begins.min().over("series"), "series", "begin")
    frame = marks.select(
        pl.col("series").alias("code"),
        "series",
        "name",
        "when",
        pl.col("first_day").alias("first"),
        pl.col("last_day").alias("last"),
        "year",
        (~pl.col("goods_operation") | pl.col("combined")).alias("quiet"),
    )
    return (
        Card(
            key="operations_timeline",
            title=words.t("When operations took place"),
            unit=words.t(UNIT),
            drawn=drawn_timeline(frame, words=words, theme=studio.theme, unit=words.t(UNIT)),
            table=frame.select("series", "name", "when"),
            columns={
                "series": Column(words.t("Series")),
                "name": Column(words.t("Operation")),
                "when": Column(words.t("Dates")),
            },
            selection=selection,
            caution=caution(words),
            note=words.t("Grey: not on goods, or the sum of several. A click on a mark filters by its series"),
            filters="series",
            scrolls=True,
        ),
    )


def of_what(studio: Studio, selection: OperationSelection) -> Report:
    """By group of goods, and by region (A–Z: no ranking of places)."""
    return (
        *_bars(studio, selection, "goods_group", studio.words.t("Operations by group of goods")),
        *_bars(studio, selection, "region", studio.words.t("Operations by region")),
    )


def _bars(studio: Studio, selection: OperationSelection, dimension: str, title: str) -> Report:
    words = studio.words
    counts = studio.answers.operations.counts(selection, by=(dimension,))
    labelled = code_names(dimension, words, "interpol")
    rows = counts.frame.select(
        pl.col(dimension).alias("code"),
        pl.col(dimension).replace_strict(labelled, default=pl.col(dimension), return_dtype=pl.String).alias("label"),
        pl.col("operations").cast(pl.Float64).alias("value"),
        pl.lit(CellState.VALUE.value).alias("state"),
        (pl.col(dimension) == "").alias("quiet"),
    )
    if rows.is_empty():
        return ()
    places = dimension == "region"
    order = (
        rows.sort("quiet", az("label"))
        if places
        else rows.sort("quiet", "value", "label", descending=[False, True, False])
    )
    drawn = bars(order.head(_TOP), words=words, theme=studio.theme, unit=words.t(UNIT), said=rows, places=places)
    return (
        Card(
            key=f"operations_{dimension}",
            title=title,
            unit=words.t(UNIT),
            drawn=drawn,
            table=order.select("label", pl.col("value").cast(pl.Int64)),
            columns={
                "label": Column(words.t(OPERATION_DIMENSIONS[dimension].label)),
                "value": number(words.t("Operations")),
            },
            selection=selection,
            caution=caution(words),
            note=" · ".join(filter(None, [words.t(_COUNTED), _overlap(counts, words)])),
            filters="" if places and selection.scheme != "interpol" else dimension,
        ),
    )


def _overlap(counts: OperationCounts, words: Words) -> str:
    if not counts.overlapping:
        return ""
    return words.n(
        "an operation may stand in several rows; {n} operation in all",
        "an operation may stand in several rows; {n} operations in all",
        counts.total,
    )


def ordered(found: pl.DataFrame) -> pl.DataFrame:
    """Operations on goods first, then combined totals, then those on people; each newest first, as they come."""
    rank = pl.when(~pl.col("goods_operation")).then(2).when("combined").then(1).otherwise(0)
    return found.sort(rank, maintain_order=True)


def entries(studio: Studio, selection: OperationSelection, page: int) -> tuple[Part, ...]:
    """One page of the list, with a table of all of them for files."""
    words, found = studio.words, ordered(studio.answers.operations.listed(selection))
    if found.is_empty():
        return ()
    first = SIZE * (min(max(page, 1), pages(found.height)) - 1)
    rows = found.slice(first, SIZE)
    order = words.t(_ORDER)
    span = words.t("{first}–{last} of {n}", first=first + 1, last=first + rows.height, n=found.height)
    whens = dates(rows, words)
    listed = zip(rows.iter_rows(named=True), names(rows), whens, strict=True)
    return (
        Card(
            key="operations_list",
            title=words.t("The operations"),
            unit=words.t(UNIT),
            drawn=Drawn(None, words.n("A list of {n} operation.", "A list of {n} operations.", found.height)),
            table=table(found, words),
            columns=columns(words),
            selection=selection,
            caution=caution(words),
            note=" · ".join([span, order]) if found.height > SIZE else order,
            entries=tuple(entry(row, name, when, words) for row, name, when in listed),
        ),
    )


def editions(studio: Studio, selection: OperationSelection) -> Report:
    """The editions of one series side by side, each figure with what it counts; nothing unless one series is asked."""
    words, found = studio.words, studio.answers.operations.listed(selection)
    if len(selection.values("series")) != 1 or found.is_empty():
        return ()
    heads = columns(words)
    return (
        Card(
            key="operations_editions",
            title=words.t("Editions side by side"),
            unit=words.t(UNIT),
            drawn=Drawn(None, words.n("A table of {n} edition.", "A table of {n} editions.", found.height)),
            table=table(found, words).select(_COMPARED),
            columns={name: heads[name] for name in _COMPARED},
            selection=selection,
            caution=caution(words),
            note=words.t("Rates only where days and countries are known; the caveats say what is not comparable"),
        ),
    )


def pages(n: int) -> int:
    """How many pages a list of n operations has."""
    return max(1, -(-n // SIZE))


def entry(row: dict[str, Any], name: str, when: str, words: Words) -> Entry:
    """An operation of LEDGER_SCHEMA in a list: what, when, who, its figures with what they count, its caveats."""
    return Entry(
        title=name,
        way=Way("operation", Question(options=(("id", row["op_id"]),))),
        mark=_mark(row, words),
        lines=tuple(filter(None, (_facts(row, when, words), _announced(row, words), " ".join(caveats(row, words))))),
        quiet=row["combined"] or not row["goods_operation"],
    )


def _mark(row: dict[str, Any], words: Words) -> str:
    if not row["goods_operation"]:
        return words.t("On people, not on goods")
    if row["combined"]:
        return words.t("Combined total")
    return words.t("Early figures") if row["preliminary"] else words.t(GRADES[row["source_grade"]])


def _facts(row: dict[str, Any], when: str, words: Words) -> str:
    n = row["participating_countries"]
    taking = words.n("{n} country took part", "{n} countries took part", n) if n else words.t("countries not stated")
    parts = [when, row["goods_categories"].replace(";", ", "), row["lead_organisations"].replace(";", ", "), taking]
    return " · ".join(filter(None, parts))


def _announced(row: dict[str, Any], words: Words) -> str:
    """'237 arrests · 36,000,000 USD · 9,400,000 units: …'; of arrests with what they count."""
    found = []
    if row["arrests"] is not None:
        counts = words.t(ARRESTS[row["arrests_basis"]])
        found.append(words.t("{counts}: {n}", counts=counts, n=row["arrests"]))
    if row["value_amount"] is not None:
        found.append(words.t("Value: {n} {currency}", n=row["value_amount"], currency=row["value_currency"]))
    return " · ".join([*found, *row["quantities"]])
