"""Whether an address is a functional mailbox: it names an office, never a person."""

import re
from collections.abc import Collection

from domain.networks.labels import GIVEN

_ADDRESS = re.compile(r"[A-Za-z0-9._+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}")
_PART = re.compile(r"[a-z]+")
OFFICES = frozenset(
    {
        *("ncb", "bcn", "rilo", "interpol", "europol", "customs", "douane", "douanes", "aduana", "aduanas", "zoll"),
        *("dogana", "police", "policia", "polizia", "contact", "info", "office", "desk", "unit", "team", "operations"),
        *("ops", "duty", "watch", "press", "enquiries", "enforcement", "intelligence", "intel", "liaison", "wildlife"),
        *("medicines", "pharma", "tobacco", "drugs", "food", "art", "antiquities", "firearms", "environment", "fraud"),
        *("ipr", "trade", "seizures", "regulator", "inspectorate", "ministry", "secretariat", "headquarters", "hq"),
        *("cooperation", "international", "affairs", "support", "helpdesk", "reports", "reporting", "alerts", "alert"),
        *("control", "border", "coastguard", "security", "compliance", "brand", "protection", "anticounterfeiting"),
        *("counterfeit", "crime", "investigations", "cites", "management", "authority", "admin", "mail", "post"),
        *("registry", "ma", "the", "and", "of", "for"),
    }
)
"""Words that name an office or a function, and words between them."""


_RILO = frozenset({"ap", "car", "cis", "ece", "ena", "esa", "me", "na", "sa", "wa", "wca", "we"})
"""Regions of the Regional Intelligence Liaison Offices: codes beside 'rilo' alone, as they may be initials."""


def is_functional(address: str, places: Collection[str] = frozenset()) -> bool:
    """Whether every word before @ names an office or a place, one at least an office, and none a person.

    places: codes and words of names of places in small letters. Of an initial with a name (j.doe) neither is one.
    """
    if not _ADDRESS.fullmatch(address):
        return False
    words = _PART.findall(address.partition("@")[0].lower())
    offices = [word for word in words if word in OFFICES or _joined(word)]
    others = [word for word in words if word not in offices]
    regions = _RILO if "rilo" in words else frozenset()
    known = all(word in places or word in regions for word in others)
    return bool(offices) and known and not set(others) & GIVEN


def _joined(word: str) -> bool:
    """Two words of an office written as one: 'policeops'."""
    return any(word.startswith(first) and word[len(first) :] in OFFICES for first in OFFICES)
