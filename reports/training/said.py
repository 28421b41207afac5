"""What must be said with a table of training: the same keys as with one of seizures (reports.exports.about)."""

from datetime import UTC, datetime
from typing import Any

from data_access.answers import Answers
from domain.training.selection import TrainingSelection
from domain.words import Words
from reports.entries.wording import in_words, titled
from reports.exports import citation, provenance
from reports.training.wording import INVENTED, subject


def about(
    answers: Answers, words: Words, selection: TrainingSelection, *, title: str, unit: str, caution: str, note: str
) -> dict[str, Any]:
    """Title, unit, filters, years, sources, handling, version, citation. Keys are codes."""
    found = answers.training.listed(selection)
    invented, levels = bool(found["invented"].any()), sorted({"public", *found["handling"]})
    years = found["year"].drop_nulls()
    first, last = (str(years.min()), str(years.max())) if len(years) else ("", "")
    metadata: dict[str, Any] = {
        "title": titled(title, selection, words),
        "subject": subject(selection, words),
        "copies": "",
        "counting_unit": unit,
        "filters": selection.to_query(),
        "filters_in_words": in_words(selection, words),
        "note": note,
        "may_also_belong": "",
        **provenance(answers, tuple(sorted(set(found["source"])))),
        "handling": " · ".join(levels),
        "invented": invented,
        "link": "",
        "downloaded_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "how_not_to_read": caution,
        "states_of_a_cell": {},
        "rules": [words.t(INVENTED)] if invented else [],
        "period_covered": first if first == last else words.t("{first}–{last}", first=first, last=last),
    }
    return {**metadata, "suggested_citation": citation(metadata, words)}
