"""A chart with all that belongs to it: title, unit, words, table, caution, source, downloads."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from charts.maps.ground import TOPOLOGY
from domain.messages import N_
from pages.parts import by_keyboard, reader
from pages.parts.animation_keys import animation_keys
from pages.parts.answers import studio
from pages.parts.download import download
from pages.parts.picture import page_zip, picture_buttons
from pages.parts.rows import config, displayed, pickable
from reports.card import Beside, Card, Metrics, Part
from reports.exported import exported
from reports.exports import FORMATS, Export, below_title, footer, page_files, stamped
from reports.wording import markdown_safe

CONFIG = {"topojsonURL": TOPOLOGY, "displaylogo": False, "displayModeBar": False, "scrollZoom": False}


def show(card: Card) -> None:
    """Draw a card: title, chart, words, and behind a button its table, its files and how not to read it."""
    if card.scrolls:
        _scrolls(card.key)
    name = f"contraband-atlas_{card.key}_v{{version}}_{reader.file_tag()}"
    export, fig = exported(studio(), card, link=reader.link(), name=name)
    reader.collect(export)
    with st.container(border=True, key=f"card_{card.key}"):
        st.markdown(f"## {markdown_safe(card.title)}")
        st.caption(
            markdown_safe(" · ".join(filter(None, [export.about["subject"], below_title(export.about, export.words)])))
        )
        if fig is None:
            _table(export, card)
        else:
            _figure(fig, export, card)
        if card.below:
            st.caption("  \n".join(map(markdown_safe, card.below)))
        st.caption(markdown_safe(footer(export.about, export.words, is_map=card.is_map)))
        _details(card.key, export, card)


def _figure(fig: go.Figure, export: Export, card: Card) -> None:
    if card.filters:  # else a second click on a mark whose filter left the chart as it was would only unmark it
        fig.update_layout(meta=str(reader.query()))
    if card.filters and card.clickable:
        _map_click(card.key)
    _chart(fig, card.key, export.alt, _on_click(card), fluid=card.phone if card.is_map else 0)
    if card.clickable:
        by_keyboard.open_place(fig, card.key, card.selection)
    if card.plays:
        animation_keys()


def draw(report: Iterable[Part]) -> None:
    """Draw the parts of a report, from top to bottom; those of one that is made part by part as they come."""
    for part in report:
        if isinstance(part, Card):
            show(part)
        elif isinstance(part, Metrics):
            _metrics(part)
        elif isinstance(part, Beside):
            for box, side in zip(st.columns(2), (part.left, part.right), strict=True):
                with box:
                    draw(side)
        else:
            _SAID[part.kind](part.text)


def _metrics(part: Metrics) -> None:
    with st.grid("auto", min_column_width=190):
        for one in part.metrics:
            st.metric(
                one.label,
                one.value,
                one.note or None,
                delta_color="off",
                delta_arrow="off",
                border=True,
                help=markdown_safe(one.help) or None,
            )


_SAID: dict[str, Callable[[str], Any]] = {
    "text": st.markdown,
    "caption": st.caption,
    "heading": st.header,
    "info": st.info,
    "warning": st.warning,
    "error": partial(st.error, icon=":material/link_off:"),
}


@st.fragment
def _details(key: str, export: Export, card: Card) -> None:
    """Table, downloads and caution: sent only when the reader opens them, and drawn again by themselves."""
    label = (
        reader.t("Table, downloads, how not to read this")
        if export.chart
        else reader.t("Downloads, how not to read this")
    )
    with st.expander(label, key=f"more_{key}", on_change="rerun") as more:
        if not more.open:
            return
        st.markdown(
            reader.t(
                "**How not to read this.** {caution}",
                caution=markdown_safe(export.about["how_not_to_read"]),
            )
        )
        st.markdown(reader.t("**In words.** {text}", text=markdown_safe(export.alt)))
        if export.chart:
            _table(export, card)
        _downloads(key, export)
        st.caption(reader.t("Suggested citation"))
        st.code(export.about["suggested_citation"], language=None, wrap_lines=True)


def _on_click(card: Card) -> Any:
    """What a click on a mark does: open a place's page, filter by the mark's code, or nothing."""
    key, filters = f"chart_{card.key}", card.filters
    if filters and card.clickable:
        return lambda: reader.map_clicked(key, filters)
    if filters:
        return lambda: reader.picked(key, filters)
    return (lambda: reader.clicked(key)) if card.clickable else "ignore"


CLICKS = {"open": N_("opens its page"), "filter": N_("filters this page")}


def _map_click(key: str) -> None:
    """What a click on the map does: the reader's choice, kept for the session; by keyboard the table does the same."""
    widget = f"map_click_{key}"
    st.segmented_control(
        reader.t("A click on a place"),
        list(CLICKS),
        format_func=reader.worded(CLICKS),
        key=reader.widget(widget, reader.kept(reader.MAP_CLICK) or "open"),
        on_change=lambda: reader.keep(reader.MAP_CLICK, reader.widget_value(widget)),
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


def _table(export: Export, card: Card) -> None:
    table = export.table
    look: dict[str, Any] = {"height": min(36 * (table.height + 1) + 2, 320), "hide_index": True, "alt": export.title}
    if card.codes is None or card.codes.is_empty():
        st.dataframe(displayed(table, card.looks), placeholder="–", column_config=config(table, card.looks), **look)
    else:
        pickable(export, card, look)


FILES = {"csv": "CSV", "xlsx": "Excel", "parquet": "Parquet", "json": N_("Metadata")}  # untranslated


def _downloads(key: str, export: Export) -> None:
    """The picture as PNG and SVG, the data as CSV, Excel and Parquet, and what must be said with them."""
    with st.container(horizontal=True):
        if export.chart:
            picture_buttons(key=f"picture_{key}", export=export)
        for ending, name in FILES.items():
            download(reader.t(name), partial(_file, ending, export), f"{export.name}.{ending}", key=f"{ending}_{key}")


def _file(ending: str, export: Export) -> bytes:
    """Made when it is asked for, and dated then."""
    return FORMATS[ending](stamped(export))


def _scrolls(key: str) -> None:
    """On a phone a wide picture keeps its width and scrolls: squeezed, its names would cover each other."""
    chart = f".st-key-card_{key} [data-testid=stElementContainer]:has([data-testid=stPlotlyChart])"
    rules = f".st-key-card_{key} {{ overflow-x: auto; }} {chart} {{ min-width: 680px; width: 680px; }}"
    st.html(f"<style>@media (max-width: 640px) {{ {rules} }}</style>")


@st.fragment
def page_downloads() -> None:
    """Every chart and table that the page shows, in one zip."""
    if exports := reader.collected():
        wanted = reader.trigger("page_zip", "wanted")
        page_zip(key="page_zip", exports=exports, files=page_files(exports) if wanted else [], job=wanted)
