"""Codes of cases in words: of a dimension's values, and of a selection."""

from data_access.answers import Answers
from data_access.casebook.source import SHIPPED
from data_access.reference import tables as reference
from domain.cases.dimensions import CASE_DIMENSIONS, PLACES
from domain.cases.selection import CaseSelection
from domain.cases.vocabulary import CRIME_STANDARDS
from domain.messages import N_
from domain.words import Words

PROVEN = N_(
    "Proven cases only: a conviction or plea that stands, and the judgment itself establishes the organised group."
)
ALL = N_(
    "All cases: also those in which no court has established an organised group, or nobody was convicted. See the "
    "evidence standard and the link to organised crime of each."
)
UNCHECKED = N_("Finality says how far later stages were checked: most convictions were not followed further.")
NO_MENA = N_("No case from the Middle East and North Africa among those that ship with the program is proven.")


def code_names(
    dimension: str, words: Words, sources: dict[str, str] | None = None, scheme: str = "m49"
) -> dict[str, str]:
    """Code → words of a dimension of cases; years are words already. '' is what is not documented."""
    found = CASE_DIMENSIONS[dimension]
    if dimension in PLACES:
        named = reference.names("places")
    elif dimension in ("goods", "goods_group"):
        named = reference.names("goods")
    elif dimension == "region":
        named = dict(reference.regions(scheme).select("region", "name").iter_rows())
    elif dimension == "source":
        named = sources or {}
    else:
        named = {code: words.t(label) for code, label in found.codes.items()}
    return {**named, "": words.t(found.none)}


def source_names(answers: Answers) -> dict[str, str]:
    """Code → name of the sources; that of the cases that ship also where a store has never had them."""
    return {SHIPPED.source_id: SHIPPED.name, **answers.source_names()}


def in_words(selection: CaseSelection, words: Words) -> str:
    """A selection in a line, without its proof."""
    parts = []
    for key, values in selection.where:
        names = code_names(key, words, scheme=selection.scheme)
        listed = ", ".join(names.get(value, value) for value in values)
        parts.append(words.t("{what}: {values}", what=words.t(CASE_DIMENSIONS[key].label), values=listed))
    if selection.least != "mentioned":
        least = words.t(CRIME_STANDARDS[selection.least])
        parts.append(words.t("linked crimes at least: {standard}", standard=least))
    if selection.first:
        parts.append(words.t("judgments from {year}", year=str(selection.first)))
    if selection.last:
        parts.append(words.t("judgments until {year}", year=str(selection.last)))
    if selection.text:
        parts.append(words.t("words: {text}", text=selection.text))
    return "; ".join(parts) or words.t("no filter")


def criteria(selection: CaseSelection, words: Words) -> str:
    """What makes a case stand in this selection."""
    return words.t(PROVEN) if selection.proof == "proven" else words.t(ALL)
