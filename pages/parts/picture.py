"""PNG and SVG buttons beside a chart: the picture is drawn in the reader's own browser, with title and footer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import streamlit as st

_HTML: Final = """
<div class="picture">
  <span role="status" aria-live="polite"></span>
  <button type="button" data-format="png">PNG</button>
  <button type="button" data-format="svg">SVG</button>
</div>
"""

_CSS: Final = """
.picture { display: flex; justify-content: flex-end; align-items: center; gap: 1rem;
  font-family: var(--st-font, sans-serif); }
.picture span { color: var(--st-red-text-color, var(--st-text-color)); font-size: .8rem; }
.picture button { min-height: 2.5rem; padding: .25rem .75rem; cursor: pointer; white-space: nowrap;
  border: 1px solid var(--st-border-color, currentColor); border-radius: var(--st-button-radius, .375rem);
  background: transparent; color: var(--st-text-color); font: inherit; font-size: .875rem; }
.picture button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
.picture button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: -2px; }
.picture button[aria-busy=true] { cursor: progress; opacity: .5; }
@media print { .picture { display: none; } }
"""

_JS: Final = Path(__file__).with_name("picture.js").read_text(encoding="utf-8")
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9_-]+")
_component: Final = st.components.v2.component("contraband_picture", html=_HTML, css=_CSS, js=_JS)


def safe_filename(name: str) -> str:
    """Keep letters, digits, dash and underscore; never empty, at most 120 characters."""
    return _UNSAFE.sub("_", name).strip("_-")[:120] or "chart"


def picture_buttons(
    *,
    key: str,
    chart_key: str,
    title: str,
    subtitle: str,
    footer: str,
    filename: str,
    alt: str = "",
    label: str = "Download {format} of {title}",
    failed: str = "The picture could not be made.",
) -> None:
    """Draw the two buttons which save the chart ``st.plotly_chart(key=chart_key)`` as a picture.

    ``label`` and ``failed`` are for translations; in ``label`` the marks ``{format}`` and ``{title}`` are
    replaced; ``alt`` goes into the SVG for screen readers.  All strings travel as data and are only ever set as
    text, never as HTML.
    """
    labels = {name: label.replace("{format}", name.upper()).replace("{title}", title) for name in ("png", "svg")}
    _component(
        key=key,
        data={
            "chart_key": chart_key,
            "title": title,
            "subtitle": subtitle,
            "footer": footer,
            "alt": alt,
            "filename": safe_filename(filename),
            "labels": labels,
            "failed": failed,
        },
    )
