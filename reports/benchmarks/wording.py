"""Codes of benchmarks in words: of a dimension's values, of a selection, and of one published figure."""

from typing import Any

from domain.benchmarks.dimensions import BENCHMARK_MEASURES, YEARS
from domain.benchmarks.selection import BenchmarkSelection
from domain.messages import N_
from domain.words import Words
from reports.entries.wording import titled

PUBLIC_TEXTS = N_("Public texts, named with each figure")
MEANT = BENCHMARK_MEASURES["benchmarks"]
UNIT = MEANT.counting_unit
"""Marked: said where it is drawn."""
RULES = (
    N_("Figures of two definitions are never joined, added or compared."),
    N_("'Up to' stays 'up to'; a year without a figure is missing, not zero."),
    N_("Estimates of trade are no seizures."),
)
_NOT_FOUND = N_("not documented")
_QUALIFIED = N_("{qualifier} {figure}")
_FIGURE = N_("{n} {unit}")
QUALIFIERS = {
    "about": N_("about"),
    "approximately": N_("approximately"),
    "around": N_("around"),
    "as much as": N_("as much as"),  # untranslated
    "estimated": N_("estimated at"),
    "more than": N_("more than"),  # untranslated
    "nearly": N_("nearly"),
    "over": N_("over"),
    "record": N_("a record"),
    "rounded": N_("rounded"),
    "some": N_("some"),
    "up to": N_("up to"),  # untranslated
}
"""What stands before a figure as published."""


def caution(words: Words) -> str:
    """How benchmarks are not to be read."""
    return words.t(MEANT.caution)


def subject(selection: BenchmarkSelection, words: Words) -> str:
    """'Published figures: published series UNODC World Drug Report'."""
    return titled(words.t(MEANT.label), selection, words)


def figure(row: dict[str, Any], words: Words, *, short: bool = False) -> str:
    """A published figure (BENCHMARK_SCHEMA) with all that stands before it: 'up to 467,000,000,000 USD'."""
    if row["value"] is None:
        return words.t(_NOT_FOUND)
    n = words.short(row["value"]) if short else words.number(row["value"])
    shown = words.t(_FIGURE, n=n, unit=row["unit"])
    if not row["qualifier"]:
        return shown
    qualifier = words.t(QUALIFIERS[row["qualifier"]]) if row["qualifier"] in QUALIFIERS else row["qualifier"]
    return words.t(_QUALIFIED, qualifier=qualifier, figure=shown)


def year(row: dict[str, Any], words: Words) -> str:
    """'2023', or 'fiscal year 2023'."""
    own = str(row["year"])
    return own if row["year_type"] == "calendar" else words.t("fiscal year {year}", year=own)


def caveats(row: dict[str, Any], words: Words) -> list[str]:
    """Everything that must stand beside a published figure (BENCHMARK_SCHEMA) wherever it is shown."""
    found = [row["caveat"]]
    if row["year_type"] != "calendar" and "fiscal" not in row["caveat"]:
        found.append(words.t("{kind}.", kind=words.t(YEARS[row["year_type"]])))
    if row["break_why"]:
        found.append(words.t("Not comparable with the figure before: {why}", why=row["break_why"]))
    if row["note"]:
        found.append(row["note"][:1].upper() + row["note"][1:] + ("" if row["note"].endswith(".") else "."))
    if not row["verified"]:
        fields = row["unverified_fields"].replace(";", ", ").replace("_", " ")
        found.append(words.t("Not read in a source: {fields}.", fields=fields))
    return found
