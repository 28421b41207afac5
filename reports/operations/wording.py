"""Codes of operations in words: of a dimension's values, and of a selection."""

from typing import Any

from domain.messages import N_
from domain.operations.dimensions import OPERATION_MEASURES
from domain.operations.selection import OperationSelection
from domain.words import Words
from reports.entries import wording as entries
from reports.entries.wording import titled

UNIT = OPERATION_MEASURES["operations"].counting_unit
"""Marked: said where it is drawn."""
CHECKED = "2026-11"
"""When the facts were last checked (data_access/facts/README.md)."""
PUBLIC_TEXTS = N_("Public texts, named with each operation")
CAUTION = N_(
    "Editions differ in length, countries, goods and ways of counting. Figures are as announced, often rounded or "
    "early; what is not stated stays empty and is no zero. Nothing here says what an operation changed."
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
    """Code → words of a dimension (see reports.entries.wording)."""
    return entries.code_names(OperationSelection, dimension, words, scheme)


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
