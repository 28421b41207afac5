"""The steps of an import in the browser. The file stays in a private folder until it is loaded or replaced."""

from pathlib import Path
from typing import Any, cast

import streamlit as st

from data_access.ingest.auto_import import Look, load_look, look, save_mapping, source_of
from data_access.sources.auto.fields import LABELS
from data_access.sources.auto.mapping import Mapping
from data_access.sources.template_file import template_csv, template_xlsx
from domain.errors import AtlasError
from domain.messages import N_
from domain.period import day_published
from pages.data import brought
from pages.data.upload_settings import MAPPING, correct
from pages.parts import answers, browser, reader
from pages.parts.choosing import choose_one
from pages.parts.download import download
from pages.parts.rows import table
from reports.card import Column
from reports.places.placed import placed_words
from reports.rejected import in_language
from reports.wording import markdown_safe

KINDS = ["csv", "tsv", "txt", "xlsx", "json", "jsonl", "parquet", "zip"]
NONE, LOADING = "—", N_("Loading …")
USUAL = ("date", "year", "month", "country", "goods", "quantity", "unit")
"""Fields that are always shown; the others on demand."""
_FILE, _TABLE = "upload_file", "upload_table"


def template_buttons() -> None:
    """Our own template, for whoever starts from nothing."""
    with st.expander(reader.t("No file yet? Start from our template")):
        st.markdown(
            reader.t(
                "One documented column for each field. Fill it in and upload it here, or run `atlas import template`."
            )
        )
        with st.container(horizontal=True):
            download(reader.t("Excel template"), template_xlsx, "contraband-atlas-template.xlsx", key="t_xlsx")
            download(reader.t("CSV template"), template_csv, "contraband-atlas-template.csv", key="t_csv")


def chosen() -> Look | None:
    """The file that the reader brought, looked at with the mapping as corrected so far."""
    file = st.file_uploader(reader.t("File"), type=KINDS, key="upload_box", label_visibility="collapsed")
    if file is None:
        _forget()
        return None
    path = _kept(file)
    if path is None:
        st.error(
            reader.t("This file was removed because it was here too long. Upload it again."), icon=":material/error:"
        )
        return None
    mapping = cast("Mapping | None", reader.kept(MAPPING))
    table = str(reader.kept(_TABLE) or "")
    key = (str(path), table, mapping.to_json() if mapping else "")
    if reader.kept("upload_key") != key:
        doing = reader.t("Looking at {file} …", file=markdown_safe(file.name))
        bar = st.progress(0.0, doing)
        try:
            found = look(
                answers.own_store(),
                path,
                table=table,
                mapping=mapping,
                progress=lambda done: _moved(bar, done, doing),
                owner=browser.owner(),
            )
        except AtlasError as error:
            bar.empty()
            st.error(markdown_safe(reader.words().say(error.message)), icon=":material/error:")
            return None
        bar.empty()
        reader.keep("upload_key", key)
        reader.keep("upload_look", found)
    return cast("Look", reader.kept("upload_look"))


def _moved(bar: Any, done: float, doing: str) -> None:
    bar.progress(min(done, 1.0), doing)


def _kept(file: Any) -> Path | None:
    """The upload on disk under its own name; a new upload forgets the old one. None if it was forgotten meanwhile."""
    kept = cast("tuple[str, str] | None", reader.kept(_FILE))
    if kept and kept[0] == file.file_id:
        return Path(kept[1])
    _forget()
    brought.sweep(lambda _session: True)  # a server without the guard has nobody else who does
    found = brought.taken(file.getvalue())
    if found is None:
        return None
    path = brought.named(found, file.name)
    reader.keep(_FILE, (file.file_id, str(path)))
    return path


def _forget() -> None:
    kept = cast("tuple[str, str] | None", reader.kept(_FILE))
    if kept:
        brought.forget(Path(kept[1]))
    reader.forget(_FILE, MAPPING, _TABLE, "upload_key", "upload_look")


def table_and_notes(found: Look) -> None:
    """What the file holds, and its first rows as they were read."""
    st.header(reader.t("1 · What the file contains"))
    if len(found.tables) > 1:
        names = [name for name, _ in found.tables]
        sizes = {name: rows for name, rows in found.tables}
        choose_one(
            reader.t("Table"),
            names,
            index=names.index(found.table),
            format_func=lambda name: reader.n("{name} ({n} row)", "{name} ({n} rows)", sizes[name], name=name),
            key="upload_table_box",
            on_change=_table_chosen,
        )
    notes = [reader.words().unpacked(note) for note in found.notes]
    st.caption(markdown_safe(" ".join([reader.n("{n} row.", "{n} rows.", found.rows), *notes])))
    st.dataframe(found.frames["preview"].rename({"_row": reader.t("Row")}), hide_index=True, height=220)
    skipped = found.frames["skipped"]
    if not skipped.is_empty():
        with st.expander(reader.t("Rows set aside: {n}", n=skipped.height)):
            columns = {
                "row": Column(reader.t("Row")),
                "text": Column(reader.t("Text")),
                "reason": Column(reader.t("Why")),
            }
            table(in_language(skipped.select(list(columns)), "reason", reader.words()), columns)
            _put_back(found)
    elif found.mapping.option("totals"):
        _put_back(found)


def _put_back(found: Look) -> None:
    """A row may be called 'Total' and be a record all the same: the reader says so."""
    key = f"upload_totals_{found.shape}"
    st.toggle(
        reader.t("Read rows that look like totals as records too"),
        value=found.mapping.option("totals") == "keep",
        key=key,
        on_change=lambda: correct(found, "totals", "keep" if reader.widget_value(key) else ""),
        help=reader.t("Only if they are not sums of the other rows: otherwise everything is counted twice."),
    )


def _table_chosen() -> None:
    reader.keep(_TABLE, reader.widget_value("upload_table_box"))
    reader.forget(MAPPING)


def mapping_form(found: Look) -> None:
    """Which column holds what; every change is read again at once."""
    st.header(reader.t("2 · What each column contains"))
    columns = dict(found.mapping.columns)
    more = st.toggle(reader.t("Show every field"), value=False, key="upload_more")
    parts = ("year", "month") if "date" in columns else ("date",) if "year" in columns else ()
    fields = [f for f in LABELS if more or f in columns or (f in USUAL and f not in parts)]
    with st.grid("auto", min_column_width=220):
        for name in fields:
            _field_box(found, name, columns.get(name))


def _field_box(found: Look, name: str, column: str | None) -> None:
    joined = [column] if column and column not in found.columns else []  # several columns, as of a route
    options = [NONE, *found.columns, *joined]
    constant = found.mapping.constant(name)
    label = reader.t(LABELS[name])
    if column and name in found.confidence:
        label = reader.t("{field} · {share} sure", field=label, share=reader.words().percent(found.confidence[name]))
    elif constant and not column:
        label = reader.t("{field} · '{value}' for all rows", field=label, value=constant)
    choose_one(
        label,
        options,
        index=options.index(column) if column in options else 0,
        key=f"map_{name}_{found.shape}",
        on_change=_column_chosen,
        args=(found, name),
    )


def _column_chosen(found: Look, name: str) -> None:
    value = str(reader.widget_value(f"map_{name}_{found.shape}"))
    correct(found, name, "" if value == NONE else value)


def load_form(found: Look) -> None:
    """Name the source and load; the mapping may be kept for the next file of this shape."""
    st.header(reader.t("4 · Load"))
    left, middle, right = st.columns(3)
    name = left.text_input(reader.t("Name of the source, shown beside every figure"), key="upload_source", max_chars=80)
    publisher = middle.text_input(reader.t("Who publishes it"), key="upload_publisher", max_chars=80)
    published = right.text_input(
        reader.t("Published, if the file or its page says when"),
        key="upload_published",
        max_chars=10,
        placeholder=reader.t("2024-05-31, 2024-05 or 2024"),
    )
    keep = st.toggle(reader.t("Keep this mapping for the next file with these columns"), key="upload_keep")
    count = found.frames["records"].height
    if not st.button(
        reader.n("Load {n} row", "Load {n} rows", count), type="primary", disabled=not count, key="upload_load"
    ):
        return
    bar = st.progress(0.0, reader.t(LOADING))
    try:
        store = answers.own_store()
        source = source_of(found, name, publisher, owner=browser.owner())
        day = day_published(published)
        report = load_look(store, found, source, lambda done: _moved(bar, done, reader.t(LOADING)), published=day)
        if keep:
            save_mapping(store, name or found.path.name, found, owner=browser.owner())
    except AtlasError as error:
        st.error(markdown_safe(reader.words().say(error.message)), icon=":material/error:")
        return
    finally:
        bar.empty()
    answers.loaded()
    st.success(
        reader.n(
            "{n} record loaded, {unchanged} already there, {quarantined} in quarantine. To undo it: `atlas undo "
            "{run}`.",
            "{n} records loaded, {unchanged} already there, {quarantined} in quarantine. To undo it: `atlas undo "
            "{run}`.",
            report.loaded,
            unchanged=report.unchanged,
            quarantined=report.quarantined,
            run=report.run_id,
        ),
        icon=":material/check:",
    )
    for sentence in placed_words(report, reader.words()):
        st.info(sentence, icon=":material/pin_drop:")
