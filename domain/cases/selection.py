"""What part of the casebook a reader asks for: a frozen value that round-trips through an address as codes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from domain.cases.dimensions import CASE_DIMENSIONS
from domain.cases.proof import PROOFS
from domain.cases.vocabulary import CRIME_STANDARDS
from domain.entries.selection import EntrySelection
from domain.errors import UsageError
from domain.messages import N_
from domain.selection import MAX_LENGTH

OWN_KEYS = ("proof", "standard", "text")
"""Parameters of an address beside the dimensions that pages of seizures do not have."""
FIRST_YEAR, LAST_YEAR = 1800, 2100


@dataclass(frozen=True, kw_only=True)
class CaseSelection(EntrySelection):
    """Filters of cases (see domain.entries.selection).

    `proof`: 'proven' (see domain.cases.proof) or 'all'. `least`: the least standard at which a linked crime counts
    (CRIME_STANDARDS). `country` and `role` are looked for in one place: China as the origin. A place of any role may be
    in `region`. `first` and `last`: years of judgment, inclusive, null for no bound; a case without a year is in no
    period. `text`: words, all of which a case has to hold in what describes it (never
    in names of sources).
    """

    proof: str = "proven"
    least: str = "mentioned"
    first: int | None = None
    last: int | None = None
    text: str = ""

    dimensions: ClassVar = CASE_DIMENSIONS
    unknown: ClassVar[str] = N_("'{key}' is not a dimension of cases. Known: {dimensions}.")
    control: ClassVar[tuple[str, ...]] = (*OWN_KEYS, "start", "end", "scheme")

    def __post_init__(self) -> None:
        """Put the parts in canonical order and refuse what cannot be asked."""
        super().__post_init__()
        if self.proof not in PROOFS:
            raise UsageError(
                "The proof must be one of {known}, not '{proof}'.", known=", ".join(PROOFS), proof=self.proof[:40]
            )
        if self.least not in CRIME_STANDARDS:
            raise UsageError(
                "The standard of a linked crime must be one of {known}, not '{least}'.",
                known=", ".join(CRIME_STANDARDS),
                least=self.least[:40],
            )
        if self.first and self.last and self.first > self.last:
            raise UsageError(
                "The period starts ({start}) after it ends ({end}).", start=str(self.first), end=str(self.last)
            )
        object.__setattr__(self, "text", " ".join(self.text.split())[:MAX_LENGTH])

    @property
    def filtered(self) -> bool:
        """Whether anything is asked beside the proof."""
        return self != CaseSelection(proof=self.proof, scheme=self.scheme)

    def of_all(self) -> "CaseSelection":
        """The same filters on all documented cases."""
        return replace(self, proof="all")

    def written(self) -> dict[str, str]:
        """What is asked beside the dimensions."""
        return {
            "proof": "" if self.proof == "proven" else self.proof,
            "standard": "" if self.least == "mentioned" else self.least,
            "start": f"{self.first}-01" if self.first else "",
            "end": f"{self.last}-12" if self.last else "",
            "text": self.text,
        }

    @classmethod
    def read(cls, one: Mapping[str, str]) -> dict[str, Any]:
        """The same from the parameters of an address."""
        return {
            "proof": one["proof"] or "proven",
            "least": one["standard"] or "mentioned",
            "first": _year(one["start"]),
            "last": _year(one["end"]),
            "text": one["text"],
        }


def year_of(text: str) -> int | None:
    """A year as it is written, null for ''. Raises UsageError."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise UsageError("'{text}' is not a year such as 2014.", text=text[:20])
    return int(text)


def _year(text: str) -> int | None:
    """Of a year or a month, as other pages write it: cases are dated by the year of their judgment."""
    return year_of(text.partition("-")[0])
