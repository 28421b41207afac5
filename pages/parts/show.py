"""A chart with all that belongs to it: title, unit, words, table, caution, source, downloads."""

import json
from datetime import UTC, datetime
from typing import Any

import plotly.graph_objects as go
import polars as pl
import streamlit as st

from charts.world import TOPOLOGY
from domain.measures import MEASURES
from domain.selection import Selection
from pages.parts import data, reader
from pages.parts.picture import picture_buttons
from pages.parts.sidebar import in_words

DISCLAIMER = (
    "The boundaries and names shown and the designations used on this map do not imply official endorsement or "
    "acceptance by the makers of Contraband Atlas, by INTERPOL or by the United Nations."
)
CONFIG = {"topojsonURL": TOPOLOGY, "displaylogo": False, "displayModeBar": False, "scrollZoom": False}
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\0")


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
    note: str = "",
    column_config: dict[str, Any] | None = None,
    sources: tuple[str, ...] | None = None,
) -> None:
    """Draw a chart card. `table` holds what the chart shows, worded for readers; it is also the CSV.

    `sources` names the sources of statistics; None takes those with seizures in the selection.
    Without a figure the table itself is the picture (unlike units share no axis). `note` stands under the title.
    """
    behind = data.sources_of(selection) if sources is None else sources
    footer = _footer(is_map, behind)
    with st.container(border=True, key=f"card_{key}"):
        st.markdown(f"#### {title}")
        told = [in_words(selection), note] if sources is None else [note]
        st.caption(" · ".join(filter(None, [f"Counting unit: {unit}", *told])))
        if fig is None:
            _table(table, title, column_config)
        else:
            _chart(fig, key, alt, clickable, fluid=is_map)
        st.caption(footer)
        _details(
            key, title, unit, alt, table, selection, footer, behind, caution, column_config, picture=fig is not None
        )


@st.fragment
def _details(
    key: str,
    title: str,
    unit: str,
    alt: str,
    table: pl.DataFrame,
    selection: Selection,
    footer: str,
    sources: tuple[str, ...],
    caution: str,
    column_config: dict[str, Any] | None,
    *,
    picture: bool,
) -> None:
    """Table, downloads and caution: sent only when the reader opens them, and drawn again by themselves."""
    label = "Table, downloads, how not to read this" if picture else "Downloads, how not to read this"
    with st.expander(label, key=f"more_{key}", on_change="rerun") as more:
        if not more.open:
            return
        st.markdown(f"**How not to read this.** {caution or MEASURES['seizures'].caution}")
        st.markdown(f"**In words.** {_plain(alt)}")
        if picture:
            _table(table, title, column_config)
        _downloads(key, title, unit, table, selection, footer, sources, picture=picture)


def _chart(fig: go.Figure, key: str, alt: str, clickable: bool, *, fluid: bool) -> None:
    """A fluid chart takes its height from its box, so that a map is not lost in white on a phone."""
    select: Any = (lambda: reader.clicked(f"chart_{key}")) if clickable else "ignore"
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


def _downloads(
    key: str,
    title: str,
    unit: str,
    table: pl.DataFrame,
    selection: Selection,
    footer: str,
    sources: tuple[str, ...],
    *,
    picture: bool,
) -> None:
    name = f"contraband-atlas_{key}_v{data.gateway().cube.version}"
    with st.container(horizontal=True):
        if picture:
            picture_buttons(
                key=f"picture_{key}",
                chart_key=f"chart_{key}",
                title=title,
                subtitle=f"Counting unit: {unit} · {in_words(selection)}",
                footer=footer,
                filename=name,
            )
        st.download_button(
            "CSV",
            lambda: spreadsheet_safe(table).write_csv(),
            f"{name}.csv",
            "text/csv",
            key=f"csv_{key}",
            on_click="ignore",
        )
        link = st.context.url or ""
        st.download_button(
            "Metadata",
            lambda: metadata(title, unit, selection, link, sources),
            f"{name}.json",
            "application/json",
            key=f"meta_{key}",
            on_click="ignore",
        )


def spreadsheet_safe(table: pl.DataFrame) -> pl.DataFrame:
    """Text that a spreadsheet would take for a formula gets an apostrophe; numbers stay numbers."""
    texts = [c for c, dtype in table.schema.items() if dtype == pl.String]
    risky = {c: pl.any_horizontal([pl.col(c).str.starts_with(r) for r in _RISKY]) for c in texts}
    return table.with_columns(
        pl.when(test).then(pl.concat_str(pl.lit("'"), pl.col(c))).otherwise(pl.col(c)).alias(c)
        for c, test in risky.items()
    )


def metadata(title: str, unit: str, selection: Selection, link: str, behind: tuple[str, ...]) -> str:
    """The companion of a CSV: what it shows, filters, source, as-of date, version, handling, link."""
    now, as_of = data.gateway(), data.as_of()
    held = now.sources().filter(pl.col("source").is_in(list(behind)))
    sources = held.select("source", "name", "publisher", "kind", "handling", "note").to_dicts()
    return json.dumps(
        {
            "title": title,
            "counting_unit": unit,
            "filters": selection.to_query(),
            "filters_in_words": in_words(selection),
            "sources": sources,
            "rules": data.rules(selection),
            "as_of": as_of.isoformat() if as_of else None,
            "data_version": now.cube.version,
            "handling": "public",
            "invented": data.invented(),
            "link": link,
            "downloaded_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "how_not_to_read": MEASURES["seizures"].caution,
        },
        ensure_ascii=False,
        indent=2,
    )


def _footer(is_map: bool, sources: tuple[str, ...]) -> str:
    now, as_of = data.gateway(), data.as_of()
    held = now.sources().filter(pl.col("source").is_in(list(sources)))
    names = "; ".join(held["name"].to_list()) or "none with records"
    parts = ["INVENTED DATA"] if data.invented() else []
    parts += [
        f"Source: {names}",
        f"as of {as_of:%Y-%m-%d}" if as_of else "",
        f"data version {now.cube.version}",
    ]
    text = " · ".join(filter(None, [*parts, "handling: public"]))
    return f"{text}. {DISCLAIMER}" if is_map else text


def _plain(text: str) -> str:
    """Text of the data inside markdown: signs that would format are escaped."""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()#+-.!|<>$:~&" else c for c in text)
