"""One seizure, two sources: candidates for the operator to judge, and the rule that is on."""

import polars as pl
import streamlit as st

from data_access.reference import tables as reference
from domain.units import UNIT_CLASSES
from pages.parts import data, reader
from pages.parts.sidebar import sidebar

selection = reader.selection("overlaps")
sidebar(selection)
st.title("One seizure, two sources")
st.markdown(
    "Police and customs, or a country and the UN, may each report the same seizure. Pairs below are near in time, "
    "place, goods and quantity. **Nothing is joined by itself**: an operator links a pair, and then it counts "
    "once, as the record of the first source in precedence among those you may see."
)
for rule in data.rules(selection):
    st.info(rule, icon=":material/rule:")
sources = data.gateway().sources()
names = dict(sources.select("source", "name").iter_rows())
asked = selection.values("country")
found = data.overlap_candidates(asked[0] if len(asked) == 1 else "")
if asked:
    found = found.filter(pl.col("country").is_in(asked))
st.subheader(f"{reader.words().number(found.height)} candidates")
if found.is_empty():
    st.info(
        "No pair to judge in this selection."
        if sources.height > 1
        else "The store holds one source: nothing can be told twice."
    )
    st.stop()
base = {k: c.base_per_unit for k, c in UNIT_CLASSES.items()}
per = pl.col("unit_class").replace_strict(base, default=1, return_dtype=pl.Int64)
unit = pl.col("unit_class").replace_strict({k: c.unit for k, c in UNIT_CLASSES.items()}, default="")
st.dataframe(
    found.select(
        pl.col("country").replace(data.place_names()).alias("Country or territory"),
        pl.col("goods").replace(reference.names("goods")).alias("Goods"),
        pl.col("kept_source").replace(names).alias("Counts"),
        pl.col("kept_on").alias("On"),
        (pl.col("kept_quantity") / per).alias("Quantity"),
        pl.col("hidden_source").replace(names).alias("Would give way"),
        pl.col("hidden_on").alias("On "),
        (pl.col("hidden_quantity") / per).alias("Quantity "),
        unit.alias("Unit"),
        pl.col("kept_key").alias("Key that counts"),
        pl.col("hidden_key").alias("Key that gives way"),
    ),
    hide_index=True,
)
st.caption(
    "Link a pair in the shell: `atlas overlaps link KEY-THAT-COUNTS KEY-THAT-GIVES-WAY`; `unlink` takes it back."
)
