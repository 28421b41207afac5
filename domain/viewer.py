"""Who looks: what may be seen, and in which language. Passed from dashboard.py or the shell, never assumed."""

from dataclasses import dataclass

from domain.entitlement import PUBLIC, Entitlement
from domain.incidents.ownership import level_of


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """A reader of the pages or a user of the shell. `language`: a code of Unicode CLDR, such as 'en'."""

    entitlement: Entitlement
    language: str

    @property
    def rights(self) -> str:
        """What may be seen, as the part of a cache's key that keeps one reader's answers from another."""
        return self.entitlement.fingerprint


def public(language: str) -> Viewer:
    """Somebody of whom nothing is known but the language: public records only."""
    return Viewer(entitlement=PUBLIC, language=language)


def of_company(company: str, language: str) -> Viewer:
    """Somebody of a company: public records, and what this company brought. Without a name that a company can have
    (domain.incidents.ownership.level_of): public records only.
    """
    if not (level := level_of(company)):
        return public(language)
    return Viewer(entitlement=Entitlement(handling=(level, *PUBLIC.handling)), language=language)
