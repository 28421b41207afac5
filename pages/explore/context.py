"""Context: other statistics, by country and year. Intervals stay intervals; scores are never added."""

import polars as pl
import streamlit as st

from pages.explore import context_controls
from pages.parts import reader
from pages.parts.answers import for_reader, studio
from pages.parts.show import draw
from pages.parts.stopping import stop
from reports.context import map_card, table_card

selection = reader.selection("context")
st.title(reader.t("Context"))
st.markdown(
    reader.t(
        "Published figures that are **not seizures**: victims of trafficking in persons, and expert scores of "
        "organised crime. They are shown beside the seizures, are never added to them, and are listed A–Z, not ranked."
    )
)
available = for_reader().indicators()
if not available:
    st.info(
        reader.t(
            "No statistics are loaded. The operator imports them with `atlas import unodc-glotip FILE` or `atlas "
            "import oc-index FILE`."
        )
    )
    stop()
indicator = context_controls.pick_indicator(available)
breakdown = context_controls.pick_breakdown(indicator)
frame = for_reader().observations(indicator, ("country", "year"), breakdown)
if frame.is_empty():
    st.info(reader.t("No figure is published for this choice. Another score or statistic above has some."))
    stop()
years = frame["year"].unique().sort(descending=True).to_list()
year = str(
    st.segmented_control(reader.t("Year"), years[:8], default=years[0], key=f"context_year_{indicator}") or years[0]
)
draw(map_card(studio(), indicator, frame, breakdown, year))
named = selection.values("country") if reader.own("indicator") else ()
frame = context_controls.of_countries(frame, named)
draw(table_card(studio(), indicator, frame.filter(pl.col("state") != "not_reported"), breakdown))
