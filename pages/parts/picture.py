"""Pictures of charts, drawn in the reader's own browser: two buttons beside a chart, and one zip of the whole page."""

from __future__ import annotations

import base64
import re
from typing import Final

from domain.messages import N_
from pages.parts import reader
from pages.parts.script import scripted
from reports.exports import Export, picture_words

_HTML: Final = """
<div class="picture">
  <span role="status" aria-live="polite"></span>
  <button type="button" data-format="png">PNG</button>
  <button type="button" data-format="svg">SVG</button>
</div>
"""

_ZIP_HTML: Final = """
<div class="picture whole">
  <button type="button"><span></span></button>
  <progress max="1" value="0" hidden aria-hidden="true"></progress>
  <span role="status" aria-live="polite"></span>
</div>
"""

_CSS: Final = """
.picture { display: flex; justify-content: flex-end; align-items: center; gap: 1rem;
  font-family: var(--st-font, sans-serif); }
.picture span[role=status] { color: var(--st-red-text-color, var(--st-text-color)); font-size: .8rem; }
.whole { justify-content: flex-start; flex-wrap: wrap; }
.whole span[role=status] { color: var(--st-text-color); }
.whole progress { width: 8rem; accent-color: var(--st-primary-color); }
.picture button { min-height: 2.5rem; padding: .25rem .75rem; cursor: pointer; white-space: nowrap;
  border: 1px solid var(--st-border-color, currentColor); border-radius: var(--st-button-radius, .375rem);
  background: transparent; color: var(--st-text-color); font: inherit; font-size: .875rem; }
.picture button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
.picture button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: -2px; }
.picture button[aria-busy=true] { cursor: progress; opacity: .5; }
@media print { .picture { display: none; } }
"""
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9_-]+")
_component: Final = scripted("contraband_picture", "picture_buttons.js", html=_HTML, css=_CSS)
_zip: Final = scripted("contraband_page_zip", "page_zip.js", html=_ZIP_HTML, css=_CSS)
LABEL: Final = N_("Charts and data of the whole page (zip)")


def safe_filename(name: str) -> str:
    """Keep letters, digits, dash and underscore; never empty, at most 120 characters."""
    return _UNSAFE.sub("_", name).strip("_-")[:120] or "chart"


def _sent(export: Export) -> dict[str, str]:
    """What the browser needs for a picture. All of it is only ever set as text, never as HTML."""
    about = {"chart_key": export.chart, "filename": safe_filename(export.name)}
    return {**picture_words(export), **about, "drawn": export.about["downloaded_at"][:10]}


def picture_buttons(*, key: str, export: Export) -> None:
    """Draw the two buttons which save the chart of an export as a picture."""
    labels = {
        name: reader.t("Download {kind} of {title}", kind=name.upper(), title=export.title) for name in ("png", "svg")
    }
    _component(key=key, data={**_sent(export), "labels": labels, "failed": reader.t("The picture could not be made.")})


def page_zip(*, key: str, exports: list[Export], files: list[tuple[str, bytes]], job: str) -> None:
    """Draw the button which saves the whole page. Its click reruns the fragment: then `job` is what it asked for.

    `files` are made for a job only; the browser draws the pictures, adds them and saves the zip.
    """
    charts = {e.name: e for e in exports if e.chart}.values()
    said = {
        "label": reader.t(LABEL),
        "tables": reader.t("Making the tables …"),
        "drawing": reader.t("Drawing chart"),
        "packing": "Packing …",
        "done": reader.t("Saved."),
        "without": reader.t("Saved, without the pictures of:"),
        "failed": reader.t("The file could not be made. Reload the page and try again."),
    }
    packed = [(name, base64.b64encode(content).decode()) for name, content in files]
    sent = {"charts": [_sent(e) for e in charts], "files": packed, "job": job, "filename": _page_name(exports)}
    _zip(key=key, data={**said, **sent}, on_wanted_change=lambda: None)


def _page_name(exports: list[Export]) -> str:
    """After the first file: its version and its letters that no other reader's file has."""
    version_and_tag = exports[0].name.rsplit("_", 2)[1:]
    return f"contraband-atlas_page_{'_'.join(version_and_tag)}.zip"
