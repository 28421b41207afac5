"""What part of the casebook a reader asks for: a frozen value that round-trips through an address as codes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from domain.cases.dimensions import CASE_DIMENSIONS
from domain.cases.proof import PROOFS
from domain.cases.vocabulary import CRIME_STANDARDS
from domain.errors import UsageError
from domain.selection import MAX_LENGTH, MAX_VALUES

OWN_KEYS = ("proof", "standard", "text")
"""Parameters of an address beside the dimensions that pages of seizures do not have."""
_CONTROL = (*OWN_KEYS, "start", "end", "scheme")
FIRST_YEAR, LAST_YEAR = 1800, 2100


@dataclass(frozen=True, kw_only=True)
class CaseSelection:
    """Filters: the same dimension means or, different dimensions mean and.

    `proof`: 'proven' (see domain.cases.proof) or 'all'. `least`: the least standard at which a linked crime counts
    (CRIME_STANDARDS). `country` and `role` are looked for in one place: China as the origin. `scheme`: that of
    `region`, in which a place of any role may be. `first` and `last`: years of judgment, inclusive, null for no bound;
    a case without a year is in no period. `text`: words, all of which a case has to hold in what describes it (never
    in names of sources).
    """

    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    proof: str = "proven"
    least: str = "mentioned"
    first: int | None = None
    last: int | None = None
    scheme: str = "m49"
    text: str = ""

    def __post_init__(self) -> None:
        """Put the parts in canonical order and refuse what cannot be asked."""
        merged: dict[str, set[str]] = {}
        for key, values in self.where:
            if key not in CASE_DIMENSIONS:
                raise UsageError(
                    "'{key}' is not a dimension of cases. Known: {dimensions}.",
                    key=key[:40],
                    dimensions=", ".join(CASE_DIMENSIONS),
                )
            merged.setdefault(key, set()).update(_known(key, values))
        canonical = tuple((k, tuple(sorted(v))) for k, v in sorted(merged.items()) if v)
        object.__setattr__(self, "where", canonical)
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

    def values(self, dimension: str) -> tuple[str, ...]:
        """The codes asked for of one dimension; empty means all."""
        return dict(self.where).get(dimension, ())

    def of_all(self) -> "CaseSelection":
        """The same filters on all documented cases."""
        return replace(self, proof="all")

    def having(self, dimension: str, values: Iterable[str]) -> "CaseSelection":
        """The same selection with other codes of one dimension (none: no filter on it)."""
        others = tuple(pair for pair in self.where if pair[0] != dimension)
        return replace(self, where=(*others, (dimension, tuple(values))))

    def to_query(self) -> dict[str, list[str]]:
        """The parameters of an address: codes only; what is usual is left out."""
        query = {key: list(values) for key, values in self.where}
        given = {
            "proof": "" if self.proof == "proven" else self.proof,
            "standard": "" if self.least == "mentioned" else self.least,
            "start": f"{self.first}-01" if self.first else "",
            "end": f"{self.last}-12" if self.last else "",
            "scheme": "" if self.scheme == "m49" else self.scheme,
            "text": self.text,
        }
        return query | {key: [value] for key, value in given.items() if value}

    @classmethod
    def from_query(cls, query: Mapping[str, Iterable[str]]) -> "CaseSelection":
        """Read the parameters of an address; unknown keys are left to others. Raises UsageError on bad values."""
        where = []
        for key, raw in query.items():
            values = tuple(raw)
            ours = key in CASE_DIMENSIONS or key in _CONTROL
            if ours and (len(values) > MAX_VALUES or any(len(value) > MAX_LENGTH for value in values)):
                raise UsageError("The link contains too much for '{key}'.", key=key[:40])
            if key in CASE_DIMENSIONS:
                where.append((key, values))
        one = {key: next(iter(query.get(key, ())), "") for key in _CONTROL}
        return cls(
            where=tuple(where),
            proof=one["proof"] or "proven",
            least=one["standard"] or "mentioned",
            first=_year(one["start"]),
            last=_year(one["end"]),
            scheme=one["scheme"] or "m49",
            text=one["text"],
        )


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


def _known(key: str, values: Iterable[str]) -> list[str]:
    """The values, which must be codes of the dimension's list where it has one ('' asks for what is not documented)."""
    listed, given = CASE_DIMENSIONS[key].codes, list(values)
    for value in given:
        if listed and value and value not in listed:
            raise UsageError(
                "'{value}' is not a code of '{dimension}'. Known: {known}.",
                value=value[:40],
                dimension=key,
                known=", ".join(filter(None, listed)),
            )
    return given
