"""What must be said with a table of cases: the same keys as with one of seizures (reports.exports.about)."""

from datetime import UTC, datetime
from typing import Any

import polars as pl

from data_access.casebook.source import SHIPPED
from domain.cases.selection import CaseSelection
from domain.words import Words
from reports.casebook.titles import subject, titled
from reports.casebook.wording import criteria, in_words
from reports.exports import citation, provenance
from reports.studio import Studio


def about(
    studio: Studio, selection: CaseSelection, *, title: str, unit: str, caution: str, note: str
) -> dict[str, Any]:
    """Title, unit, filters, years of judgment, sources, criteria, version, citation. Keys are codes."""
    words = studio.words
    found = studio.answers.cases.listed(selection)
    sources = tuple(found["source"].unique().sort())
    metadata: dict[str, Any] = {
        "title": titled(title, selection, words),
        "subject": subject(selection, words),
        "copies": "",
        "counting_unit": unit,
        "filters": selection.to_query(),
        "filters_in_words": in_words(selection, words),
        "note": note,
        "may_also_belong": "",
        "period_covered": years(found, words),
        **_provenance(studio, sources),
        "handling": " · ".join(found["handling"].unique().sort()) or "public",
        "invented": False,  # also where the seizures beside them are those of the demo
        "rules": [criteria(selection, words)],
        "link": "",
        "downloaded_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "how_not_to_read": caution,
        "states_of_a_cell": {},
    }
    return {**metadata, "suggested_citation": citation(metadata, words)}


def _provenance(studio: Studio, sources: tuple[str, ...]) -> dict[str, Any]:
    """Who stands behind them; the program itself where the store has never had the cases that ship with it."""
    found = provenance(studio.answers, sources)
    if SHIPPED.source_id in sources and SHIPPED.source_id not in [one["source"] for one in found["sources"]]:
        shipped = {"source": SHIPPED.source_id, "name": SHIPPED.name, "publisher": SHIPPED.publisher}
        found["sources"].append(shipped | {"kind": SHIPPED.kind, "handling": SHIPPED.handling, "note": SHIPPED.note})
    return found


def years(found: pl.DataFrame, words: Words) -> str:
    """'judgments of 2002–2025'; '' where no case has a year."""
    known = found["judgment_year"].drop_nulls()
    if known.is_empty():
        return ""
    first, last = str(known.min()), str(known.max())
    span = first if first == last else words.t("{first}–{last}", first=first, last=last)
    return words.t("judgments of {years}", years=span)
