"""The cases of a selection as a book, JSON, CSV, a workbook or STIX, with everything that must be said with them.

CSV and workbook are in the columns of the template, so that another installation can read them; JSON is in the shape of
the casebook. What the program says of a case (proven, source, version) stands behind; an import leaves it.
"""

import json
from datetime import UTC, datetime
from typing import Any

from data_access.answers import Answers
from data_access.casebook.documents import as_document
from data_access.casebook.kind import CASES
from data_access.casebook.rows import CaseFrames
from data_access.entries.files import entries_csv, entries_xlsx
from domain.cases.dimensions import CASE_MEASURES
from domain.cases.selection import CaseSelection
from domain.words import Words
from reports.casebook.book import book
from reports.casebook.stix import bundle
from reports.casebook.wording import UNCHECKED, criteria, in_words
from reports.exports import MAKER

FORMATS = ("pdf", "json", "csv", "xlsx", "stix")


def about(answers: Answers, words: Words, selection: CaseSelection, frames: CaseFrames) -> dict[str, Any]:
    """What travels with the cases: what they are, filters, criteria, sources, handling, version. Keys are codes."""
    cases = frames.cases
    names, sources = answers.source_names(), cases["source"].unique().sort().to_list()
    return {
        "title": words.t("Casebook of illicit trade and organised crime"),
        "counting_unit": words.t(CASE_MEASURES["cases"].counting_unit),
        "cases": cases.height,
        "proven": int(cases["proven"].sum()),
        "criteria": criteria(selection, words),
        "filters": selection.to_query(),
        "filters_in_words": in_words(selection, words),
        "years": [y for y in (cases["judgment_year"].min(), cases["judgment_year"].max()) if y is not None],
        "how_not_to_read": " ".join([words.t(CASE_MEASURES["cases"].caution), words.t(UNCHECKED)]),
        "sources": [names.get(source, source) for source in sources],
        "handling": " · ".join(cases["handling"].unique().sort()) or "public",
        "data_version": answers.version,
        "downloaded_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "made_by": MAKER,
    }


def file_of(answers: Answers, words: Words, selection: CaseSelection, form: str) -> tuple[bytes, dict[str, Any]]:
    """The content of the file (FORMATS), and what must be said with it; CSV by itself carries only the table."""
    frames = answers.cases.frames(selection)
    facts = about(answers, words, selection, frames)
    if form == "pdf":
        return book(answers, words, selection), facts
    if form == "stix":
        return json_bytes(bundle(list(frames.every()), facts, answers.gateway.store, words)), facts
    documents = [as_document(case) | _said(row) for case, row in frames.every()]
    if form == "json":
        return json_bytes({"about": facts, "cases": documents}), facts
    rows = [
        CASES.template.cells_of(document) | {name: _cell(document[name]) for name in CASES.exported}
        for document in documents
    ]
    if form == "csv":
        return entries_csv(CASES.template, rows, CASES.exported), facts
    return entries_xlsx(
        CASES.template, rows, CASES.exported, {key: _plain(value) for key, value in facts.items()}
    ), facts


def json_bytes(content: Any) -> bytes:
    """A document as a file."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _said(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in CASES.exported}


def _cell(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
