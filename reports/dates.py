"""Three different days, each said by its name: the period that data cover, their publication, and their loading.

The period runs from the first record to the last; the day of publication is known only where somebody said it at
import, and is left out elsewhere; the day of loading is ours and says nothing of the data.
"""

from typing import Any

from analysis import comparison
from data_access.answers import Answers
from domain.messages import N_
from domain.selection import Selection
from domain.words import Words
from reports.wording import between

_DAYS = {
    "period": (N_("Data of {day}"), N_("data of {day}")),
    "published": (N_("Published {day}"), N_("published {day}")),
    "loaded": (N_("Loaded {day}"), N_("loaded {day}")),
    "checked": (N_("Last checked {day}"), N_("last checked {day}")),
}
"""Each as the first of a sentence, and inside one."""


def period_covered(answers: Answers, selection: Selection, behind: tuple[str, ...] | None, words: Words) -> str:
    """'2014-01 to 2016-12': from the first record to the last; of statistics (`behind`, their sources) their years."""
    ends = answers.period(selection) if behind is None else answers.observed_years(behind)
    return between(*ends, words)


def days_in_words(metadata: dict[str, Any], words: Words, *, first: bool) -> list[str]:
    """'Data of 2014-01 to 2016-12', 'published 2017-06', 'loaded 2026-11-30': three different things, each if known.

    metadata: of reports.exports.about. first: the first of them begins a sentence.
    """
    dated = [s for s in metadata["sources"] if s.get("published")]
    one = len(metadata["sources"]) == 1
    published = "; ".join(s["published"] if one else f"{s['name']} {s['published']}" for s in dated)
    days = {
        "period": metadata["period_covered"],
        "published": published,
        "loaded": metadata["loaded"],
        "checked": metadata.get("checked", ""),
    }
    return _named(days, words, first=first)


def source_days(row: dict[str, Any], answers: Answers, words: Words) -> str:
    """The period that a source covers, its publication, loading, handling and version (row: of Answers.sources)."""
    source = row["source"]
    of_seizures = source in answers.codes("source")
    behind = None if of_seizures else (source,)
    days = {
        "period": period_covered(answers, Selection(where=(("source", (source,)),)), behind, words),
        "published": row["published"],
        "loaded": f"{row['loaded']:%Y-%m-%d}",
    }
    handling = words.t("handling: {handling}", handling=row["handling"])
    version = words.t("data version {version}", version=str(answers.version))
    return " · ".join([*_named(days, words, first=True), handling, version])


def _named(days: dict[str, str], words: Words, *, first: bool) -> list[str]:
    known = [(key, day) for key, day in days.items() if day]
    return [words.t(_DAYS[key][0 if first and i == 0 else 1], day=day) for i, (key, day) in enumerate(known)]


def provisional_from(answers: Answers, *, monthly: bool = False) -> str:
    """The first year (or month) that is not yet complete on the day of loading, '' if none."""
    return comparison.provisional_from(answers.loaded, answers.months()[1], monthly=monthly)
