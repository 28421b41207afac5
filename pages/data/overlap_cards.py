"""Pairs of records that may be one seizure: shown, and linked or parted by the operator."""

from collections.abc import Callable
from typing import Any

import polars as pl
import streamlit as st

from data_access.reference import tables as reference
from domain.errors import AtlasError
from domain.exact import in_unit
from domain.messages import N_
from domain.units import UNIT_CLASSES
from pages.parts import answers, reader
from pages.parts.answers import for_reader, loaded
from pages.parts.rows import table
from reports.card import Column
from reports.wording import markdown_safe

SHELL = N_("In the shell: `atlas overlaps link KEY-THAT-COUNTS KEY-THAT-GIVES-WAY`; `unlink` takes it back.")


def candidates_table(found: pl.DataFrame) -> None:
    """The pairs to judge; where readers may write, the one marked can be linked."""
    may_write = answers.uploads_allowed()
    marked = table(
        _worded(found),
        _columns(),
        key="overlap_pairs",
        on_select="rerun" if may_write else "ignore",
        selection_mode="single-row",
    )
    if not may_write:
        st.caption(reader.t(SHELL))
        return
    rows = _marked(marked, found.height)
    pair = found.row(rows[0], named=True) if rows else None
    st.text_input(reader.t("Why they are one seizure (saved with the link)"), key="overlap_note", max_chars=200)
    if (
        st.button(reader.t("Link the selected pair"), disabled=pair is None, type="primary", key="overlap_link")
        and pair
    ):
        _decide(
            lambda: for_reader().overlaps.link(
                pair["kept_key"], pair["hidden_key"], str(reader.widget_value("overlap_note") or "")
            )
        )
    how = reader.t("Select a row at its left, then link the pair.")
    st.caption(f"{how} {reader.t(SHELL)}")


def decided_table() -> None:
    """The links so far, and a way back."""
    links = for_reader().overlaps.links()
    if links.is_empty():
        return
    names = for_reader().source_names()
    st.header(reader.t("{n} linked", n=links.height))
    shown = links.select(
        pl.col("kept_source").replace(names),
        "kept_key",
        "hidden_key",
        pl.col("linked_at").dt.strftime("%Y-%m-%d"),
        "note",
    )
    columns = {
        "kept_source": Column(reader.t("Counts as a record of")),
        "kept_key": Column(reader.t("Key counted")),
        "hidden_key": Column(reader.t("Key not counted")),
        "linked_at": Column(reader.t("Linked on")),
        "note": Column(reader.t("Why")),
    }
    marked = table(
        shown,
        columns,
        key="overlap_links",
        on_select="rerun" if answers.uploads_allowed() else "ignore",
        selection_mode="single-row",
    )
    if not answers.uploads_allowed():
        return
    rows = _marked(marked, links.height)
    key = links["hidden_key"][rows[0]] if rows else ""
    if st.button(reader.t("Unlink the selected pair"), disabled=not key, key="overlap_unlink"):
        _decide(lambda: for_reader().overlaps.unlink(key))


def _marked(event: Any, height: int) -> list[int]:
    """The rows marked in a table, of those that are still there."""
    return [row for row in event["selection"]["rows"] if row < height]


def _decide(work: Callable[[], None]) -> None:
    """Do it, or say why not; then draw what is left."""
    try:
        work()
        loaded()
    except AtlasError as error:
        st.error(markdown_safe(reader.words().say(error.message)), icon=":material/error:")
        return
    st.rerun()


def _worded(found: pl.DataFrame) -> pl.DataFrame:
    names = for_reader().source_names()
    base = {k: c.base_per_unit for k, c in UNIT_CLASSES.items()}
    per = pl.col("unit_class").replace_strict(base, default=1, return_dtype=pl.Int64)
    unit = pl.col("unit_class").replace_strict({k: reader.t(c.unit) for k, c in UNIT_CLASSES.items()}, default="")
    return found.select(
        pl.col("country").replace(reference.names("places")),
        pl.col("goods").replace(reference.names("goods")),
        pl.col("kept_source").replace(names),
        "kept_on",
        in_unit(pl.col("kept_quantity"), per).alias("kept_quantity"),
        pl.col("hidden_source").replace(names),
        "hidden_on",
        in_unit(pl.col("hidden_quantity"), per).alias("hidden_quantity"),
        unit.alias("unit"),
        "kept_key",
        "hidden_key",
    )


def _columns() -> dict[str, Column]:
    t = reader.t
    return {
        "country": Column(t("Country or territory")),
        "goods": Column(t("Goods")),
        "kept_source": Column(t("Counts")),
        "kept_on": Column(t("Date of the record counted"), short=t("On")),
        "kept_quantity": Column(t("Quantity counted"), short=t("Quantity")),
        "hidden_source": Column(t("Not counted")),
        "hidden_on": Column(t("Date of the record not counted"), short=t("On")),
        "hidden_quantity": Column(t("Quantity not counted"), short=t("Quantity")),
        "unit": Column(t("Unit")),
        "kept_key": Column(t("Key counted")),
        "hidden_key": Column(t("Key not counted")),
    }
