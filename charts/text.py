"""Words that every chart shares: what a cell's figure reads like, and labels that fit."""

import textwrap
from html import escape

import polars as pl

from domain.cells import LABELS, CellState
from domain.collation import az
from domain.words import Words

NOTHING = "Nothing was reported in this selection."


def cell_text(value: float | None, state: str, unit: str, words: Words, possible: int | None = 0) -> str:
    """'1,204 seizures', or why there is no figure; 'at least 1,204 seizures' where `possible` more may belong here."""
    more = f"<br>up to {words.number(possible)} more may belong here (field not known)" if possible else ""
    if state == CellState.VALUE and value is not None:
        return f"{'at least ' if possible else ''}{words.number(value)} {unit}{more}"
    if state == CellState.NOT_REPORTED and possible:
        return f"none known{more.replace(' more', '')}"
    return LABELS[CellState(state)]


def cell_texts(frame: pl.DataFrame, unit: str, words: Words) -> list[str]:
    """`cell_text` of each row. frame: value, state, and possible where it is known."""
    open_cells = pl.col("possible") if "possible" in frame.columns else pl.lit(0)
    rows = frame.select("value", "state", open_cells.alias("possible")).iter_rows()
    return [cell_text(value, state, unit, words, possible) for value, state, possible in rows]


def short_texts(frame: pl.DataFrame, words: Words) -> list[str]:
    """The figures of a frame (value, and possible where it is known) for bars and cells: '1,204', '≥1,204'."""
    open_cells = pl.col("possible").fill_null(0) if "possible" in frame.columns else pl.lit(0)
    rows = frame.select("value", open_cells.alias("possible")).iter_rows()
    return [f"{'≥' if possible and value else ''}{words.short(value)}" for value, possible in rows]


def shortened(label: str, size: int = 30) -> str:
    """A label that fits beside a bar, with the signs escaped that Plotly would read as markup."""
    return escape(label if len(label) <= size else label[: size - 1].rstrip() + "…", quote=False)


def wrapped(label: str, width: int, lines: int = 2) -> str:
    """A label on at most so many lines, with an ellipsis where it is cut; markup escaped."""
    parts = textwrap.wrap(label, width, max_lines=lines, placeholder="…")
    return "<br>".join(escape(part, quote=False) for part in parts)


def are(count: int, words: Words) -> str:
    """'1 is' or '1,204 are'."""
    return f"{words.number(count)} {'is' if count == 1 else 'are'}"


def largest(frame: pl.DataFrame, words: Words, *, most: int = 3) -> str:
    """'the largest 3, A–Z: Chad 7, Mali 9, Peru 8': chosen by size, never ranked. frame: label, value (not null)."""
    held = frame.sort("value", "label", descending=[True, False]).head(most).sort(az("label"))
    said = ", ".join(f"{label} {words.number(value)}" for label, value in held.select("label", "value").iter_rows())
    return f"the largest is {said}" if held.height == 1 else f"the largest {held.height}, A–Z: {said}"


def halo(colour: str) -> str:
    """The shadow of a text that is read across the lines that pass below it, in the colour of the ground."""
    return ", ".join(f"{x}px {y}px 2px {colour}" for x in (-1, 1) for y in (-1, 1))
