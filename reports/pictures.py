"""A chart as PNG or SVG without a reader's browser: header, chart and footer stacked, as the page's own picture.

Drawn by plotly.js in Debian's Chromium through kaleido (MIT). Nothing is fetched: plotly.js is the installed
package's, mathjax is off, the base map is an empty stub and boundaries go in line.
"""

import asyncio
import base64
import json
import logging
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import plotly.graph_objects as go

from charts.maps.ground import TOPOLOGY
from charts.theme import Theme
from data_access.places.boundaries import boundaries
from data_access.settings import ROOT
from domain.errors import UsageError
from domain.messages import N_
from domain.words import Words
from reports.fonts import boxes

WIDTH, SCALE, _PAD = 1200, 2, 36
_FONT = "Arial, 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans CJK SC', 'DejaVu Sans', sans-serif"  # untranslated
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
NO_BROWSER = N_(
    "A picture is drawn by Chromium, and none was found. Install it ('apt-get install chromium') or name it in "
    "BROWSER_PATH; CSV, XLSX and Parquet need none."
)
_MAP_HEIGHT, _LEAST_HEIGHT = 640, 420


@dataclass(frozen=True, kw_only=True)
class Around:
    """What stands inside the picture around the chart; `alt` is for screen readers."""

    title: str
    subtitle: str
    footer: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class _Style:
    size: int
    weight: int
    line: int
    letters: int
    """So many letters fit in a line of WIDTH, of a wide face."""


_TITLE = _Style(size=24, weight=700, line=30, letters=80)
_SUBTITLE = _Style(size=15, weight=400, line=21, letters=135)
_FOOTER = _Style(size=11, weight=400, line=16, letters=180)


def picture(
    fig: go.Figure,
    form: str,
    *,
    title: str,
    subtitle: str,
    footer: str,
    words: Words,
    theme: Theme,
    alt: str = "",
    warn: Callable[[str], None] = lambda _: None,
) -> bytes:
    """The bytes of a `form`: 'png' at twice the size, or 'svg'. Raises UsageError without a Chromium.

    `warn` gets the characters in the picture that no font of this machine has (see reports.fonts).
    """
    around = Around(title=title, subtitle=subtitle, footer=footer, alt=alt)
    data, whole = asyncio.run(_rendered(free_standing(fig, theme), around, theme, form))
    if lacking := boxes(_drawn_text(whole), words):
        warn(lacking)
    return data


def _drawn_text(whole: str) -> str:
    """All the text that a picture (SVG) shows: what it says to screen readers needs no font."""
    root = ElementTree.fromstring(whole)  # noqa: S314 (made by our own plotly.js a moment ago)
    return "".join("".join(e.itertext()) for e in root.iter(f"{{{_SVG}}}text"))


async def _rendered(figure: dict[str, Any], around: Around, theme: Theme, form: str) -> tuple[bytes, str]:
    """The picture and its SVG. One browser draws the chart, and for a PNG the whole picture around it."""
    from kaleido import Kaleido  # type: ignore[import-untyped]
    from kaleido.errors import BrowserFailedError, ChromeNotFoundError  # type: ignore[import-untyped]

    logging.getLogger("choreographer").setLevel(logging.CRITICAL)  # it reports half a message when it is closed
    try:
        async with Kaleido(n=1, mathjax=False) as kaleido:
            opts = {"format": "svg", "width": WIDTH, "height": figure["layout"]["height"]}
            chart = await kaleido.calc_fig(figure, opts=opts, topojson=TOPOLOGY)
            whole, height = composed(chart.decode(), around, theme)
            if form == "svg":
                return whole.encode(), whole
            opts = {"format": "png", "width": WIDTH, "height": height, "scale": SCALE}
            drawn = await kaleido.calc_fig(_sheet(whole, height), opts=opts, topojson=TOPOLOGY)
            return bytes(drawn), whole
    except (ChromeNotFoundError, BrowserFailedError) as error:
        raise UsageError(NO_BROWSER) from error


def free_standing(
    fig: go.Figure, theme: Theme, *, width: int = WIDTH, height: int = 0, face: str = _FONT
) -> dict[str, Any]:
    """The figure with its boundaries in line and room on all sides. `height`: pixels, 0 for its own."""
    figure: dict[str, Any] = fig.to_plotly_json()
    layout = dict(figure["layout"])
    least = _MAP_HEIGHT if "geo" in layout else max(layout.get("height") or 0, _LEAST_HEIGHT)
    room = {"l": 12, "r": 12, "t": 16, "b": 8, **{k: v for k, v in layout.get("margin", {}).items() if v > 12}}
    layout |= {
        "width": width,
        "height": height or least,
        "margin": room,
        "font": {**layout.get("font", {}), "family": face, "color": theme.text},
    }
    named = {t["geojson"] for t in figure["data"] if isinstance(t.get("geojson"), str)}
    inline = {address: _boundaries(address) for address in named}
    data = [{**t, "geojson": inline[t["geojson"]]} if isinstance(t.get("geojson"), str) else t for t in figure["data"]]
    return {"data": data, "layout": layout}


def _boundaries(address: str) -> Any:
    """The file behind an address of our own server: the boundaries in use, or the divisions of a country."""
    drawn = boundaries()
    file = drawn.file if address == drawn.address else ROOT / address.removeprefix("app/")
    return json.loads(file.read_text(encoding="utf-8"))


def composed(chart: str, around: Around, theme: Theme) -> tuple[str, int]:
    """Header, chart and footer in one SVG document, and its height."""
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    drawn = ElementTree.fromstring(chart)  # noqa: S314 (made by our own plotly.js a moment ago)
    body: list[str] = []
    y = 22
    for text, style, colour in ((around.title, _TITLE, theme.text), (around.subtitle, _SUBTITLE, theme.muted)):
        y = _write(body, text, style, y, colour)
    drawn.set("x", "0")
    drawn.set("y", str(y + 10))
    body.append(ElementTree.tostring(drawn, encoding="unicode"))
    y = _write(body, around.footer, _FOOTER, y + 10 + round(float(drawn.get("height", "0"))) + 6, theme.muted) + 20
    head = (  # untranslated
        f'<svg xmlns="{_SVG}" width="{WIDTH}" height="{y}" viewBox="0 0 {WIDTH} {y}" role="img">'
        f"<title>{escape(around.title)}</title><desc>{escape(around.alt)}</desc>"
        f'<rect width="{WIDTH}" height="{y}" fill="{theme.paper}"/>'
    )
    return f"{head}{''.join(body)}</svg>", y


def _write(body: list[str], text: str, style: _Style, y: int, colour: str) -> int:
    """Lines of text below `y`; returns the new y."""
    for line in _lines(text, style.letters):
        y += style.line
        body.append(  # untranslated
            f'<text x="{_PAD}" y="{y - round(style.line / 4)}" fill="{colour}" font-family="{_FONT}" '
            f'font-size="{style.size}" font-weight="{style.weight}">{escape(line)}</text>'
        )
    return y


def _lines(text: str, letters: int) -> Iterator[str]:
    for paragraph in text.split("\n"):
        yield from textwrap.wrap(paragraph, letters)


def _sheet(whole: str, height: int) -> dict[str, Any]:
    """A figure that holds nothing but the picture: what turns SVG into PNG without a second program.

    The picture is given its size at SCALE, since the browser rasterises an image at its own size.
    """
    large = whole.replace(f'width="{WIDTH}" height="{height}"', f'width="{WIDTH * SCALE}" height="{height * SCALE}"', 1)
    source = "data:image/svg+xml;base64," + base64.b64encode(large.encode()).decode()
    place = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "sizex": 1, "sizey": 1, "sizing": "stretch"}
    axes = {name: {"visible": False} for name in ("xaxis", "yaxis")}
    margin = dict.fromkeys("lrtb", 0)
    return {"data": [], "layout": {**axes, "margin": margin, "images": [{"source": source, **place}]}}
