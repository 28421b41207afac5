"""Who looks: what may be seen, and in which language. Passed from dashboard.py or the shell, never assumed."""

from dataclasses import dataclass

from domain.entitlement import PUBLIC, Entitlement


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
