"""Who may see what. Open by default; a part of every signature and of every cache key."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Entitlement:
    """What a viewer may see: handling levels by key, sorted. Default: public records only."""

    handling: tuple[str, ...] = ("public",)

    @property
    def fingerprint(self) -> str:
        """A readable canonical text: equal rights give equal keys, and it can be read back."""
        return ",".join(sorted(set(self.handling)))

    @classmethod
    def from_fingerprint(cls, text: str) -> "Entitlement":
        """The entitlement that has this fingerprint."""
        return cls(handling=tuple(sorted(set(filter(None, text.split(","))))))


PUBLIC = Entitlement()
UNKNOWN = "unknown"
"""The level of what tells one that nobody can read: only who sees every level sees it."""
