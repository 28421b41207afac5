"""Who may see what: a part of every signature and of every cache key."""

import json
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Entitlement:
    """What a viewer may see: handling levels by key, sorted."""

    handling: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """A readable canonical text (JSON): the same rights, and no others, give the same key; it can be read back."""
        return json.dumps(sorted(set(self.handling)))

    @classmethod
    def from_fingerprint(cls, text: str) -> "Entitlement":
        """The entitlement that has this fingerprint."""
        return cls(handling=tuple(json.loads(text)))


PUBLIC = Entitlement(handling=("public",))
UNKNOWN = "unknown"
"""The level of what names one that nobody can read: only who sees every level sees it."""
