"""Pairs of records that may be one seizure: shown, and linked or parted by the operator."""

from collections.abc import Callable
from typing import Any

import polars as pl
import streamlit as st

from data_access.reference import tables as reference
from domain.errors import AtlasError
from domain.exact import in_unit
from domain.units import UNIT_CLASSES
from pages.parts import answers, reader
from pages.parts.answers import for_reader, loaded
from reports.wording import markdown_safe

SHELL = "In the shell: `atlas overlaps link KEY-THAT-COUNTS KEY-THAT-GIVES-WAY`; `unlink` takes it back."


def candidates_table(found: pl.DataFrame) -> None:
    """The pairs to judge; where readers may write, the one marked can be linked."""
    may_write = answers.uploads_allowed()
    told = st.dataframe(
        _worded(found),
        hide_index=True,
        key="overlap_pairs",
        on_select="rerun" if may_write else "ignore",
        selection_mode="single-row",
    )
    if not may_write:
        st.caption(SHELL)
        return
    rows = _marked(told, found.height)
    pair = found.row(rows[0], named=True) if rows else None
    st.text_input("Why they are one seizure (saved with the link)", key="overlap_note", max_chars=200)
    if st.button("Link the selected pair", disabled=pair is None, type="primary", key="overlap_link") and pair:
        _decide(
            lambda: for_reader().overlaps.link(
                pair["kept_key"], pair["hidden_key"], str(reader.widget_value("overlap_note") or "")
            )
        )
    st.caption("Select a row at its left, then link the pair. " + SHELL)


def decided_table() -> None:
    """The links so far, and a way back."""
    held = for_reader().overlaps.links()
    if held.is_empty():
        return
    names = for_reader().source_names()
    st.header(f"{reader.words().number(held.height)} linked")
    shown = held.select(
        pl.col("kept_source").replace(names).alias("Counts as a record of"),
        pl.col("kept_key").alias("Key counted"),
        pl.col("hidden_key").alias("Key not counted"),
        pl.col("linked_at").dt.strftime("%Y-%m-%d").alias("Linked on"),
        pl.col("note").alias("Why"),
    )
    told = st.dataframe(
        shown,
        hide_index=True,
        key="overlap_links",
        on_select="rerun" if answers.uploads_allowed() else "ignore",
        selection_mode="single-row",
    )
    if not answers.uploads_allowed():
        return
    rows = _marked(told, held.height)
    key = held["hidden_key"][rows[0]] if rows else ""
    if st.button("Unlink the selected pair", disabled=not key, key="overlap_unlink"):
        _decide(lambda: for_reader().overlaps.unlink(key))


def _marked(told: Any, height: int) -> list[int]:
    """The rows marked in a table, of those that are still there."""
    return [row for row in told["selection"]["rows"] if row < height]


def _decide(work: Callable[[], None]) -> None:
    """Do it, or say why not; then draw what is left."""
    try:
        work()
        loaded()
    except AtlasError as error:
        st.error(markdown_safe(str(error)), icon=":material/error:")
        return
    st.rerun()


def _worded(found: pl.DataFrame) -> pl.DataFrame:
    names = for_reader().source_names()
    base = {k: c.base_per_unit for k, c in UNIT_CLASSES.items()}
    per = pl.col("unit_class").replace_strict(base, default=1, return_dtype=pl.Int64)
    unit = pl.col("unit_class").replace_strict({k: c.unit for k, c in UNIT_CLASSES.items()}, default="")
    return found.select(
        pl.col("country").replace(reference.names("places")).alias("Country or territory"),
        pl.col("goods").replace(reference.names("goods")).alias("Goods"),
        pl.col("kept_source").replace(names).alias("Counts"),
        pl.col("kept_on").alias("On"),
        in_unit(pl.col("kept_quantity"), per).alias("Quantity"),
        pl.col("hidden_source").replace(names).alias("Not counted"),
        pl.col("hidden_on").alias("On "),
        in_unit(pl.col("hidden_quantity"), per).alias("Quantity "),
        unit.alias("Unit"),
        pl.col("kept_key").alias("Key counted"),
        pl.col("hidden_key").alias("Key not counted"),
    )
