"""A network in the browser: looked at first, then loaded as a source of its own. No person's name is stored."""

from pathlib import Path
from typing import Any, Final, cast

import polars as pl
import streamlit as st

from data_access.ingest.loading import import_safely
from data_access.ingest.networks import KINDS, looked_at, network_source
from data_access.ingest.report import Report
from domain.errors import AtlasError
from pages.data import brought
from pages.parts import answers, browser, reader
from pages.parts.rows import table
from reports.card import Column
from reports.rejected import in_language
from reports.wording import markdown_safe

_FILE: Final = "network_file"
_FOUND: Final = "network_found"
_MOST: Final = 200
"""So many rows that would be set aside are listed."""


def network_upload() -> None:
    """A place for a file of a network, and what comes of it."""
    box = st.expander(reader.t("A network of groups? Bring it here"), key="network_box", on_change="rerun")
    if not box.open:
        return
    with box:
        st.markdown(
            reader.t(
                "A list of ties (`source, target, weight, kind`), a square matrix, groups with their ties, actors "
                "beside meetings, or GraphML. The network is named after the file. Labels that may name a person are "
                "left out before anything is stored: use codes, such as N12."
            )
        )
        _file()


def _file() -> None:
    file = st.file_uploader(reader.t("File of the network"), type=list(KINDS), key="network_upload_box")
    if file is None:
        _forget()
        return
    try:
        path = _kept(file)
        if path is None:
            removed = reader.t("This file was removed because it was here too long. Upload it again.")
            st.error(removed, icon=":material/error:")
            return
        if reader.kept(_FOUND) is None:
            reader.keep(_FOUND, looked_at(answers.own_store(), path))
        report, refused = cast("tuple[Report, pl.DataFrame]", reader.kept(_FOUND))
        _told(report, refused)
        if report.loaded:
            _load(path)
    except AtlasError as error:
        st.error(markdown_safe(reader.words().say(error.message)), icon=":material/error:")


def _kept(file: Any) -> Path | None:
    """The upload on disk under its own name; a new upload forgets the old one. None if it was forgotten meanwhile."""
    kept = cast("tuple[str, str] | None", reader.kept(_FILE))
    if kept and kept[0] == file.file_id:
        path = Path(kept[1])
        return path if path.is_file() else None
    _forget()
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
    reader.forget(_FILE, _FOUND)


def _told(report: Report, refused: pl.DataFrame) -> None:
    """What would come in, and each row that would be set aside."""
    st.markdown(
        reader.t(
            "**{new}** nodes and ties would come in, {unchanged} are there already, {aside} would be set aside.",
            new=report.loaded,
            unchanged=report.unchanged,
            aside=report.quarantined,
        )
    )
    if refused.is_empty():
        return
    columns = {
        "row": Column(reader.t("Row")),
        "field": Column(reader.t("Field")),
        "value": Column(reader.t("Value")),
        "reason": Column(reader.t("Why it would be set aside")),
    }
    table(in_language(refused.head(_MOST), "reason", reader.words()), columns, alt=reader.t("Rows set aside"))


def _load(path: Path) -> None:
    left, right = st.columns(2)
    name = left.text_input(reader.t("Who made this network"), key="network_source", max_chars=80)
    publisher = right.text_input(reader.t("Who publishes it"), key="network_publisher", max_chars=80)
    if not st.button(reader.t("Load this network"), type="primary", key="network_load"):
        return
    source = network_source(name, publisher, owner=browser.owner())
    report = import_safely(answers.own_store(), "network", path, source=source)
    answers.loaded()
    reader.forget(_FOUND)
    st.success(
        reader.t(
            "{n} nodes and ties loaded: see *Groups and networks*. To undo it: `atlas undo {run}`.",
            n=report.loaded,
            run=report.run_id,
        ),
        icon=":material/check:",
    )
