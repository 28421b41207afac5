"""What would come in, before anything is loaded: where every row and column went, gaps, words not read exactly."""

from functools import partial

import polars as pl
import streamlit as st

from data_access.ingest.auto_import import Look, accounted
from data_access.reference import tables as reference
from data_access.sources.auto.quality import reasons
from domain.units import UNIT_CLASSES
from pages.data.upload_settings import correct
from pages.parts import reader
from pages.parts.choosing import choose_one
from pages.parts.download import download
from reports.exports import spreadsheet_safe

TOLD = {
    "country": "Country of seizure",
    "goods_reported": "Goods",
    "quantity_base": "Quantity in a known unit",
    "unit_class": "Kind of unit",
    "mode": "Transport mode",
    "place_reported": "Place",
    "departure": "Departure",
    "destination": "Destination",
    "producing": "Producing country",
    "value_milli": "Value in a known currency",
}
READ = {
    "ambiguous": "may be several",
    "unknown": "not known",
    "words": "read by a word in it",
    "none": "not known",
    "special": "not reported",
}


def account_of(found: Look) -> None:
    """Rows of the file = the sum of where they went; columns used and left out, each by name."""
    words, told = reader.words(), accounted(found)
    rows, columns = told["rows"], told["columns"]
    parts = [("can be loaded", rows["loaded"]), ("refused", rows["quarantined"]), ("set aside", rows["set_aside"])]
    parts += [("waiting for answers", rows["waiting"])] if rows["waiting"] else []
    listed = " + ".join(f"{words.number(n)} {what}" for what, n in parts)
    st.markdown(
        f"**Rows of the file: {words.number(rows['in_file'])}** = {listed}. "
        f"**Columns: {columns['in_file']}** = {len(columns['used'])} used + {len(columns['left_out'])} left out."
    )
    reasons_of = [(reason, n) for reason, n in told["set_aside"].items()]
    left, right = st.columns(2)
    if reasons_of:
        left.dataframe(pl.DataFrame(reasons_of, schema=["Set aside", "Rows"], orient="row"), hide_index=True)
    if columns["left_out"]:
        gone = list(columns["left_out"].items())
        right.dataframe(pl.DataFrame(gone, schema=["Column left out", "Why"], orient="row"), hide_index=True)


def _name_units(found: Look, unknown: pl.DataFrame) -> None:
    """Units that we do not know: the reader may say what they are."""
    if unknown.is_empty():
        return
    st.markdown("**What do these units count?** If left open, they stay as reported and are counted nowhere.")
    with st.grid("auto", min_column_width=220):
        for row in unknown.unique("name", maintain_order=True).head(ASKED).to_dicts():
            key = f"unit_{row['name']}_{found.shape}"
            choose_one(
                f"'{row['name']}'",
                ["", *(c.unit for c in UNIT_CLASSES.values())],
                format_func=lambda unit: unit or "Leave as reported",
                key=key,
                on_change=_unit_named,
                args=(found, row["name"], key),
            )


def _unit_named(found: Look, name: str, key: str) -> None:
    correct(found, f"unit:{name}", str(reader.widget_value(key) or ""))


def quality(found: Look) -> None:
    """The report before anything is loaded."""
    words = reader.words()
    frames = found.frames
    st.header("3 · What would be loaded")
    account_of(found)
    with st.grid("auto", min_column_width=140):
        st.metric("Records that would be loaded", words.number(frames["records"]["row"].n_unique()), border=True)
        st.metric("Refused", words.number(frames["refused"].height), border=True)
        st.metric("In the store already", words.number(found.known), border=True)
        st.metric("Repeat another row", words.number(found.copies), border=True)
        st.metric("Outliers", words.number(frames["outliers"].height), border=True)
    _refused(frames["refused"])
    _readings(found, frames["readings"])
    left, right = st.columns(2)
    with left:
        st.markdown("**How complete the fields are**")
        shown = frames["completeness"].select(
            pl.col("field").replace(TOLD).alias("Field"),
            pl.col("share").alias("Share of rows"),
        )
        share = st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1)
        st.dataframe(shown, hide_index=True, column_config={"Share of rows": share})
    with right:
        st.markdown("**Units**")
        names = ["Unit as reported", "Kind of unit", "Rows"]
        st.dataframe(frames["units"].rename(dict(zip(frames["units"].columns, names, strict=True))), hide_index=True)
    if not frames["outliers"].is_empty():
        st.markdown("**Far from the other quantities** (kept and counted; look at them)")
        st.dataframe(frames["outliers"], hide_index=True, height=180)


def _refused(refused: pl.DataFrame) -> None:
    if refused.is_empty():
        return
    st.markdown("**Refused, by reason**")
    names = {"field": "Column", "reason": "Reason", "rows": "Rows", "first": "First in row", "example": "Such as"}
    st.dataframe(reasons(refused).select(list(names)).rename(names), hide_index=True)
    rows = partial(_refused_rows, refused)
    download("All refused rows as CSV", rows, "refused-rows.csv", key="refused_csv")


def _refused_rows(refused: pl.DataFrame) -> bytes:
    return spreadsheet_safe(refused).write_csv().encode()


def _readings(found: Look, readings: pl.DataFrame) -> None:
    """Words that were not read exactly: places, goods, units."""
    if readings.is_empty():
        return
    st.markdown("**Words that were not read exactly**")
    names = {
        "field": "Field",
        "name": "As reported",
        "status": "How",
        "code": "Read as",
        "note": "Note",
        "rows": "Rows",
    }
    _settle(found, readings.filter(pl.col("candidates") != ""))
    _name_units(found, readings.filter((pl.col("field") == "unit") & (pl.col("status") == "unknown")))
    shown = readings.with_columns(pl.col("status").replace(READ)).select(list(names)).rename(names)
    st.dataframe(shown, hide_index=True, height=min(36 * (shown.height + 1) + 2, 260))


ASKED = 12
"""So many places are asked at once, the commonest first."""


def _settle(found: Look, unsure: pl.DataFrame) -> None:
    """Places that may be several, or that resemble one that we know: the reader says which."""
    if unsure.is_empty():
        return
    st.markdown("**Which place is meant?**")
    names = reference.names("places")
    with st.grid("auto", min_column_width=220):
        for row in unsure.unique("name", maintain_order=True).head(ASKED).to_dicts():
            key = f"place_{row['name']}_{found.shape}"
            choose_one(
                f"'{row['name']}'",
                ["", *row["candidates"].split(" ")],
                format_func=lambda code: names.get(code, code) or "Leave these rows out",
                key=key,
                on_change=_place_settled,
                args=(found, row["name"], key),
                help=row["note"] or None,
            )


def _place_settled(found: Look, name: str, key: str) -> None:
    correct(found, f"place:{name}", str(reader.widget_value(key) or ""))
