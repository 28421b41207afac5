"""Codes of operations in words: of a dimension's values, and of a selection."""

from typing import Any

from data_access.reference import tables as reference
from domain.entries.selection import DatedSelection
from domain.messages import N_
from domain.operations.dimensions import OPERATION_DIMENSIONS, OPERATION_MEASURES
from domain.operations.selection import OperationSelection
from domain.words import Words

UNIT = OPERATION_MEASURES["operations"].counting_unit
"""Marked: said where it is drawn."""
CHECKED = "2026-11"
"""When the facts were last checked (data_access/facts/README.md)."""
PUBLIC_TEXTS = N_("Public texts, named with each operation")
CAUTION = N_(
    "Editions differ in length, countries, goods and ways of counting. Figures are as announced, often rounded or "
    "early; what is not told stays empty and is no zero. Nothing here says what an operation changed."
)
RULES = (
    N_("Operations on goods; those on people stand apart."),
    N_("Rows that are the sum of several operations stand apart and are added to nothing."),
    N_("Arrests that count different things, currencies and units are never added."),
)


def caution(words: Words) -> str:
    """How figures of operations are not to be read."""
    return " ".join(words.t(text) for text in (OPERATION_MEASURES["operations"].caution, CAUTION))


def code_names(dimension: str, words: Words, scheme: str = "m49") -> dict[str, str]:
    """Code → words of a dimension; series, organisations and years are words already. '' is what is not told."""
    found = OPERATION_DIMENSIONS[dimension]
    if dimension == "country":
        named = reference.names("places")
    elif dimension in ("goods", "goods_group"):
        named = reference.names("goods")
    elif dimension == "region":
        other = dict(reference.regions(scheme).select("region", "name").iter_rows()) if scheme != "interpol" else {}
        named = {code: words.t(label) for code, label in found.codes.items()} | other
    else:
        named = {code: words.t(label) for code, label in found.codes.items()}
    return {"": words.t(found.none), **named}


def in_words(selection: OperationSelection, words: Words) -> str:
    """A selection in a line."""
    parts = []
    for key, values in selection.where:
        names = code_names(key, words, selection.scheme)
        listed = ", ".join(names.get(value, value) for value in values)
        parts.append(words.t("{what}: {values}", what=words.t(OPERATION_DIMENSIONS[key].label), values=listed))
    if period := period_in_words(selection, words):
        parts.append(period)
    return "; ".join(parts) or words.t("no filter")


def period_in_words(selection: DatedSelection, words: Words) -> str:
    """'from 2018-01 on'; '' for all time."""
    if selection.start and selection.end:
        return words.t("{first} to {last}", first=selection.start, last=selection.end)
    if selection.start:
        return words.t("from {first} on", first=selection.start)
    return words.t("to {last}", last=selection.end) if selection.end else ""


def titled(what: str, selection: OperationSelection, words: Words) -> str:
    """What is shown, and of which operations where filters say it."""
    if not selection.filtered:
        return what
    return words.t("{what}: {filters}", what=what, filters=in_words(selection, words))


def subject(selection: OperationSelection, words: Words) -> str:
    """'Announced operations: series Pangea'."""
    return titled(words.t(OPERATION_MEASURES["operations"].label), selection, words)


def caveats(row: dict[str, Any], words: Words) -> list[str]:
    """Everything that must stand beside an operation (LEDGER_SCHEMA) wherever it is shown."""
    found = []
    if not row["goods_operation"]:
        found.append(words.t("Not an operation on goods."))
    for name, text in (
        ("combined_why", N_("Combined total, never added to its parts: {why}")),
        ("preliminary_why", N_("Early figures: {why}")),
        ("break_why", N_("Not comparable with the edition before: {why}")),
        ("quantity_caveat", N_("Quantities: {why}")),
        ("conflict_why", N_("Sources disagree: {why}")),
    ):
        if row[name]:
            found.append(words.t(text, why=row[name]))
    if not row["verified"]:
        fields = row["unverified_fields"].replace(";", ", ").replace("_", " ")
        found.append(words.t("Not read in a source: {fields}.", fields=fields))
    return found
