"""Reports made once for all who may see the same: their cards with file, figure and what its marks say."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from plotly.basedatatypes import BaseFigure

from charts.sketch import plain
from reports.card import Card, Part, cards
from reports.exported import exported
from reports.exports import Export
from reports.studio import Studio


class Picture(BaseFigure):  # type: ignore[misc]
    """A figure that nobody changes any more. Its values are written once; Plotly would copy them for every reader."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        """values: data, layout and frames, as Plotly writes them."""
        object.__setattr__(self, "_values", dict(values))

    def to_dict(self) -> dict[str, Any]:
        """The values; nobody may change them in place."""
        return dict(self._values)

    @property
    def height(self) -> int:
        """Pixels."""
        return int(self._values["layout"]["height"])

    def with_layout(self, **parts: Any) -> "Picture":
        """The same with other parts of its layout; None takes one away."""
        both = {**self._values["layout"], **parts}
        return Picture({**self._values, "layout": {k: v for k, v in both.items() if v is not None}})


@dataclass(frozen=True, kw_only=True, eq=False)
class Shown:
    """A card with its file, which has neither name nor link yet: these are the reader's own."""

    card: Card
    export: Export
    picture: Picture | None
    said: Mapping[str, str] = field(default_factory=dict)
    """Of a map: code of a place → what its mark says (simple HTML), in the order in which the marks are drawn."""


@dataclass(frozen=True, eq=False)
class Finished:
    """What stands in a report, and by the keys of its cards what they show."""

    parts: tuple[Part, ...]
    shown: Mapping[str, Shown]


def finished(studio: Studio, report: Iterable[Part]) -> Finished:
    """Make all the cards of a report."""
    parts = tuple(report)
    return Finished(parts, {card.key: shown(studio, card) for card in cards(parts)})


def shown(studio: Studio, card: Card) -> Shown:
    """Make a card."""
    export, figure = exported(studio, card, link="", name="")
    if figure is None:
        return Shown(card=card, export=export, picture=None)
    values = plain(figure)
    picture = Picture(values).with_layout(**({"height": card.height} if card.height else {}))
    return Shown(card=card, export=export, picture=picture, said=_said(values["data"]) if card.clickable else {})


def _said(traces: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for trace in traces:
        for code, text in _of(trace):
            found.setdefault(code, text)
    return found


def _of(trace: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    column = trace.get("locations") or trace.get("customdata")
    if column is None or trace.get("hoverinfo") == "skip":
        return
    template = str(trace.get("hovertemplate") or "%{text}").replace("<extra></extra>", "")
    texts = trace.get("text")
    for at, value in enumerate(column):
        codes = [value] if isinstance(value, str) else [c for c in value if isinstance(c, str)]
        text = texts[at] if isinstance(texts, (list, tuple)) else texts or ""
        if codes:
            yield codes[0], template.replace("%{text}", str(text))
