"""A chart with all that belongs to it: title, unit, words, table, caution, source, downloads."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from charts.maps.ground import TOPOLOGY
from domain.benchmarks.selection import BenchmarkSelection
from domain.cases.selection import CaseSelection
from domain.messages import N_
from domain.operations.selection import OperationSelection
from domain.selection import Selection
from domain.training.selection import TrainingSelection
from pages.parts import case_reader, operation_reader, reader, training_reader
from pages.parts.animation_keys import animation_keys
from pages.parts.answers import for_reader, studio
from pages.parts.download import download
from pages.parts.entries import entries
from pages.parts.facts import facts, listed
from pages.parts.paper import on_paper
from pages.parts.picture import page_zip, picture_buttons
from pages.parts.place_strip import map_and_place
from pages.parts.rows import pickable, shown
from pages.parts.ways import linked, way_to
from reports.card import Beside, Card, Facts, Listed, Metric, Metrics, Part, cards
from reports.exports import FORMATS, Export, addressed, below_title, stamped
from reports.finished import Finished, Picture, Shown, finished
from reports.layers import LAYERS, has_layer
from reports.page_files import page_files
from reports.wording import markdown_safe

CONFIG: dict[str, Any] = {"topojsonURL": TOPOLOGY, "displaylogo": False, "displayModeBar": False, "scrollZoom": False}
ZOOMS: dict[str, Any] = {
    **CONFIG,
    "displayModeBar": True,
    "modeBarButtons": [["zoomInGeo", "zoomOutGeo", "resetGeo"]],
}
"""Of a map: it is moved by dragging, zoomed by two fingers or these buttons; the wheel scrolls the page."""


def show(shown: Shown) -> None:
    """Draw a card: title, chart, words, and behind small buttons its table, its files and how not to read it."""
    card = shown.card
    if card.scrolls or card.width:
        _scrolls(card.key, card.width)
    if card.only:
        _only(card.key, card.only)
    name = f"contraband-atlas_{card.key}_v{{version}}_{reader.file_tag()}"
    export = addressed(shown.export, link=reader.link(for_reader().mark()), name=name)
    if card.only != "narrow":  # on wide screens it is not drawn, and its twin holds the same
        reader.collect(export)
    with st.container(key=f"card_{card.key}"):
        with st.container(horizontal=True, key=f"head_card_{card.key}"):
            st.markdown(f"## {markdown_safe(card.title)}\n{markdown_safe(_subtitle(export))}")
            _actions(card.key, export, card)
        if card.entries:
            entries(card.entries)
            on_paper(export.table, card.looks)
        elif shown.picture is None:
            _table(export, card)
            on_paper(export.table, card.looks)
        else:
            _figure(shown, shown.picture)
        if card.below:
            st.caption("  \n".join(map(markdown_safe, card.below)))


def _subtitle(export: Export) -> str:
    """The counting unit and a remark; what it is about only where that is not what the page is about."""
    about = export.about
    subject = about["subject"] if about["subject"] != reader.kept(reader.SUBJECT) else ""
    unit = about["counting_unit"]
    return " · ".join(filter(None, [subject, unit[:1].upper() + unit[1:], about["note"]]))


def _figure(shown: Shown, picture: Picture) -> None:
    card, alt = shown.card, shown.export.alt
    # Else a second click on a mark that left the chart as it was would only unmark it.
    if card.filters or card.chooses:
        picture = picture.with_layout(meta=str(reader.query()))
    fluid = card.phone if card.is_map else 0.0
    if card.clickable and isinstance(card.selection, Selection):
        map_and_place(shown, lambda click: _chart(picture, card.key, alt, click, fluid=fluid))
        reader.follow_click(card.selection)
    else:
        _chart(picture, card.key, alt, _on_click(card), fluid=fluid)
    if card.key_in_words:
        st.html(f'<p class="map-key">{escape(card.key_in_words)}</p>')
    if card.plays:
        animation_keys()


def draw(report: Finished | Iterable[Part]) -> None:
    """Draw the parts of a report, from top to bottom; those of one that is made part by part as they come."""
    if isinstance(report, Finished):
        _draw(report.parts, report.shown)
        return
    for part in report:
        whole = finished(studio(), (part,))
        _draw(whole.parts, whole.shown)


def _draw(parts: Iterable[Part], shown: Mapping[str, Shown]) -> None:
    for part in parts:
        if isinstance(part, Card):
            show(shown[part.key])
        elif isinstance(part, Metrics):
            _metrics(part)
        elif isinstance(part, Facts):
            facts(part)
        elif isinstance(part, Listed):
            listed(part)
        elif isinstance(part, Beside):
            _beside(part, shown)
        else:
            _SAID[part.kind](linked(part.text, part.ways))


def _beside(part: Beside, shown: Mapping[str, Shown]) -> None:
    """Two columns; below one another on a phone, and uneven ones on a narrow screen too."""
    even = part.widths[0] == part.widths[1]
    with st.container(key=None if even else f"uneven_{cards(part.left)[0].key}"):
        for box, side in zip(st.columns(part.widths), (part.left, part.right), strict=True):
            with box:
                _draw(side, shown)


def _metrics(part: Metrics) -> None:
    """One element for the row: ten would each be sent, placed and read aloud by itself."""
    with st.container(key=part.key):
        st.html(f'<dl class="figures">{"".join(map(figure_html, part.metrics))}</dl>')  # untranslated


def figure_html(one: Metric) -> str:
    """A figure with its label, its note and what is drawn beside it."""
    unit = f" <small>{escape(one.unit)}</small>" if one.unit else ""  # untranslated
    value = f'<{_way(one)} class="value">{escape(one.value)}{unit}</{"a" if one.way else "span"}>'  # untranslated
    note = f'<dd class="note">{escape(one.note)}</dd>' if one.note else ""  # untranslated
    return f"<div><dt>{escape(one.label)}</dt><dd>{value}{_bars(one)}{_part(one)}</dd>{note}</div>"  # untranslated


def _way(one: Metric) -> str:
    """The element of a value: a link to what is behind it, named by what it is of, or plain text."""
    if one.way is None:
        return "span"
    shown = " ".join(filter(None, [one.value, one.unit]))
    named = reader.t("{label}: {value}. See what is behind it", label=one.label, value=shown)
    return f'a href="{escape(way_to(one.way))}" aria-label="{escape(named)}"'  # untranslated


_TALL = 28
"""Pixels of the highest small bar."""


def _bars(one: Metric) -> str:
    """A figure over time as small bars from zero, the highest in full colour; what was not reported as a stub."""
    most = max((b for b in one.bars if b is not None), default=0)
    if not most:
        return ""
    return f'<span class="bars" aria-hidden="true">{"".join(_bar(b, most) for b in one.bars)}</span>'  # untranslated


def _bar(figure: float | None, most: float) -> str:
    kind = "silent" if figure is None else "most" if figure == most else ""
    return f'<i class="{kind}" style="height:{2 if figure is None else max(round(_TALL * figure / most), 1)}px"></i>'


def _part(one: Metric) -> str:
    """A share as a part of a bar."""
    if one.part is None:
        return ""
    return (
        f'<span class="part" aria-hidden="true"><i style="width:{round(100 * one.part)}%"></i></span>'  # untranslated
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
def _actions(key: str, export: Export, card: Card) -> None:
    """Table, files, how not to read it, citation and link: sent only when the reader opens them, and drawn again by
    themselves.
    """
    boxes = {
        "table": ("table_rows", reader.t("Table"), partial(_table, export, card)),
        "files": ("download", reader.t("Picture and data"), partial(_downloads, key, export)),
        "read": ("help", reader.t("How not to read this"), partial(_words, export)),
        "cite": ("link", reader.t("Cite and link"), partial(_citation, export)),
    }
    if not (export.chart or card.entries):  # the table is on the card itself
        del boxes["table"]
    with st.container(horizontal=True, key=f"acts_{key}", gap=None, width="content"):
        for name, (icon, label, content) in boxes.items():
            look: dict[str, Any] = {"icon": f":material/{icon}:", "type": "tertiary", "help": label}
            box = st.popover(label, key=f"{name}_{key}", on_change="rerun", **look)  # the label is heard, not seen
            if box.open:
                with box:
                    content()


def _words(export: Export) -> None:
    caution = markdown_safe(export.about["how_not_to_read"])
    st.markdown(reader.t("**How not to read this.** {caution}", caution=caution))
    st.markdown(reader.t("**In words.** {text}", text=markdown_safe(export.alt)))
    st.caption(markdown_safe(below_title(export.about, export.words)))


def _citation(export: Export) -> None:
    st.caption(reader.t("Suggested citation"))
    st.code(export.about["suggested_citation"], language=None, wrap_lines=True)
    if export.about["link"]:
        st.caption(reader.t("Link to this page with its filters"))
        st.code(export.about["link"], language=None, wrap_lines=True)
    if address := reader.data_address(export.chart):
        st.caption(reader.t("Address of these data, for a spreadsheet or notebook that refreshes"))
        st.code(address, language=None, wrap_lines=True)


def _on_click(card: Card) -> Any:
    """What a click on a mark does: filter by the mark's code, or nothing."""
    key, filters = f"chart_{card.key}", card.filters
    if card.chooses:
        return lambda: reader.chosen(key, card.chooses)
    if isinstance(card.selection, CaseSelection):
        pick = case_reader.cell_picked if "," in filters else case_reader.picked
        return (lambda: pick(key, filters)) if filters else "ignore"
    if isinstance(card.selection, OperationSelection):
        return (lambda: operation_reader.picked(key, filters)) if filters else "ignore"
    if isinstance(card.selection, TrainingSelection):
        return (lambda: training_reader.picked(key, filters)) if filters else "ignore"
    if isinstance(card.selection, BenchmarkSelection):
        return "ignore"
    return (lambda: reader.picked(key, filters)) if filters else "ignore"


def _chart(picture: Picture, key: str, alt: str, select: Any, *, fluid: float) -> None:
    """A fluid chart takes its height from its box, so that a map is not lost in white on a phone.

    fluid: how much of its height is left on a phone; 0 for one that keeps its own.
    """
    shared: dict[str, Any] = {"theme": None, "config": ZOOMS if fluid else CONFIG, "alt": alt, "on_select": select}
    shared |= {"key": f"chart_{key}", "selection_mode": "points"}
    if not fluid:
        st.plotly_chart(picture, **shared)
        return
    box = f":is(.st-key-box_{key}, div:has(> .st-key-box_{key}))"
    low = round(picture.height * fluid)
    rule = f"{box} {{ height: {low}px !important; min-height: {low}px; max-height: {low}px; overflow: hidden; }}"
    st.html(f"<style>@media (max-width: 640px) {{ {rule} }}</style>")
    with st.container(key=f"box_{key}", height=picture.height, border=False):
        st.plotly_chart(picture.with_layout(height=None), height="stretch", **shared)


def _table(export: Export, card: Card) -> None:
    table = export.table
    look: dict[str, Any] = {"height": min(36 * (table.height + 1) + 2, 290), "hide_index": True, "alt": export.title}
    if card.codes is None or card.codes.is_empty():
        rows, columns = shown(table, card.looks)
        st.dataframe(rows, placeholder="–", column_config=columns, **look)
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
        for ending, name in GIS.items() if has_layer(export) else ():
            download(name, partial(_file, ending, export), f"{export.name}.{ending}", key=f"{ending}_{key}")


GIS = {"gpkg": "GeoPackage", "geojson": "GeoJSON"}  # untranslated


def _file(ending: str, export: Export) -> bytes:
    """Made when it is asked for, and dated then."""
    return (FORMATS | LAYERS)[ending](stamped(export))


def _scrolls(key: str, width: int) -> None:
    """A wide picture keeps its width and scrolls: squeezed, its names would cover each other. width: pixels that it
    needs on every screen, 0: on a phone alone.
    """
    chart = f".st-key-card_{key} [data-testid=stElementContainer]:has([data-testid=stPlotlyChart])"
    scrolling = f".st-key-card_{key} {{ overflow-x: auto; }}"
    if width:
        st.html(f"<style>{scrolling} {chart} {{ min-width: {width}px; }}</style>")
        return
    rules = f"{scrolling} {chart} {{ min-width: 680px; width: 680px; }}"
    st.html(f"<style>@media (max-width: 640px) {{ {rules} }}</style>")


def _only(key: str, screens: str) -> None:
    """A card for wide or for narrow screens: the other one shows the same. Paper is narrow."""
    narrow, others = "(max-width: 640px), print", "screen and (min-width: 640.02px)"  # untranslated
    hidden = narrow if screens == "wide" else others
    st.html(f"<style>@media {hidden} {{ .st-key-card_{key} {{ display: none !important; }} }}</style>")


@st.fragment
def page_downloads() -> None:
    """Every chart and table that the page shows, in one zip."""
    if exports := reader.collected():
        wanted = reader.trigger("page_zip", "wanted")
        page_zip(key="page_zip", exports=exports, files=page_files(exports) if wanted else [], job=wanted)
