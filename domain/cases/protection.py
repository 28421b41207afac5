"""Rules that protect people: names in titles, terrorism beside places. What a machine can check of them."""

import re
from collections.abc import Iterable
from dataclasses import replace

from domain.cases.case import Case
from domain.cases.dimensions import PLACES
from domain.cases.proof import rests_on_conviction
from domain.errors import UsageError
from domain.messages import Message, message

PARTIES = re.compile(r"(?:^|[\s(])(?:vs?\.?)\s", re.IGNORECASE)
"""An official case name of two parties: 'R v Khoo', 'Italy v. Medici'."""
PEOPLES = (
    "Albanian|African|American|Arab|Asian|Balkan|Brazilian|British|Bulgarian|Chinese|Colombian|Congolese|Dutch|Egyptian|"
    "European|French|Georgian|German|Ghanaian|Greek|Gypsy|Hungarian|Indian|Indonesian|Iranian|Iraqi|Irish|Israeli|"
    "Italian|Japanese|Jewish|Kenyan|Korean|Kosovar|Kurdish|Latino|Lebanese|Libyan|Lithuanian|Malaysian|Mexican|"
    "Moroccan|Mozambican|Muslim|Nigerian|Pakistani|Polish|Roma|Romanian|Russian|Serbian|Somali|Spanish|Syrian|"
    "Taiwanese|Thai|Traveller|Tunisian|Turkish|Ugandan|Ukrainian|Vietnamese"
)
GROUPS = "cartel|clans?|crew|family|gangs?|mafias?|mob|networks?|rings?|syndicate"
EPITHET = re.compile(rf"\b(?:{PEOPLES})\s+(?:{GROUPS})\b", re.IGNORECASE)
NICKNAME = re.compile(r"['‘\"“][^'’\"”]{2,40}['’\"”]\s+(?:case|group|gang)\b", re.IGNORECASE)
ALIAS = re.compile(r"\b(?:alias|a\.?k\.?a\.?|nicknamed)\s", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")
NO_NAMES = frozenset(
    [
        "al",
        "alias",
        "and",
        "court",
        "dpp",
        "et",
        "italy",
        "of",
        "others",
        "people",
        "prosecutor",
        "public",
        "republic",
        "state",
        "states",
        "the",
        "united",
        "v",
        "vs",
    ]
)
"""Words of a title of two parties that name nobody."""
SENSITIVE_CRIMES = frozenset({"terrorism_support"})
SENSITIVE_KINDS = frozenset({"armed_or_terrorist_group"})
"""Codes that are no count of a place."""
PLACED = frozenset({*PLACES, "role", "region", "trade_region"})
"""Dimensions of cases that say where."""


def faults_of_title(title: str, evidence_standard: str) -> list[Message]:
    """What a title must not hold. A name of two parties stands where a conviction does; then it is as the court wrote
    it, an alias among it.
    """
    found: list[Message] = []
    official = PARTIES.search(title) is not None
    if official and not rests_on_conviction(evidence_standard):
        found.append(message("an official case name is a title only where a conviction or plea stands"))
    if EPITHET.search(title):
        found.append(message("the title calls a group by a nationality; say what it did and where"))
    if NICKNAME.search(title) or (ALIAS.search(title) and not official):
        found.append(message("the title has a nickname; say what happened and where"))
    return found


def without_names_of(case: Case, old_title: str) -> Case:
    """The case whose sources do not carry the names in a title of two parties: publisher and date remain."""
    names = {word for word in WORD.findall(old_title.casefold()) if word not in NO_NAMES and len(word) > 1}
    kept = tuple(
        replace(
            source,
            title="" if names & set(WORD.findall(source.title.casefold())) else source.title,
            address="" if names & set(WORD.findall(source.address.casefold())) else source.address,
        )
        for source in case.sources
    )
    return replace(case, sources=kept)


def refuse_terrorism_by_place(by: Iterable[str], filtered: Iterable[tuple[str, tuple[str, ...]]]) -> None:
    """Raises UsageError for a count of terrorism links by country or region, whichever way it is asked."""
    grouped, where = set(by), dict(filtered)
    placed = PLACED & (grouped | set(where))
    sensitive = (
        "terrorism" in grouped | set(where)
        or SENSITIVE_CRIMES & set(where.get("linked_crime", ()))
        or SENSITIVE_KINDS & set(where.get("group_kind", ()))
    )
    if placed and sensitive:
        raise UsageError(
            "Links to terrorism are not counted by country or region: they are stated case by case, with basis and "
            "date. Leave out '{place}', or list the cases instead.",
            place=min(placed),
        )
