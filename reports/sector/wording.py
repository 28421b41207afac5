"""Words of the private sector's page: codes of a breakdown, how not to read it, what travels with a table."""

from typing import Any

from data_access.reference import tables as reference
from domain.dimensions import PSEUDO_LABELS
from domain.incidents.vocabulary import CONCEALMENTS, FOUND_AT, SEASONS, SOURCE_TYPES
from domain.messages import N_
from domain.words import Words
from reports.sector.asked import Without

UNIT = N_("incidents, each as a company brought it")
OWN_UNIT = N_("incidents of your company")
NOT_TOLD = N_("Not stated")
CAUTION = N_(
    "Incidents are what companies noticed and brought: a rise can mean more fakes, more looking, or more companies. "
    "They are no seizures and are never added to them."
)
WITHHELD = N_(
    "Withheld are numbers under five, of fewer than three companies, or mostly of one; and what would give them away. "
    "Incidents wait until several companies have brought some: then they come in together, and stay as they are."
)
SEIZURES_WITHHELD = N_("Withheld are numbers under five, and what would give them away.")
_LISTS = {"concealment": CONCEALMENTS, "found_at": FOUND_AT, "season": SEASONS}


def label(code: str, breakdown: str, words: Words) -> str:
    """A code of a breakdown in words."""
    if breakdown in _LISTS:
        listed = _LISTS[breakdown]
        return words.t(listed[code]) if code in listed else code
    if breakdown == "route":
        return _route(code, words)
    return _named(code, "modes" if breakdown == "mode" else "places", words)


def _route(code: str, words: Words) -> str:
    """'China → Ghana', 'from China', 'to Ghana'."""
    departure, _, destination = code.partition(">")
    ends = {"departure": _named(departure, "places", words), "destination": _named(destination, "places", words)}
    if departure and destination:
        return words.t("{departure} → {destination}", **ends)
    if departure:
        return words.t("From {departure}, destination not stated", **ends)
    return words.t("To {destination}, departure not stated", **ends) if destination else words.t(NOT_TOLD)


def _named(code: str, table: str, words: Words) -> str:
    if not code:
        return words.t(NOT_TOLD)
    return words.t(PSEUDO_LABELS[code]) if code in PSEUDO_LABELS else reference.names(table).get(code, code)


def left_out(without: Without, words: Words) -> str:
    """'Without: an association of companies, funder City fund'; '' where nothing is left out."""
    if not without:
        return ""
    names = [
        words.t(SOURCE_TYPES[value]) if key == "source_type" else words.t("funder {name}", name=value)
        for key, value in without
    ]
    return words.t("Without: {names}", names=words.comma(names))


def about(handling: str, words: Words) -> dict[str, Any]:
    """What travels with a table of incidents in place of sources of seizures. handling: who may see it."""
    source = {"source": "incidents", "name": words.t("Incidents of companies"), "kind": "private", "note": ""}
    source |= {"publisher": words.t("Companies, each for itself"), "handling": handling}
    return {"sources": [source | {"published": "", "loaded": ""}], "handling": handling, "rules": [words.t(WITHHELD)]}
