"""Which kind of agency an organisation is, by the words of its name (reference/organisation_words.csv)."""

import re
from functools import cache

from data_access.reference import tables as reference


@cache
def _words() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The longest first: 'customs police' is what the longer word says, and 'psi' stands only for itself."""
    rows = sorted(reference.read("organisation_words").iter_rows(), key=lambda row: (-len(row[0]), row[0]))
    return tuple((re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE), kind) for word, kind in rows)


@cache
def kind_of(name: str) -> str:
    """A kind of agency (domain.codes.AGENCY_KINDS); '' where no word of the name tells."""
    return next((kind for pattern, kind in _words() if pattern.search(name)), "")


def kinds_of(names: list[str]) -> tuple[list[str], int]:
    """The kinds of these organisations, and how many of them no word assigns."""
    found = [kind_of(name) for name in names]
    return sorted(set(found) - {""}), found.count("")
