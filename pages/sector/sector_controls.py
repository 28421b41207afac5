"""Which sector is shown, by which breakdown, and what is left out of companies' incidents."""

from typing import Any

import streamlit as st

from domain.incidents.vocabulary import BREAKDOWNS, SOURCE_TYPES
from domain.question import LONGEST, Question
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.choosing import choose_one, choose_some
from pages.parts.show import draw
from reports.sector.asked import Shown, as_option, groups, offers, read


def chosen() -> Shown:
    """What the link asks for; what makes no sense is said."""
    own = tuple((key, reader.own(key)[:LONGEST]) for key in ("good", "show", "without"))
    shown, notes = read(for_reader(), Question(options=own), reader.words())
    draw(notes)
    return shown


def choose_sector(shown: Shown, box: Any) -> None:
    """The list of groups of goods."""
    names = groups()
    choose_one(
        reader.t("Sector"),
        list(names),
        box=box,
        format_func=names.__getitem__,
        key=reader.widget("sector_shown", shown.group),
        on_change=lambda: reader.set_own("good", str(reader.widget_value("sector_shown"))),
        width=340,
    )


def choose_breakdown(shown: Shown) -> None:
    """The few breakdowns that there are, and whole kinds of contributors that can be left out."""
    st.segmented_control(
        reader.t("Breakdown"),
        list(BREAKDOWNS),
        format_func=lambda code: reader.t(BREAKDOWNS[code].label),
        key=reader.widget("sector_breakdown", shown.breakdown),
        on_change=lambda: reader.set_or_drop("show", str(reader.widget_value("sector_breakdown") or "")),
        label_visibility="collapsed",
    )
    offered = {as_option((pair,)): _named(pair) for pair in offers(for_reader(), shown.group)}
    if len(offered) < 2:
        return
    choose_some(
        reader.t("Leave out of companies' incidents"),
        list(offered),
        format_func=lambda option: offered.get(option, option),
        key=reader.widget("sector_without", [as_option((pair,)) for pair in shown.without]),
        placeholder=reader.t("Nothing"),
        on_change=_left_out,
        width=420,
    )


def _named(pair: tuple[str, str]) -> str:
    key, value = pair
    if key == "source_type":
        return reader.t(SOURCE_TYPES[value])
    return reader.t("Paid for by {funder}", funder=value)


def _left_out() -> None:
    options = reader.widget_value("sector_without")
    reader.set_or_drop("without", ",".join(options) if isinstance(options, list) else "")
