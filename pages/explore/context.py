"""Context: other statistics, by country and year. Intervals stay intervals; scores are never added."""

import polars as pl
import streamlit as st

from domain.measures import INDICATORS
from pages.parts import reader
from pages.parts.answers import for_reader, studio
from pages.parts.choosing import choose_one
from pages.parts.show import draw
from pages.parts.stopping import stop
from reports.context import SCORE, Where, map_card, table_card


def _pick_indicator(held: tuple[str, ...]) -> str:
    """Which statistic."""
    return str(choose_one("Statistic", list(held), format_func=lambda i: INDICATORS.get(i, i), key="context_indicator"))


def _pick_breakdown(indicator: str) -> Where:
    """For scores one category; for counts the totals."""
    if indicator != SCORE:
        return ()
    pairs = for_reader().categories(indicator)
    labels = [f"{category} ({dimension})" for dimension, category in pairs]
    start = next((i for i, p in enumerate(pairs) if p == ("average", "Criminality")), 0)
    chosen = choose_one("Score", labels, index=start, key="context_score")
    dimension, category = pairs[labels.index(str(chosen))]
    return (("dimension", (dimension,)), ("category", (category,)))


reader.selection("context")
st.title("Context")
st.markdown(
    "Published figures that are **not seizures**: victims of trafficking in persons, and expert scores of organised "
    "crime. They are shown beside the seizures, are never added to them, and are listed A–Z, not ranked."
)
held = for_reader().indicators()
if not held:
    st.info(
        "No statistics are loaded. The operator imports them with `atlas import unodc-glotip FILE` or "
        "`atlas import oc-index FILE`."
    )
    stop()
indicator = _pick_indicator(held)
breakdown = _pick_breakdown(indicator)
frame = for_reader().observations(indicator, ("country", "year"), breakdown)
if frame.is_empty():
    st.info("No figure is published for this choice. Another score or statistic above has some.")
    stop()
years = frame["year"].unique().sort(descending=True).to_list()
year = str(st.segmented_control("Year", years[:8], default=years[0], key=f"context_year_{indicator}") or years[0])
draw(map_card(studio(), indicator, frame, breakdown, year))
draw(table_card(indicator, frame.filter(pl.col("state") != "not_reported"), breakdown))
