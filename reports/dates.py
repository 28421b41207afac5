"""Three different days, each said by its name: the period that data cover, their publication, and their loading.

The period runs from the first record to the last; the day of publication is known only where somebody said it at
import, and is left out elsewhere; the day of loading is ours and says nothing of the data.
"""

from typing import Any

from analysis import comparison
from data_access.answers import Answers
from domain.period import covered
from domain.selection import Selection


def period_covered(answers: Answers, selection: Selection, behind: tuple[str, ...] | None) -> str:
    """'2014-01 to 2016-12': from the first record to the last; of statistics their years."""
    ends = answers.period(selection) if behind is None else answers.observed_years(behind)
    return covered(*ends)


def days_in_words(told: dict[str, Any], between: str) -> str:
    """'Data of 2014-01 to 2016-12, published 2017-06, loaded 2026-11-30': three different things, each if known."""
    dated = [s for s in told["sources"] if s.get("published")]
    one = len(told["sources"]) == 1
    published = "; ".join(s["published"] if one else f"{s['name']} {s['published']}" for s in dated)
    said = {
        "data of": told["period_covered"],
        "published": published,
        "loaded": told["loaded"],
        "last checked": told.get("checked", ""),
    }
    text = between.join(f"{word} {day}" for word, day in said.items() if day)
    return text[:1].upper() + text[1:] if between == ", " else text


def source_days(row: dict[str, Any], answers: Answers) -> str:
    """The period that a source covers, its publication, loading, handling and version (row: of Answers.sources)."""
    source = row["source"]
    of_seizures = source in answers.codes("source")
    behind = None if of_seizures else (source,)
    days = {
        "Data of": period_covered(answers, Selection(where=(("source", (source,)),)), behind),
        "published": row["published"],
        "loaded": f"{row['loaded']:%Y-%m-%d}",
    }
    said = [f"{word} {day}" for word, day in days.items() if day]
    return " · ".join([*said, f"handling: {row['handling']}", f"data version {answers.version}"])


def provisional_from(answers: Answers, *, monthly: bool = False) -> str:
    """The first year (or month) that is not yet complete on the day of loading, '' if none."""
    return comparison.provisional_from(answers.loaded, answers.months()[1], monthly=monthly)
