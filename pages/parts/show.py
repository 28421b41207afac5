"""A chart with all that belongs to it: title, unit, words, table, caution, source, downloads."""

from functools import partial
from typing import Any

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from charts.world import TOPOLOGY
from domain.measures import MEASURES
from domain.selection import Selection
from pages.parts import data, reader
from pages.parts.picture import picture_buttons
from reports.exports import FORMATS, MIME, Export, bundle, footer, picture_footer

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
) -> None:
    """Draw a chart card. `table` holds what the chart shows, worded for readers; it is also the CSV.

    `sources` names the sources of statistics; None takes those with seizures in the selection.
    `filters` names a dimension: a click on a mark filters the page by the mark's code, and again takes it away.
    Without a figure the table itself is the picture (unlike units share no axis). `note` stands under the title.
    """
    caution = caution or MEASURES["seizures"].caution
    told = data.about(selection, title, unit, caution, sources, reader.link())
    name = f"contraband-atlas_{key}_v{told['data_version']}"
    export = Export(name=name, title=title, unit=unit, table=table, about=told)
    reader.collect(export)
    with st.container(border=True, key=f"card_{key}"):
        st.markdown(f"#### {title}")
        said = [told["filters_in_words"], note] if sources is None else [note]
        st.caption(" · ".join(filter(None, [f"Counting unit: {unit}", *said])))
        if fig is None:
            _table(table, title, column_config)
        else:
            _chart(fig, key, alt, _on_click(key, filters, clickable=clickable), fluid=is_map)
        st.caption(footer(told, is_map=is_map))
        _details(key, alt, export, picture_footer(told, is_map=is_map), column_config, picture=fig is not None)


@st.fragment
def _details(
    key: str, alt: str, export: Export, line: str, column_config: dict[str, Any] | None, *, picture: bool
) -> None:
    """Table, downloads and caution: sent only when the reader opens them, and drawn again by themselves."""
    label = "Table, downloads, how not to read this" if picture else "Downloads, how not to read this"
    with st.expander(label, key=f"more_{key}", on_change="rerun") as more:
        if not more.open:
            return
        st.markdown(f"**How not to read this.** {export.about['how_not_to_read']}")
        st.markdown(f"**In words.** {plain(alt)}")
        if picture:
            _table(export.table, export.title, column_config)
        _downloads(key, alt, export, line, picture=picture)
        st.caption("Suggested citation")
        st.code(export.about["suggested_citation"], language=None, wrap_lines=True)


def _on_click(key: str, filters: str, *, clickable: bool) -> Any:
    """What a click on a mark does: open a place's page, filter by the mark's code, or nothing."""
    if filters:
        return lambda: reader.picked(f"chart_{key}", filters)
    return (lambda: reader.clicked(f"chart_{key}")) if clickable else "ignore"


def _chart(fig: go.Figure, key: str, alt: str, select: Any, *, fluid: bool) -> None:
    """A fluid chart takes its height from its box, so that a map is not lost in white on a phone."""
    shared: dict[str, Any] = {"theme": None, "config": CONFIG, "alt": alt, "on_select": select}
    shared |= {"key": f"chart_{key}", "selection_mode": "points"}
    if not fluid:
        st.plotly_chart(fig, **shared)
        return
    height = int(fig.layout.height)
    box = f":is(.st-key-box_{key}, div:has(> .st-key-box_{key}))"
    low = round(height * 0.66)
    rule = f"{box} {{ height: {low}px !important; min-height: {low}px; max-height: {low}px; overflow: hidden; }}"
    st.html(f"<style>@media (max-width: 640px) {{ {rule} }}</style>")
    with st.container(key=f"box_{key}", height=height, border=False):
        st.plotly_chart(fig.update_layout(height=None), height="stretch", **shared)


def _table(table: pl.DataFrame, title: str, column_config: dict[str, Any] | None) -> None:
    height = min(36 * (table.height + 1) + 2, 320)
    st.dataframe(table, hide_index=True, height=height, alt=title, column_config=column_config, placeholder="–")


FILES = {"csv": "CSV", "xlsx": "Excel", "parquet": "Parquet", "json": "Metadata"}


def _downloads(key: str, alt: str, export: Export, line: str, *, picture: bool) -> None:
    """The picture as PNG and SVG, the data as CSV, Excel and Parquet, and what must be said with them."""
    with st.container(horizontal=True):
        if picture:
            picture_buttons(
                key=f"picture_{key}",
                chart_key=f"chart_{key}",
                title=export.title,
                subtitle=f"Counting unit: {export.unit} · {export.about['filters_in_words']}",
                footer=line,
                alt=alt,
                filename=export.name,
            )
        for ending, name in FILES.items():
            st.download_button(
                name,
                partial(FORMATS[ending], export),
                f"{export.name}.{ending}",
                MIME[ending],
                key=f"{ending}_{key}",
                on_click="ignore",
            )


def legible() -> None:
    """Captions and chosen tags with the contrast that WCAG AA asks for (4.5:1): Streamlit's own are paler."""
    theme = reader.theme()
    captions = f"[data-testid=stCaptionContainer] {{ color: {theme.muted}; opacity: 1; }}"
    tags = f"[data-testid=stMultiSelect] [data-baseweb=tag] span {{ color: {theme.paper}; }}"
    st.html(f"<style>{captions} {tags}</style>")


def page_downloads() -> None:
    """Every table that the page shows, in one zip."""
    if held := reader.collected():
        st.download_button(
            "Data of the whole page (zip)",
            lambda: bundle(held),
            "contraband-atlas_page.zip",
            "application/zip",
            icon=":material/download:",
            key="page_zip",
            on_click="ignore",
        )


def plain(text: str) -> str:
    """Text of the data inside markdown: signs that would format are escaped."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()#+-.!|<>$:~&" else c for c in text)
