"""Seizures of the same goods, places and period as an operation: they coincided with it, and that is all."""

from dataclasses import replace
from typing import Any

from domain.messages import N_
from domain.operations.dimensions import REGIONS
from domain.question import Question
from domain.selection import Selection
from reports.card import Metric, Metrics, Report, Text, Way
from reports.studio import Studio
from reports.titles import subject
from reports.wording import markdown_safe

_SAID = N_(
    "Coincided with: seizures of the same goods in the same months and places, as the records at hand have them, by "
    "whoever reported. They need have nothing to do with the operation, and are never added to its results."
)
_NONE = N_(
    "No seizure of these goods, places and months is among the records at hand. That says nothing of what was seized."
)


def shared(row: dict[str, Any]) -> Selection | None:
    """What an operation (LEDGER_SCHEMA) shares with seizures; null without goods of our list, or known months."""
    goods = tuple(code for code in row["goods"].split(";") if code)
    first, last = row["first_day"], row["last_day"]
    if not goods or first is None or last is None or not row["goods_operation"]:
        return None
    inside = Selection(where=(("goods", goods),), start=f"{first:%Y-%m}", end=f"{last:%Y-%m}")
    countries = tuple(code for code in row["countries_iso3"].split(";") if code)
    if countries:
        return inside.having("country", countries)
    codes = {name: code for code, name in REGIONS.items() if code != "global"}
    regions = tuple(codes[name] for name in row["regions"].split(";") if name in codes)
    if regions and "global" not in row["regions"].split(";"):
        return replace(inside.having("region", regions), scheme="interpol")
    return inside


def seizures_beside(studio: Studio, op_id: str) -> Report:
    """How many seizures coincided with it, with the way to what is behind the figure."""
    row = studio.answers.operations.one(op_id)
    selection = shared(row) if row else None
    if selection is None:
        return ()
    words, total = studio.words, studio.answers.total(selection)
    if not total:
        return (Text(markdown_safe(words.t(_NONE)), "caption"),)
    label = words.t("Coincided with: {what}", what=subject(selection, words, begins=False))
    way = Way("world", Question(selection=selection))
    metric = Metric(label=label, value=words.number(total), unit=words.t("reported seizures"), way=way)
    return (Metrics((metric,)), Text(words.t(_SAID), "caption"))
