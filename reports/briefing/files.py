"""The files of a briefing."""

from collections.abc import Callable
from typing import Final

from reports.briefing.brief import Brief
from reports.briefing.paper import paper
from reports.briefing.sheet import sheet
from reports.briefing.slides import slides
from reports.studio import Studio

FORMATS: Final[dict[str, Callable[[Studio, Brief], bytes]]] = {"pdf": paper, "pptx": slides, "xlsx": sheet}
"""Ending → what makes the file."""
