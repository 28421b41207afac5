"""The controls of Context: which statistic, and of scores which one."""

import polars as pl
import streamlit as st

from data_access.reference import tables as reference
from domain.measures import INDICATORS
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.choosing import choose_one
from reports.context import SCORE, Where
from reports.wording import markdown_safe

USUAL = ("average", "Criminality")  # untranslated


def pick_indicator(available: tuple[str, ...]) -> str:
    """Which statistic: as the link asks, else the first."""
    asked = reader.own("indicator")
    if asked and asked not in available:
        name = reader.t(INDICATORS[asked]) if asked in INDICATORS else asked
        st.info(markdown_safe(reader.t("The link asks for a statistic that is not loaded: {name}.", name=name)))
    labels = {i: reader.t(INDICATORS[i]) if i in INDICATORS else i for i in available}
    box = reader.widget("context_indicator", asked if asked in available else available[0])
    return str(choose_one(reader.t("Statistic"), available, format_func=labels.__getitem__, key=box, on_change=_chosen))


def _chosen() -> None:
    reader.set_own("indicator", str(reader.widget_value("context_indicator")))


def of_countries(frame: pl.DataFrame, countries: tuple[str, ...]) -> pl.DataFrame:
    """The figures of the countries that the link asks for, said so with the way back; all where it asks for none."""
    if not countries:
        return frame
    names = reader.words().comma([reference.names("places").get(code, code) for code in countries])
    with st.container(horizontal=True, vertical_alignment="center", key="context_countries"):
        st.markdown(markdown_safe(reader.t("The table lists only: {places}.", places=names)))
        st.button(reader.t("List all"), key="context_all", type="tertiary", on_click=reader.drop_own, args=("country",))
    return frame.filter(pl.col("country").is_in(countries))


def pick_breakdown(indicator: str) -> Where:
    """For scores one category; for counts the totals."""
    if indicator != SCORE:
        return ()
    labels = {(d, c): f"{c} ({d})" for d, c in for_reader().categories(indicator)}
    start = list(labels).index(USUAL) if USUAL in labels else 0
    pair = choose_one(reader.t("Score"), labels, format_func=labels.__getitem__, index=start, key="context_score")
    return (("dimension", (pair[0],)), ("category", (pair[1],)))
