"""Words that every chart shares: what a cell's figure reads like, and labels that fit."""

import textwrap
from collections.abc import Iterable
from html import escape

import polars as pl

from domain.cells import LABELS, CellState
from domain.collation import az
from domain.messages import N_
from domain.words import Words

NOTHING = N_("Nothing was reported in this selection.")
IN_PLACE = {
    CellState.VALUE: N_("value"),
    CellState.ZERO: N_("zero reported"),
    CellState.NOT_REPORTED: N_("not reported"),
    CellState.SUPPRESSED: N_("suppressed (small number)"),
    CellState.RESTRICTED: N_("restricted by the source"),
}
"""Why there is no figure, as it stands in the place of one."""
RIGHT, ABOVE, BELOW = "middle right", "top center", "bottom center"  # untranslated
ABOVE_LEFT, ABOVE_RIGHT = "top left", "top right"  # untranslated
"""Where a text stands at its point, as Plotly calls it."""


def cell_text(value: float | None, state: str, unit: str, words: Words, possible: int | None = 0) -> str:
    """'1,204 seizures', or why there is no figure; 'at least 1,204 seizures' where `possible` more may belong here."""
    if state == CellState.VALUE and value is not None:
        if not possible:
            return amount(value, unit, words)
        return words.t(
            "at least {n} {unit}<br>up to {possible} more may belong here (field not known)",
            n=value,
            unit=unit,
            possible=possible,
        )
    if state == CellState.NOT_REPORTED and possible:
        return words.t("none known<br>up to {possible} may belong here (field not known)", possible=possible)
    return words.t(LABELS[CellState(state)])


def amount(value: float, unit: str, words: Words) -> str:
    """'1,204 seizures'; the unit is in the reader's language already."""
    return words.t("{n} {unit}", n=value, unit=unit)


def seizures(count: float, words: Words) -> str:
    """'1 seizure', '1,204 seizures'."""
    return words.n("{n} seizure", "{n} seizures", int(count))


def from_to(starts: Iterable[str], ends: Iterable[str], words: Words) -> list[str]:
    """'Chad to Mali' for each pair."""
    return [words.t("{start} to {end}", start=start, end=end) for start, end in zip(starts, ends, strict=True)]


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
    first, tying = chosen.head(most).sort(az("label")), chosen.slice(most).sort(az("label"))["label"].to_list()
    figures = words.comma(
        [words.t("{label} {n}", label=label, n=value) for label, value in first.select("label", "value").iter_rows()]
    )
    if not tying and first.height == 1:
        return words.t("the largest is {figures}", figures=figures)
    if tying:
        figures = words.n(
            "{figures}, and {names} {value} too",
            "{figures}, and {names} {value} each",
            len(tying),
            figures=figures,
            names=words.listed(tying, most=2),
            value=chosen["value"][-1],
        )
    return words.t("the largest {n}, A–Z: {figures}", n=first.height, figures=figures)


def halo(colour: str) -> str:
    """The shadow of a text that is read across the lines that pass below it, in the colour of the ground."""
    return ", ".join(f"{x}px {y}px 2px {colour}" for x in (-1, 1) for y in (-1, 1))
