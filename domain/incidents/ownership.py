"""Whose an incident is: a handling level of the company's own, which no other viewer has."""

import re

OWNED = "company:"
LONGEST = 32
"""Letters of a company's key: a level of the store has at most forty."""


def key_of(company: str) -> str:
    """'Nova Pharma (Invented)' → 'nova-pharma-invented': names that differ in signs alone are one company.

    Letters of every script stay. '' where none is left, or too many are.
    """
    key = "-".join(re.findall(r"\w+", company.casefold().replace("_", " ")))
    return key if len(key) <= LONGEST else ""


def level_of(company: str) -> str:
    """The handling level of all that a company brings; '' for a name that gives none."""
    return f"{OWNED}{key}" if (key := key_of(company)) else ""


def owned(level: str) -> bool:
    """Whether a level is a company's own."""
    return level.startswith(OWNED)
