"""What would come in, before anything is loaded: where every row and column went, gaps, words not read exactly."""

from functools import partial

import polars as pl
import streamlit as st

from data_access.ingest.auto_import import Look, accounted
from data_access.reference import tables as reference
from data_access.sources.auto.quality import reasons
from domain.messages import N_
from domain.units import UNIT_CLASSES
from domain.words import Words
from pages.data.upload_settings import correct
from pages.parts import reader
from pages.parts.choosing import choose_one
from pages.parts.download import download
from pages.parts.rows import table
from reports.card import Column
from reports.exports import spreadsheet_safe
from reports.rejected import in_language

FIELDS = {
    "country": N_("Country of seizure"),
    "goods_reported": N_("Goods"),
    "quantity_base": N_("Quantity in a known unit"),
    "unit_class": N_("Kind of unit"),
    "mode": N_("Transport mode"),
    "place_reported": N_("Place"),
    "departure": N_("Departure"),
    "destination": N_("Destination"),
    "producing": N_("Producing country"),
    "value_milli": N_("Value in a known currency"),
}
READ = {
    "ambiguous": N_("may be several"),
    "unknown": N_("not known"),
    "words": N_("read by a word in it"),
    "none": N_("not known"),
    "special": N_("not reported"),
}


def account_of(found: Look) -> None:
    """Rows of the file = the sum of where they went; columns used and left out, each by name."""
    account = accounted(found)
    rows, columns = account["rows"], account["columns"]
    sums = [
        reader.t("{n} can be loaded", n=rows["loaded"]),
        reader.t("{n} refused", n=rows["quarantined"]),
        reader.t("{n} set aside", n=rows["set_aside"]),
    ]
    sums += [reader.t("{n} waiting for answers", n=rows["waiting"])] if rows["waiting"] else []
    st.markdown(
        reader.t(
            "**Rows of the file: {rows}** = {sums}. **Columns: {columns}** = {used} used + {left_out} left out.",
            rows=rows["in_file"],
            sums=" + ".join(sums),
            columns=columns["in_file"],
            used=len(columns["used"]),
            left_out=len(columns["left_out"]),
        )
    )
    left, right = st.columns(2)
    say = reader.words().unpacked
    if skipped := [(say(reason), n) for reason, n in account["set_aside"].items()]:
        headings = {"reason": Column(reader.t("Set aside")), "rows": Column(reader.t("Rows"))}
        with left:
            table(pl.DataFrame(skipped, schema=list(headings), orient="row"), headings)
    if gone := [(column, say(reason)) for column, reason in columns["left_out"].items()]:
        headings = {"column": Column(reader.t("Column left out")), "reason": Column(reader.t("Why"))}
        with right:
            table(pl.DataFrame(gone, schema=list(headings), orient="row"), headings)


def _name_units(found: Look, unknown: pl.DataFrame) -> None:
    """Units that we do not know: the reader may say what they are."""
    if unknown.is_empty():
        return
    st.markdown(reader.t("**What do these units count?** If left open, they stay as reported and are counted nowhere."))
    with st.grid("auto", min_column_width=220):
        for row in unknown.unique("name", maintain_order=True).head(ASKED).to_dicts():
            key = f"unit_{row['name']}_{found.shape}"
            choose_one(
                f"'{row['name']}'",
                ["", *(c.unit for c in UNIT_CLASSES.values())],
                format_func=lambda unit: reader.t(unit) if unit else reader.t("Leave as reported"),
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
    st.header(reader.t("3 · What would be loaded"))
    account_of(found)
    with st.grid("auto", min_column_width=140):
        st.metric(
            reader.t("Records that would be loaded"), words.number(frames["records"]["row"].n_unique()), border=True
        )
        st.metric(reader.t("Refused"), words.number(frames["refused"].height), border=True)
        st.metric(reader.t("In the store already"), words.number(found.known), border=True)
        st.metric(reader.t("Repeat another row"), words.number(found.copies), border=True)
        st.metric(reader.t("Outliers"), words.number(frames["outliers"].height), border=True)
    _refused(frames["refused"])
    _readings(found, frames["readings"])
    left, right = st.columns(2)
    with left:
        st.markdown(reader.t("**How complete the fields are**"))
        shown = frames["completeness"].select(
            pl.col("field").replace({c: reader.t(n) for c, n in FIELDS.items()}), "share"
        )
        table(shown, {"field": Column(reader.t("Field")), "share": Column(reader.t("Share of rows"), format="bar")})
    with right:
        st.markdown(reader.t("**Units**"))
        names = [reader.t("Unit as reported"), reader.t("Kind of unit"), reader.t("Rows")]
        table(frames["units"], dict(zip(frames["units"].columns, map(Column, names), strict=True)))
    if not frames["outliers"].is_empty():
        st.markdown(reader.t("**Far from the other quantities** (kept and counted; look at them)"))
        st.dataframe(frames["outliers"], hide_index=True, height=180)


def _refused(refused: pl.DataFrame) -> None:
    if refused.is_empty():
        return
    st.markdown(reader.t("**Refused, by reason**"))
    columns = {
        "field": Column(reader.t("Column")),
        "reason": Column(reader.t("Reason")),
        "rows": Column(reader.t("Rows")),
        "first": Column(reader.t("First in row")),
        "example": Column(reader.t("Such as")),
    }
    words = reader.words()
    table(in_language(reasons(refused).select(list(columns)), "reason", words), columns)
    rows = partial(_refused_rows, refused, words)
    download(reader.t("All refused rows as CSV"), rows, "refused-rows.csv", key="refused_csv")


def _refused_rows(refused: pl.DataFrame, words: Words) -> bytes:
    return spreadsheet_safe(in_language(refused, "reason", words)).write_csv().encode()


def _readings(found: Look, readings: pl.DataFrame) -> None:
    """Words that were not read exactly: places, goods, units."""
    if readings.is_empty():
        return
    st.markdown(reader.t("**Words that were not read exactly**"))
    columns = {
        "field": Column(reader.t("Field")),
        "name": Column(reader.t("As reported")),
        "status": Column(reader.t("How")),
        "code": Column(reader.t("Read as")),
        "note": Column(reader.t("Note")),
        "rows": Column(reader.t("Rows")),
    }
    _settle(found, readings.filter(pl.col("candidates") != ""))
    _name_units(found, readings.filter((pl.col("field") == "unit") & (pl.col("status") == "unknown")))
    how = {status: reader.t(text) for status, text in READ.items()}
    shown = in_language(readings.with_columns(pl.col("status").replace(how)), "note", reader.words())
    table(shown.select(list(columns)), columns, height=min(36 * (shown.height + 1) + 2, 260))


ASKED = 12
"""So many places are asked at once, the commonest first."""


def _settle(found: Look, unsure: pl.DataFrame) -> None:
    """Places that may be several, or that resemble one that we know: the reader says which."""
    if unsure.is_empty():
        return
    st.markdown(reader.t("**Which place is meant?**"))
    names = reference.names("places")
    with st.grid("auto", min_column_width=220):
        for row in unsure.unique("name", maintain_order=True).head(ASKED).to_dicts():
            key = f"place_{row['name']}_{found.shape}"
            choose_one(
                f"'{row['name']}'",
                ["", *row["candidates"].split(" ")],
                format_func=lambda code: names.get(code, code) or reader.t("Leave these rows out"),
                key=key,
                on_change=_place_settled,
                args=(found, row["name"], key),
                help=reader.words().unpacked(row["note"]) or None,
            )


def _place_settled(found: Look, name: str, key: str) -> None:
    correct(found, f"place:{name}", str(reader.widget_value(key) or ""))
