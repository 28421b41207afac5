"""A card: a chart or a table with all that must be said with it. Pages, files, the shell and paper take the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import polars as pl

from charts.drawn import Drawn
from domain.measures import MEASURES
from domain.selection import Selection


@dataclass(frozen=True, kw_only=True)
class Column:
    """How a column of a table is shown on a page: files keep figures whole.

    `format`: 'localized' (separators), 'percent' (of a share), 'bar' (a share drawn), '' as it is. `label`: a shorter
    heading, with `help` beside it. `width`: pixels, 0 for as wide as needed. `pinned`:
    stays in sight when the table is scrolled sideways.
    """

    format: Literal["", "localized", "percent", "bar"] = ""
    label: str = ""
    help: str = ""
    width: int = 0
    pinned: bool = False


NUMBER = Column(format="localized")
SHARE = Column(format="percent")


@dataclass(frozen=True, kw_only=True, eq=False)
class Card:
    """What a card shows. `table` holds what the chart shows, worded for readers; it is also the file.

    `drawn` without a figure: the table itself is the picture (unlike units share no axis). `selection`: what it is
    about; the title says it too. `unit`: the counting unit.
    """

    key: str
    title: str
    unit: str
    drawn: Drawn
    table: pl.DataFrame
    selection: Selection
    caution: str = MEASURES["seizures"].caution
    """How not to read it."""
    note: str = ""
    """Under the title: how much is known, and what was done to the figures."""
    below: tuple[str, ...] = ()
    """Under the chart and in its picture: what its numbered and lettered marks mean."""
    focus: str = ""
    """Of whom beyond the filters, for the titles of files (reports.titles.subject)."""
    sources: tuple[str, ...] | None = None
    """The sources of statistics; None takes those with seizures in the selection."""
    credit: tuple[str, str] = ("", "")
    """Behind a table of facts that come with the program: what, and when it was last checked."""
    columns: Mapping[str, Column] = field(default_factory=dict)
    codes: pl.DataFrame | None = None
    """Row by row the codes of `table`, columns named after dimensions: rows can then be chosen to filter by."""
    is_map: bool = False
    clickable: bool = False
    """A click on a place opens its page; with `filters` the reader chooses."""
    filters: str = ""
    """Dimensions, separated by commas: a click on a mark filters by the mark's codes, and again takes it away."""
    phone: float = 0.66
    """How much of its height a map keeps on a phone."""
    plays: bool = False
    """An animation, with a button and a slider of its own."""
    scrolls: bool = False
    """On a phone a wide picture keeps its width and scrolls: squeezed, its names would cover each other."""


@dataclass(frozen=True, kw_only=True)
class Metric:
    """One figure at the top of a page, in words."""

    label: str
    value: str
    note: str = ""
    """Below the figure, such as what a change is measured against."""
    help: str = ""


@dataclass(frozen=True)
class Metrics:
    """Figures side by side."""

    metrics: tuple[Metric, ...]


@dataclass(frozen=True)
class Beside:
    """Two columns, one below the other on a phone."""

    left: tuple["Part", ...]
    right: tuple["Part", ...]


@dataclass(frozen=True)
class Text:
    """A sentence between cards (Markdown). `kind`: how it is said; an 'error' is something that was asked wrongly."""

    text: str
    kind: Literal["text", "caption", "heading", "info", "warning", "error"] = "text"


Part = Card | Metrics | Beside | Text
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
