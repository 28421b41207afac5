"""A chart with all that belongs to it: title, unit, words, table, caution, source, downloads."""

from dataclasses import replace
from functools import partial
from typing import Any

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from charts.world import TOPOLOGY
from domain.measures import MEASURES
from domain.selection import Selection
from pages.parts import by_keyboard, reader
from pages.parts.answers import for_reader
from pages.parts.download import download
from pages.parts.picture import page_zip, picture_buttons
from pages.parts.rows import displayed, pickable, readable
from reports.boundaries import on_boundaries
from reports.exports import (
    FORMATS,
    Export,
    about,
    about_boundaries,
    credited,
    footer,
    page_files,
    said_below_title,
    stamped,
)
from reports.wording import MORE, SIGN, markdown_safe

CONFIG = {"topojsonURL": TOPOLOGY, "displaylogo": False, "displayModeBar": False, "scrollZoom": False}


def show(
    fig: go.Figure | None,
    *,
    key: str,
    title: str,
    unit: str,
    alt: str,
    table: pl.DataFrame,
    selection: Selection,
    caution: str = "",
    is_map: bool = False,
    clickable: bool = False,
    filters: str = "",
    note: str = "",
    column_config: dict[str, Any] | None = None,
    sources: tuple[str, ...] | None = None,
    codes: pl.DataFrame | None = None,
    phone: float = 0.66,
    below: tuple[str, ...] = (),
    credit: tuple[str, str] = ("", ""),
    focus: str = "",
) -> None:
    """Draw a chart card. `table` holds what the chart shows, worded for readers; it is also the CSV.

    `sources` names the sources of statistics; None takes those with seizures in the selection.
    `filters` names dimensions, separated by commas: a click on a mark filters the page by the mark's codes, and again
    takes it away; on a map that is also `clickable` the reader chooses. `codes` holds, row by row, the codes of
    `table`, its columns named after their dimensions: rows can then be chosen to filter by.
    Without a figure the table itself is the picture (unlike units share no axis). `note` stands under the title,
    `below` under the chart and in its picture: what its numbered and lettered marks mean.
    `phone`: how much of its height a map keeps on a phone.
    `focus`: of whom beyond the filters, for the titles of files (reports.titles.subject).
    `credit` says what stands behind a table of facts that come with the program, and when it was last checked.
    """
    caution = caution or MEASURES["seizures"].caution
    behind = () if any(credit) else sources
    note = " · ".join(filter(None, [note, SIGN if MORE in table.columns else ""]))
    said = {"title": title, "unit": unit, "caution": caution, "note": note, "focus": focus}
    told = about(for_reader(), selection, behind=behind, link=reader.link(), **said)
    told = credited(told, *credit) if any(credit) else told
    told |= {"marks": list(below)} if below else {}
    if is_map and fig is not None:
        fig, areas = on_boundaries(fig, reader.theme())
        told, alt = {**told, "boundaries": about_boundaries()}, " ".join(filter(None, [alt, areas]))
    name = f"contraband-atlas_{key}_v{told['data_version']}_{reader.file_tag()}"
    alt = f"{told['title']}. {alt}"
    export = Export(name=name, title=told["title"], unit=unit, table=table, about=told, alt=alt, is_map=is_map)
    export = export if fig is None else replace(export, chart=f"chart_{key}")
    reader.collect(export)
    with st.container(border=True, key=f"card_{key}"):
        st.markdown(f"## {markdown_safe(title)}")
        st.caption(markdown_safe(" · ".join(filter(None, [told["subject"], said_below_title(told)]))))
        if fig is None:
            _table(export, column_config, codes)
        else:
            if filters:  # else a second click on a mark whose filter left the chart as it was would only unmark it
                fig.update_layout(meta=str(reader.query()))
            if filters and clickable:
                _map_click(key)
            _chart(fig, key, alt, _on_click(key, filters, clickable=clickable), fluid=phone if is_map else 0)
            if clickable:
                by_keyboard.open_place(fig, key, selection)
        if below:
            st.caption("  \n".join(map(markdown_safe, below)))
        st.caption(markdown_safe(footer(told, is_map=is_map)))
        _details(key, export, column_config, codes)


@st.fragment
def _details(key: str, export: Export, column_config: dict[str, Any] | None, codes: pl.DataFrame | None) -> None:
    """Table, downloads and caution: sent only when the reader opens them, and drawn again by themselves."""
    label = "Table, downloads, how not to read this" if export.chart else "Downloads, how not to read this"
    with st.expander(label, key=f"more_{key}", on_change="rerun") as more:
        if not more.open:
            return
        st.markdown(f"**How not to read this.** {markdown_safe(export.about['how_not_to_read'])}")
        st.markdown(f"**In words.** {markdown_safe(export.alt)}")
        if export.chart:
            _table(export, column_config, codes)
        _downloads(key, export)
        st.caption("Suggested citation")
        st.code(export.about["suggested_citation"], language=None, wrap_lines=True)


def _on_click(key: str, filters: str, *, clickable: bool) -> Any:
    """What a click on a mark does: open a place's page, filter by the mark's code, or nothing."""
    if filters and clickable:
        return lambda: reader.map_clicked(f"chart_{key}", filters)
    if filters:
        return lambda: reader.picked(f"chart_{key}", filters)
    return (lambda: reader.clicked(f"chart_{key}")) if clickable else "ignore"


CLICKS = {"open": "opens its page", "filter": "filters this page"}


def _map_click(key: str) -> None:
    """What a click on the map does: the reader's choice, kept for the session; by keyboard the table does the same."""
    told = f"map_click_{key}"
    st.segmented_control(
        "A click on a place",
        list(CLICKS),
        format_func=CLICKS.__getitem__,
        key=reader.widget(told, reader.kept(reader.MAP_CLICK) or "open"),
        on_change=lambda: reader.keep(reader.MAP_CLICK, reader.widget_value(told)),
    )


def _chart(fig: go.Figure, key: str, alt: str, select: Any, *, fluid: float) -> None:
    """A fluid chart takes its height from its box, so that a map is not lost in white on a phone."""
    shared: dict[str, Any] = {"theme": None, "config": CONFIG, "alt": alt, "on_select": select}
    shared |= {"key": f"chart_{key}", "selection_mode": "points"}
    if not fluid:
        st.plotly_chart(fig, **shared)
        return
    height = int(fig.layout.height)
    box = f":is(.st-key-box_{key}, div:has(> .st-key-box_{key}))"
    low = round(height * fluid)
    rule = f"{box} {{ height: {low}px !important; min-height: {low}px; max-height: {low}px; overflow: hidden; }}"
    st.html(f"<style>@media (max-width: 640px) {{ {rule} }}</style>")
    with st.container(key=f"box_{key}", height=height, border=False):
        st.plotly_chart(fig.update_layout(height=None), height="stretch", **shared)


def _table(export: Export, column_config: dict[str, Any] | None, codes: pl.DataFrame | None) -> None:
    table = export.table
    look: dict[str, Any] = {"height": min(36 * (table.height + 1) + 2, 320)}
    look |= {"column_config": readable(table, column_config)}
    look |= {"hide_index": True, "alt": export.title}
    if codes is None or codes.is_empty():
        st.dataframe(displayed(table, look["column_config"]), placeholder="–", **look)
    else:
        pickable(export, codes, look)


FILES = {"csv": "CSV", "xlsx": "Excel", "parquet": "Parquet", "json": "Metadata"}


def _downloads(key: str, export: Export) -> None:
    """The picture as PNG and SVG, the data as CSV, Excel and Parquet, and what must be said with them."""
    with st.container(horizontal=True):
        if export.chart:
            picture_buttons(key=f"picture_{key}", export=export)
        for ending, name in FILES.items():
            download(name, partial(_file, ending, export), f"{export.name}.{ending}", key=f"{ending}_{key}")


def _file(ending: str, export: Export) -> bytes:
    """Made when it is asked for, and dated then."""
    return FORMATS[ending](stamped(export))


def scrolls(key: str) -> None:
    """On a phone a wide picture keeps its width and scrolls: squeezed, its names would cover each other."""
    chart = f".st-key-card_{key} [data-testid=stElementContainer]:has([data-testid=stPlotlyChart])"
    rules = f".st-key-card_{key} {{ overflow-x: auto; }} {chart} {{ min-width: 680px; width: 680px; }}"
    st.html(f"<style>@media (max-width: 640px) {{ {rules} }}</style>")


@st.fragment
def page_downloads() -> None:
    """Every chart and table that the page shows, in one zip."""
    if held := reader.collected():
        wanted = reader.trigger("page_zip", "wanted")
        page_zip(key="page_zip", exports=held, files=page_files(held) if wanted else [], job=wanted)
