"""What must be said with a table of benchmarks: the same keys as with one of seizures (reports.exports.about)."""

from datetime import UTC, datetime
from typing import Any

from data_access.answers import Answers
from domain.benchmarks.selection import BenchmarkSelection
from domain.words import Words
from reports.benchmarks.wording import PUBLIC_TEXTS, RULES, subject
from reports.entries.wording import in_words, titled
from reports.exports import citation, credited, provenance
from reports.operations.wording import CHECKED


def about(
    answers: Answers, words: Words, selection: BenchmarkSelection, *, title: str, unit: str, caution: str, note: str
) -> dict[str, Any]:
    """Title, unit, filters, years, sources, rules, version, citation. Keys are codes."""
    metadata: dict[str, Any] = {
        "title": titled(title, selection, words),
        "subject": subject(selection, words),
        "copies": "",
        "counting_unit": unit,
        "filters": selection.to_query(),
        "filters_in_words": in_words(selection, words),
        "note": note,
        "may_also_belong": "",
        **provenance(answers, ()),
        "handling": "public",  # untranslated
        "invented": False,  # also where the seizures beside them are those of the demo
        "link": "",
        "downloaded_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "how_not_to_read": caution,
        "states_of_a_cell": {},
    }
    metadata = credited(metadata, words.t(PUBLIC_TEXTS), CHECKED, words)
    metadata |= {"rules": [words.t(rule) for rule in RULES], "period_covered": years(answers, selection, words)}
    return {**metadata, "suggested_citation": citation(metadata, words)}


def years(answers: Answers, selection: BenchmarkSelection, words: Words) -> str:
    """'2007–2025'; '' where there is no figure."""
    known = answers.benchmarks.listed(selection)["year"]
    if known.is_empty():
        return ""
    first, last = str(known.min()), str(known.max())
    return first if first == last else words.t("{first}–{last}", first=first, last=last)
