"""A card as it leaves the house: its figure on the boundaries in use, and its table with all that must be said."""

from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from domain.measures import MEASURES
from reports.boundaries import on_boundaries
from reports.card import Card
from reports.exports import Export, about, about_boundaries, credited
from reports.studio import Studio
from reports.wording import MORE, SIGN


def exported(studio: Studio, card: Card, *, link: str, name: str) -> tuple[Export, go.Figure | None]:
    """The file of a card, and its figure as drawn. `link`: what shows it again; `name`: of the file, without ending."""
    about_it = _about(studio, card, link)
    fig, alt = card.drawn.figure, card.drawn.alt
    if card.is_map and fig is not None:
        fig, areas = on_boundaries(fig, studio.theme)
        about_it |= {"boundaries": about_boundaries()}
        alt = " ".join(filter(None, [alt, areas]))
    export = Export(
        name=name.replace("{version}", str(about_it["data_version"])),
        title=about_it["title"],
        unit=card.unit,
        table=card.table,
        about=about_it,
        alt=f"{about_it['title']}. {alt}",
        is_map=card.is_map,
    )
    return (export if fig is None else replace(export, chart=f"chart_{card.key}")), fig


def _about(studio: Studio, card: Card, link: str) -> dict[str, Any]:
    """What must be said with the table (reports.exports.about)."""
    said = {
        "title": card.title,
        "unit": card.unit,
        "caution": card.caution or MEASURES["seizures"].caution,
        "note": " · ".join(filter(None, [card.note, SIGN if MORE in card.table.columns else ""])),
        "focus": card.focus,
    }
    facts = any(card.credit)
    found = about(studio.answers, card.selection, behind=() if facts else card.sources, link=link, **said)
    found = credited(found, *card.credit) if facts else found
    return found | ({"marks": list(card.below)} if card.below else {})
