"""A card as it leaves the house: its figure on the boundaries in use, and its table with all that must be said."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from domain.benchmarks.selection import BenchmarkSelection
from domain.cases.selection import CaseSelection
from domain.measures import MEASURES
from domain.operations.selection import OperationSelection
from domain.selection import Selection
from domain.training.selection import TrainingSelection
from reports.benchmarks.said import about as about_benchmarks
from reports.boundaries import on_boundaries
from reports.card import Card
from reports.casebook.said import about as about_cases
from reports.exports import Export, about, about_boundaries, addressed, credited
from reports.operations.said import about as about_operations
from reports.studio import Studio
from reports.training.said import about as about_training
from reports.wording import MORE, SIGN


def exported(studio: Studio, card: Card, *, link: str, name: str) -> tuple[Export, go.Figure | None]:
    """The file of a card, and its figure as drawn. `link`: what shows it again; `name`: of the file, without ending."""
    metadata = _about(studio, card)
    drawn = card.drawn
    if card.is_map and drawn.figure is not None:
        drawn = on_boundaries(drawn, studio.words, studio.theme)
        metadata |= {"boundaries": about_boundaries(studio.words)}
    export = Export(
        name="",
        title=metadata["title"],
        unit=card.unit,
        table=card.headed,
        about=metadata,
        words=studio.words,
        alt=" ".join(filter(None, [f"{metadata['title']}.", metadata.get("finding", ""), drawn.alt])),
        is_map=card.is_map,
        places=_places(card),
        chart="" if drawn.figure is None else f"chart_{card.key}",
    )
    return addressed(export, link=link, name=name), drawn.figure


def _places(card: Card) -> pl.Series | None:
    """The country or territory of each row of a map, None where its rows are something else."""
    if not card.is_map or card.codes is None or card.codes.columns != ["country"]:
        return None
    return card.codes["country"]


def _about(studio: Studio, card: Card) -> dict[str, Any]:
    """What must be said with the table (reports.exports.about)."""
    texts = {"title": card.title, "unit": card.unit, "caution": card.caution, "note": card.note}
    if isinstance(card.selection, CaseSelection):
        metadata = about_cases(studio, card.selection, **texts)
    elif isinstance(card.selection, OperationSelection):
        metadata = about_operations(studio.answers, studio.words, card.selection, **texts)
    elif isinstance(card.selection, BenchmarkSelection):
        metadata = about_benchmarks(studio.answers, studio.words, card.selection, **texts)
    elif isinstance(card.selection, TrainingSelection):
        metadata = about_training(studio.answers, studio.words, card.selection, **texts)
    else:
        metadata = _of_seizures(studio, card, card.selection)
    found = {"finding": card.finding.replace("**", "")} if card.finding else {}  # a page says it in Markdown
    metadata |= found | ({"marks": list(card.below)} if card.below else {})
    return metadata | dict(card.told)


def _of_seizures(studio: Studio, card: Card, selection: Selection) -> dict[str, Any]:
    words = studio.words
    texts = {
        "title": card.title,
        "unit": card.unit,
        "caution": card.caution or words.t(MEASURES["seizures"].caution),
        "note": " · ".join(filter(None, [card.note, words.t(SIGN) if MORE in card.table.columns else ""])),
        "focus": card.focus,
    }
    facts = any(card.credit)
    metadata = about(studio.answers, words, selection, behind=() if facts else card.sources, **texts)
    return credited(metadata, *card.credit, words) if facts else metadata
