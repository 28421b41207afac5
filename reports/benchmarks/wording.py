"""Codes of benchmarks in words: of a dimension's values, of a selection, and of one published figure."""

from typing import Any

from data_access.facts.benchmarks import definitions
from data_access.reference import tables as reference
from domain.benchmarks.dimensions import BENCHMARK_DIMENSIONS, BENCHMARK_MEASURES, YEARS
from domain.benchmarks.selection import BenchmarkSelection
from domain.messages import N_
from domain.words import Words
from reports.operations.wording import period_in_words

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


def code_names(dimension: str, words: Words) -> dict[str, str]:
    """Code → words of a dimension; series, metrics, units and years are words already. '' is what is not named."""
    found = BENCHMARK_DIMENSIONS[dimension]
    named = {code: words.t(label) for code, label in found.codes.items()}
    if dimension == "goods":
        named = reference.names("goods")
    elif dimension == "definition":
        named = {code: row["label"] for code, row in definitions().items()}
    return {"": words.t(found.none), **named}


def in_words(selection: BenchmarkSelection, words: Words) -> str:
    """A selection in a line."""
    parts = []
    for key, values in selection.where:
        names = code_names(key, words)
        listed = ", ".join(names.get(value, value) for value in values)
        parts.append(words.t("{what}: {values}", what=words.t(BENCHMARK_DIMENSIONS[key].label), values=listed))
    if period := period_in_words(selection, words):
        parts.append(period)
    return "; ".join(parts) or words.t("no filter")


def titled(what: str, selection: BenchmarkSelection, words: Words) -> str:
    """What is shown, and of which figures where filters say it."""
    if not selection.filtered:
        return what
    return words.t("{what}: {filters}", what=what, filters=in_words(selection, words))


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
