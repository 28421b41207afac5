"""What there is to know about the data: sources, copies, implausible lines, rows that could not be read."""

import streamlit as st

from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.rows import table
from reports.dates import source_days
from reports.rejected import flagged_columns, flagged_table, refused_columns, refused_table
from reports.wording import markdown_safe


def sources() -> None:
    """Each with its publisher, a note, and its days. Words of our own sources are said in the reader's language."""
    words, now = reader.words(), for_reader()
    for row in now.sources().to_dicts():
        name, publisher, note = (
            markdown_safe(words.unpacked(str(row[k] or ""))) for k in ("name", "publisher", "note")
        )
        st.markdown(f"**{name}** — {publisher}. {note}")
        st.caption(markdown_safe(source_days(row, now, words)))


def copies() -> None:
    """How many records are exact copies of another row of the same source."""
    everything, distinct = (for_reader().total(Selection(distinct=without)) for without in (False, True))
    st.markdown(
        reader.t(
            "{n} reported seizures, of which {copies} are exact copies of another row of the same source: equal in "
            "every field. They may be genuine repeats, so they count unless you leave them out.",
            n=everything,
            copies=everything - distinct,
        )
    )


def implausible() -> None:
    """Lines above our threshold: kept, counted, and listed."""
    words, flagged = reader.words(), for_reader().implausible()
    st.markdown(
        words.t(
            "{n} lines exceed our threshold for a single seizure (100 t of a finished drug, 100 million pieces; a "
            "hundred times that for bulk goods). They are kept and counted; the largest dominate every total in "
            "kilograms.",
            n=flagged.height,
        )
    )
    if flagged.height:
        table(flagged_table(flagged, words), flagged_columns(words))


def refused() -> None:
    """Rows that could not be read, each with its reason."""
    words, rows = reader.words(), for_reader().rejected_rows()
    if rows.is_empty():
        st.markdown(words.t("None: every row of the imported files was read."))
        return
    st.markdown(
        words.n(
            "In quarantine: {n} row, each with file, row, field and reason.",
            "In quarantine: {n} rows, each with file, row, field and reason.",
            rows.height,
        )
    )
    table(refused_table(rows, words), refused_columns(words), height=280)
