"""Horizontal bars in the order of the frame, with the figure at each bar and a note (coverage) at the right."""

from typing import Any

import polars as pl

from charts.drawn import Drawn
from charts.text import IN_PLACE, NOTHING, RIGHT, cell_texts, highest, largest, short_texts, shortened, wrapped
from charts.theme import Theme, as_figure, blank
from domain.cells import CellState
from domain.words import Words

_LABEL, _NOTE = 26, 16
"""Letters in a line of a label and of a note; both may take two lines."""
_ROW, _WRAPPED, _NOTE_WIDTH = 25, 30, 106
"""Pixels of a row, of one where a label or a note has two lines, and of the column of notes."""
_ROOM, _NOTED_ROOM = 1.42, 2.0
"""The axis reaches beyond the longest bar, for the figure at its end; more where a column of notes takes width."""


def bars(
    frame: pl.DataFrame,
    *,
    words: Words,
    theme: Theme,
    unit: str,
    said: pl.DataFrame | None = None,
    places: bool = False,
) -> Drawn:
    """frame: code, label, value, state and optionally note and quiet. The first row stands at the top.

    `quiet` rows (the rest, what was not reported) are grey: they are no member of the list.
    `said`: the rows that the words are about, where they are not those that are drawn.
    `places`: rows are places, of which none is named as the first.

    The first trace holds figures, the second (if there is need) a hatched stub for each row without one.
    """
    alt = _words(frame if said is None else said, words=words, unit=unit, places=places)
    if frame.is_empty():
        return Drawn(blank(theme, words.t(NOTHING)), alt)
    top = max((v for v in frame["value"] if v is not None), default=0) or 1
    known = [s in (CellState.VALUE, CellState.ZERO) for s in frame["state"]]
    length = [v if k else None for v, k in zip(frame["value"], known, strict=True)]
    stub = [None if k else top * 0.05 for k in known]
    quiet = frame["quiet"].to_list() if "quiet" in frame.columns else [False] * frame.height
    solid = {"color": [theme.outline if q else theme.accent for q in quiet]}
    hatch = {"shape": "/", "size": 5, "solidity": 0.25, "fgcolor": theme.muted, "bgcolor": theme.not_reported}
    hatched = {"color": theme.not_reported, "pattern": hatch, "line": {"color": theme.outline, "width": 0.5}}
    hover = _hover(frame, words, unit)
    traces = [_trace(frame, length, solid, _texts(frame, known, words), hover, theme.text, words.t("Reported"))]
    if not all(known):
        traces.append(
            _trace(frame, stub, hatched, _reasons(frame, known, words), hover, theme.muted, words.t("No figure"))
        )
    layout = _axes(frame, top, theme)
    if _noted(frame):
        layout["margin"] = {"l": 8, "t": 8, "b": 8, "r": _NOTE_WIDTH}
    fig = as_figure(theme, [*traces, *_notes(frame, top, theme)], layout, height=_height(frame))
    return Drawn(fig, alt)


def _height(frame: pl.DataFrame) -> int:
    notes = frame["note"].to_list() if _noted(frame) else []
    two = any(len(x) > _LABEL for x in frame["label"]) or any(len(n or "") > _NOTE for n in notes)
    return 16 + (_WRAPPED if two else _ROW) * max(frame.height, 2)


def _hover(frame: pl.DataFrame, words: Words, unit: str) -> list[str]:
    notes = frame["note"].to_list() if "note" in frame.columns else [""] * frame.height
    figures = cell_texts(frame, unit, words)
    rows = zip(frame["label"], figures, notes, strict=True)
    return [f"<b>{shortened(a, 200)}</b><br>{b}" + (f"<br>{shortened(n, 200)}" if n else "") for a, b, n in rows]


def _trace(
    frame: pl.DataFrame,
    length: list[float | None],
    marker: dict[str, Any],
    text: list[str],
    hover: list[str],
    colour: str,
    name: str,
) -> dict[str, Any]:
    return {
        "type": "bar",
        "x": length,
        "marker": marker,
        "text": text,
        "textfont": {"color": colour, "size": 13},
        "name": name,
        "y": list(range(frame.height)),
        "orientation": "h",
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": frame["code"].to_list(),
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _texts(frame: pl.DataFrame, known: list[bool], words: Words) -> list[str]:
    rows = zip(short_texts(frame, words), frame["state"], known, strict=True)
    zero = words.t("{n} (zero reported)", n=0)
    return ["" if not k else zero if s == CellState.ZERO else figure for figure, s, k in rows]


def _reasons(frame: pl.DataFrame, known: list[bool], words: Words) -> list[str]:
    states = zip(frame["state"], known, strict=True)
    return ["" if k else words.t(IN_PLACE[CellState(s)]) for s, k in states]


def _axes(frame: pl.DataFrame, top: float, theme: Theme) -> dict[str, Any]:
    rows = {
        "range": [max(frame.height, 2) - 0.5, -0.5],
        "tickmode": "array",
        "tickvals": list(range(frame.height)),
        "ticktext": [wrapped(x, _LABEL) for x in frame["label"]],
        "showgrid": False,
        "ticklabelstandoff": 6,
        "tickfont": {"color": theme.text, "size": 13},
    }
    axes = {"xaxis": {"range": [0, top * _room(frame)], "visible": False}, "yaxis": rows}
    return {**axes, "bargap": 0.38, "barmode": "overlay", "showlegend": False}


def _notes(frame: pl.DataFrame, top: float, theme: Theme) -> list[dict[str, Any]]:
    """Notes stand in a column of their own, so that a long bar never runs over them: one trace, not many signs."""
    if not _noted(frame):
        return []
    return [
        {
            "type": "scatter",
            "mode": "text",
            "x": [top * _NOTED_ROOM] * frame.height,
            "y": list(range(frame.height)),
            "text": [wrapped(n or "", _NOTE) for n in frame["note"]],
            "textposition": RIGHT,
            "textfont": {"color": theme.muted, "size": 12},
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
    ]


def _room(frame: pl.DataFrame) -> float:
    return _NOTED_ROOM if _noted(frame) else _ROOM


def _noted(frame: pl.DataFrame) -> bool:
    return "note" in frame.columns and any(frame["note"])


def _words(frame: pl.DataFrame, *, words: Words, unit: str, places: bool) -> str:
    """The bars in words: the largest (of places a few, A–Z), what they add up to, and how many have no figure."""
    valued = frame.filter(pl.col("state") == CellState.VALUE).sort("value", descending=True)
    if valued.is_empty():
        return words.t(NOTHING)
    missing = frame.filter(pl.col("state") == CellState.NOT_REPORTED).height
    found = {
        "all": frame.height,
        "unit": unit,
        "largest": largest(valued, words) if places else _first(valued, words),
        "sum": float(sum(valued["value"])),
    }
    if not missing:
        return words.t("Of {all} by {unit}, {largest}. The figures add up to {sum}.", **found)
    return words.n(
        "Of {all} by {unit}, {largest}. The figures add up to {sum}; {n} is not reported.",
        "Of {all} by {unit}, {largest}. The figures add up to {sum}; {n} are not reported.",
        missing,
        **found,
    )


def _first(valued: pl.DataFrame, words: Words) -> str:
    """The row with the largest figure, or all that tie."""
    first = highest(valued)
    return words.n(
        "the largest is {names} with {value}",
        "the largest are {names} with {value} each",
        first.height,
        names=words.listed(first["label"].to_list(), most=2),
        value=first["value"][0],
    )
