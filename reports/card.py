"""A card: a chart or a table with all that must be said with it. Pages, files, the shell and paper take the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

import polars as pl

from charts.drawn import Drawn
from domain.question import Question, Scope
from domain.selection import Selection


@dataclass(frozen=True)
class Column:
    """The heading of a column and how it is shown on a page: files keep figures whole.

    `label`: the heading, in the reader's language, on pages and in files. `format`: 'localized' (separators),
    'whole' (an interval of counts, outwards), 'percent'
    (of a share), 'bar' (a share drawn), 'share' (0.63), 'points' (63, of a hundred), 'degrees', '' as it is. `short`: a
    shorter heading on the page, with `help` beside it. `width`: pixels, 0 for as wide as needed. `pinned`: stays in
    sight when the table is scrolled sideways (the first column does by itself). `interval`: of the two ends of an
    interval, the lower one first: the heading of the one column that a page shows in their place, after the second.
    """

    label: str
    format: Literal["", "localized", "whole", "percent", "bar", "share", "points", "degrees"] = ""
    short: str = ""
    help: str = ""
    width: int = 0
    pinned: bool = False
    interval: str = ""


def number(label: str) -> Column:
    """A column of figures, with separators."""
    return Column(label, format="localized")


def share(label: str) -> Column:
    """A column of shares, in percent."""
    return Column(label, format="percent")


def headed(table: pl.DataFrame, columns: Mapping[str, Column]) -> pl.DataFrame:
    """A table whose columns are named by codes, with their headings, as pages and files show it."""
    return table.rename({name: columns[name].label for name in table.columns if name in columns})


def looks(columns: Mapping[str, Column]) -> dict[str, Column]:
    """Heading → how the column is shown."""
    return {column.label: column for column in columns.values()}


@dataclass(frozen=True, kw_only=True, eq=False)
class Card:
    """What a card shows. `table` holds what the chart shows, worded for readers; it is also the file.

    Its columns are named by codes; `columns` gives each its heading (`headed`).

    `drawn` without a figure: the table itself is the picture (unlike units share no axis). `selection`: what it is
    about; the title says it too. `unit`: the counting unit.
    """

    key: str
    title: str
    unit: str
    drawn: Drawn
    table: pl.DataFrame
    selection: Scope
    caution: str = ""
    """How not to read it; '' as reported seizures are not to be read."""
    note: str = ""
    """Under the title: how much is known, and what was done to the figures."""
    below: tuple[str, ...] = ()
    """Under the chart and in its picture: what its numbered and lettered marks mean."""
    finding: str = ""
    """A sentence derived from the figures: it stands at the top of the page, in the alt text and in every file."""
    focus: str = ""
    """Of whom beyond the filters, for the titles of files (reports.titles.subject)."""
    sources: tuple[str, ...] | None = None
    """The sources of statistics; None takes those with seizures in the selection."""
    credit: tuple[str, str] = ("", "")
    """Behind a table of facts that come with the program: what, and when it was last checked."""
    columns: Mapping[str, Column] = field(default_factory=dict)
    """Column of `table` → heading and look."""
    codes: pl.DataFrame | None = None
    """Row by row the codes of `table`, columns named after dimensions: rows can then be chosen to filter by."""
    is_map: bool = False
    clickable: bool = False
    """A click on a place opens its page; with `filters` the reader chooses."""
    filters: str = ""
    """Dimensions, separated by commas: a click on a mark filters by the mark's codes, and again takes it away."""
    phone: float = 0.66
    """How much of its height a map keeps on a phone."""
    key_in_words: str = ""
    """What the marks of a map mean: on a phone it stands below the map, in the place of the legends inside."""
    entries: tuple["Entry", ...] = ()
    """What is to be read rather than compared: it stands in the place of the table, which is behind its button."""
    height: int = 0
    """Pixels of the chart on a page where it stands beside others; 0 for its own. Its picture keeps its own."""
    plays: bool = False
    """An animation, with a button and a slider of its own."""
    told: Mapping[str, Any] = field(default_factory=dict)
    """What stands in its files in place of what is said of seizures (keys of reports.exports.about)."""
    chooses: str = ""
    """A parameter of the page that a click on a mark sets to the mark's code, and a second click drops."""
    only: Literal["", "wide", "narrow"] = ""
    """Shown on wide screens or on narrow ones alone, where another card shows the same for the others."""
    width: int = 0
    """Pixels that the picture needs: on a narrower screen it keeps them and scrolls; 0 for as much as there is."""
    scrolls: bool = False
    """On a phone a wide picture keeps its width and scrolls: squeezed, its names would cover each other."""

    @property
    def headed(self) -> pl.DataFrame:
        """The table with its headings."""
        return headed(self.table, self.columns)

    @property
    def looks(self) -> dict[str, Column]:
        """Heading → how the column is shown."""
        return looks(self.columns)


class Asks(Protocol):
    """What a page is asked: a question, or cases."""

    def to_query(self) -> dict[str, list[str]]:
        """The parameters of its address."""


@dataclass(frozen=True)
class Way:
    """Where what is behind a figure is shown: a page, and what it is asked there."""

    page: str
    question: Asks


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing of a list, with the way to its page. `mark`: its standing in a few words; `quiet`: it is shown as less
    than the others.
    """

    title: str
    way: Way
    lines: tuple[str, ...] = ()
    mark: str = ""
    quiet: bool = False


def records(selection: Selection, **options: str) -> Way:
    """The way to single seizures; `options`: of the list (its order)."""
    return Way("records", Question(selection=selection, options=tuple(options.items())))


@dataclass(frozen=True, kw_only=True)
class Metric:
    """One figure at the top of a page, in words."""

    label: str
    value: str
    note: str = ""
    """Below the figure, such as what a change is measured against."""
    unit: str = ""
    bars: tuple[float | None, ...] = ()
    """The figure over time, None where nothing is reported, for small bars beside it."""
    part: float | None = None
    """The figure as a share, for a bar of which this part is filled."""
    way: Way | None = None
    """To what is behind the figure."""


@dataclass(frozen=True)
class Metrics:
    """Figures side by side. `key`: those that stand below others of the same page need one of their own."""

    metrics: tuple[Metric, ...]
    key: str = "figures"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One sentence of a briefing with the way to the page that shows it. `figure`: the one that it is about, '' where
    it has none; `note`: how it is to be read.
    """

    label: str
    text: str
    way: Way
    figure: str = ""
    note: str = ""


@dataclass(frozen=True)
class Facts:
    """Sentences side by side, below one another on a phone."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A few things under a heading, and in a line how many there are in all, with the way to them.

    `figure`: as it stands in `said`, '' where there is nothing to see.
    """

    title: str
    entries: tuple["Entry", ...]
    said: str
    figure: str
    way: Way


@dataclass(frozen=True)
class Beside:
    """Two columns, one below the other on a phone; `widths`: theirs, in proportion."""

    left: tuple["Part", ...]
    right: tuple["Part", ...]
    widths: tuple[int, int] = (1, 1)


@dataclass(frozen=True)
class Text:
    """A sentence between cards (Markdown). `kind`: how it is said; an 'error' is something that was asked wrongly."""

    text: str
    kind: Literal["text", "caption", "heading", "info", "warning", "error"] = "text"
    ways: tuple[tuple[str, Way], ...] = ()
    """Figures as they stand in the sentence, in its order, and what is behind each."""


Part = Card | Metrics | Facts | Listed | Beside | Text
Report = tuple[Part, ...]
"""What a page or a briefing shows, from top to bottom."""


def cards(report: Report) -> tuple[Card, ...]:
    """The charts and tables of a report, in order."""
    found: list[Card] = []
    for part in report:
        if isinstance(part, Card):
            found.append(part)
        elif isinstance(part, Beside):
            found += [*cards(part.left), *cards(part.right)]
    return tuple(found)
