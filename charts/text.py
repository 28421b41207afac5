"""Words that every chart shares: what a cell's figure reads like, and labels that fit."""

import textwrap
from collections.abc import Sequence
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


def tied(names: Sequence[str], most: int = 2) -> str:
    """All that share a figure, each once: '2013', '2013 and 2014', '2013, 2014 and 2 more'."""
    held = list(dict.fromkeys(names))
    if len(held) > most:
        return f"{', '.join(held[:most])} and {len(held) - most} more"
    return " and ".join(held)


def highest(frame: pl.DataFrame, column: str = "value") -> pl.DataFrame:
    """The rows, in their order, that share the highest figure of a column: one, or all that tie."""
    return frame.filter(pl.col(column) == pl.col(column).max())


def lowest(frame: pl.DataFrame, column: str = "value") -> pl.DataFrame:
    """The rows, in their order, that share the lowest figure of a column."""
    return frame.filter(pl.col(column) == pl.col(column).min())


def leading(frame: pl.DataFrame, most: int = 3) -> pl.DataFrame:
    """The rows with the largest figures, the largest first: so many, and all that tie with the last of them."""
    ordered = frame.sort("value", "label", descending=[True, False])
    return ordered.filter(pl.col("value") >= ordered["value"].head(most).min())


def largest(frame: pl.DataFrame, words: Words, *, most: int = 3) -> str:
    """'the largest 3, A–Z: Chad 7, Mali 9, Peru 8': chosen by size, never ranked. frame: label, value (not null).

    Those that tie with the last of them follow: ', and Niger and Oman 7 each'.
    """
    chosen = leading(frame, most)
    held, more = chosen.head(most).sort(az("label")), chosen.slice(most).sort(az("label"))["label"].to_list()
    said = ", ".join(f"{label} {words.number(value)}" for label, value in held.select("label", "value").iter_rows())
    if more:
        said += f", and {tied(more)} {words.number(chosen['value'][-1])}{' each' if len(more) > 1 else ' too'}"
    return f"the largest is {said}" if held.height == 1 and not more else f"the largest {held.height}, A–Z: {said}"


def halo(colour: str) -> str:
    """The shadow of a text that is read across the lines that pass below it, in the colour of the ground."""
    return ", ".join(f"{x}px {y}px 2px {colour}" for x in (-1, 1) for y in (-1, 1))
