"""Two buttons that save a chart as PNG or SVG in the browser: nothing leaves it."""

from pathlib import Path

import streamlit as st

_HTML = "<div class='row'><button class='png'>PNG</button><button class='svg'>SVG</button></div>"
_CSS = """
.row { display: flex; gap: .5rem; }
button { font: inherit; font-size: .875rem; padding: .3rem .8rem; border-radius: .25rem; cursor: pointer;
  min-height: 2.5rem; background: var(--st-background-color); color: var(--st-text-color);
  border: 1px solid var(--st-border-color); }
button:hover, button:focus-visible { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
button:disabled { opacity: .5; cursor: wait; }
"""
_component = st.components.v2.component(
    "atlas_picture",
    html=_HTML,
    css=_CSS,
    js=(Path(__file__).parent / "picture.js").read_text(encoding="utf-8"),
)


def picture_buttons(*, chart: str, title: str, subtitle: str, footer: str, filename: str) -> None:
    """PNG (2×) and SVG of the chart with this key, with the words inside the picture."""
    _component(
        key=f"picture_{chart}",
        data={"chart": chart, "title": title, "subtitle": subtitle, "footer": footer, "filename": filename},
    )
