"""Charts of one document as SVG of their size on paper, drawn by one Chromium that is started once for all of them."""

import asyncio
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import plotly.graph_objects as go

from charts.maps.ground import TOPOLOGY
from charts.theme import Theme
from domain.errors import UsageError
from reports.paper.typeset import FONTS
from reports.pictures import NO_BROWSER, free_standing

FACE = "IBM Plex Sans Arabic"  # untranslated
"""The typeface of paper (reports/paper/fonts): charts are measured in the face in which they are printed."""
PIXELS_OF_MM = 1.25 * 96 / 25.4
"""A quarter more than CSS has: letters of a chart come out at four fifths of their size on a page, as the text does."""


@dataclass(frozen=True, eq=False)
class Sized:
    """A figure and its size on paper, in millimetres."""

    figure: go.Figure
    width: float
    height: float


def drawn(figures: Sequence[Sized], theme: Theme) -> list[bytes]:
    """SVG documents in the order of the figures. Raises UsageError without a Chromium."""
    if not figures:
        return []
    with _fonts():
        return asyncio.run(_drawn(figures, theme))


async def _drawn(figures: Sequence[Sized], theme: Theme) -> list[bytes]:
    from kaleido import Kaleido  # type: ignore[import-untyped]
    from kaleido.errors import BrowserFailedError, ChromeNotFoundError  # type: ignore[import-untyped]

    logging.getLogger("choreographer").setLevel(logging.CRITICAL)  # it reports half a message when it is closed
    try:
        async with Kaleido(n=1, mathjax=False) as kaleido:
            return [await _one(kaleido, sized, theme) for sized in figures]
    except (ChromeNotFoundError, BrowserFailedError) as error:
        raise UsageError(NO_BROWSER) from error


async def _one(kaleido: object, sized: Sized, theme: Theme) -> bytes:
    width, height = (round(side * PIXELS_OF_MM) for side in (sized.width, sized.height))
    figure = free_standing(sized.figure, theme, width=width, height=height, face=FACE)
    opts = {"format": "svg", "width": width, "height": height}
    return bytes(await kaleido.calc_fig(figure, opts=opts, topojson=TOPOLOGY))  # type: ignore[attr-defined]


@contextmanager
def _fonts() -> Iterator[None]:
    """While a Chromium is started the fonts of paper are among those that it knows, without being installed."""
    with TemporaryDirectory() as name:
        file = Path(name) / "fonts.conf"
        file.write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'  # untranslated
            f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{FONTS}</dir>'  # untranslated
            f"<cachedir>{name}/cache</cachedir></fontconfig>",  # untranslated
            encoding="utf-8",
        )
        before = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = str(file)
        try:
            yield
        finally:
            if before is None:
                os.environ.pop("FONTCONFIG_FILE")
            else:
                os.environ["FONTCONFIG_FILE"] = before
