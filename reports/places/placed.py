"""What an import did with the coordinates of records that report no division, in words."""

from data_access.ingest.report import Report
from domain.words import Words


def placed_words(report: Report, words: Words) -> list[str]:
    """A sentence each of what was placed in a division by its coordinates, and of what could not be."""
    found = []
    if report.placed:
        found.append(
            words.n(
                "{n} record without a division was placed in one by its coordinates; it is marked as derived.",
                "{n} records without a division were placed in one by their coordinates; they are marked as derived.",
                report.placed,
            )
        )
    if report.outside:
        found.append(
            words.n(
                "{n} record has coordinates outside the country it reports, and was placed in no division: "
                "check its latitude, longitude and country.",
                "{n} records have coordinates outside the country they report, and were placed in no division: "
                "check their latitude, longitude and country.",
                report.outside,
            )
        )
    if report.rough:
        found.append(
            words.n(
                "{n} record has coordinates that may be only the middle of its country, and was placed in no "
                "division: say how precise they are (place_precision) if they are better than that.",
                "{n} records have coordinates that may be only the middle of their country, and were placed in no "
                "division: say how precise they are (place_precision) if they are better than that.",
                report.rough,
            )
        )
    return found
