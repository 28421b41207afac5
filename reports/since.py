"""What has changed of a page since the data version of its link, in one line that claims no trend."""

from data_access.records.since import DECIDED, DIVISIONS, MANY, OTHER_SOURCE, TAKEN_BACK, Since
from domain.messages import N_
from domain.words import Words

REASONS = {
    TAKEN_BACK: N_("an import was taken back, and its records are not kept"),
    DECIDED: N_("which of two records of one seizure counts was decided otherwise, and the earlier state is not kept"),
    OTHER_SOURCE: N_("a source came or went that may hold the same seizures as another one, which then gives way"),
    DIVISIONS: N_("records were corrected, and divisions are found by the words of the records as they are now"),
    MANY: N_("more records came than can be looked through"),
}


def in_words(found: Since, newest: int, words: Words) -> str:
    """'This link was made from data version 1 (2026-11-30), the newest is 2. …'. newest: the version that answers."""
    versions = words.t(
        "This link was made from data version {version} ({day}), the newest is {newest}.",
        version=str(found.version),
        day=f"{found.day:%Y-%m-%d}",
        newest=str(newest),
    )
    return f"{versions} {_figures(found, words)}"


def _figures(found: Since, words: Words) -> str:
    if found.then is None:
        return words.t(
            "Reported seizures here: {now} now. How many there were then is not known: {reason}.",
            now=found.now,
            reason=words.t(REASONS[found.obstacle]),
        )
    if not found.added and not found.corrected:
        return words.t("Nothing has changed here: {now} reported seizures then and now.", now=found.now)
    added = words.n("{n} record added", "{n} records added", found.added)
    corrected = words.n("{n} record corrected", "{n} records corrected", found.corrected)
    return words.t(
        "Reported seizures here: {then} then, {now} now ({why}). A change of the records, not of trafficking.",
        then=found.then,
        now=found.now,
        why=words.comma([said for said, n in ((added, found.added), (corrected, found.corrected)) if n]),
    )
