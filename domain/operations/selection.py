"""What part of the operations a reader asks for: a frozen value that round-trips through an address as codes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from domain.errors import UsageError
from domain.operations.dimensions import OPERATION_DIMENSIONS
from domain.selection import MAX_LENGTH, MAX_VALUES, Selection

_CONTROL = ("start", "end", "scheme")
APART = {"kind": "goods", "combined": "no"}
"""What figures are of unless something else is asked: goods, and no row that is the sum of others."""


@dataclass(frozen=True, kw_only=True)
class OperationSelection:
    """Filters: the same dimension means or, different dimensions mean and.

    `start` and `end`: months, inclusive; an operation is inside where it overlaps them, one of which only the year is
    known where the year does. `scheme`: that of `region`.
    """

    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    start: str = ""
    end: str = ""
    scheme: str = "m49"

    def __post_init__(self) -> None:
        """Put the parts in canonical order and refuse what cannot be asked."""
        merged: dict[str, set[str]] = {}
        for key, values in self.where:
            if key not in OPERATION_DIMENSIONS:
                raise UsageError(
                    "'{key}' is not a dimension of operations. Known: {dimensions}.",
                    key=key[:40],
                    dimensions=", ".join(OPERATION_DIMENSIONS),
                )
            merged.setdefault(key, set()).update(_known(key, values))
        canonical = tuple((k, tuple(sorted(v))) for k, v in sorted(merged.items()) if v)
        object.__setattr__(self, "where", canonical)
        # months and schemes are those of seizures, with the same checks
        Selection(start=self.start, end=self.end, scheme=self.scheme)

    @property
    def filtered(self) -> bool:
        """Whether anything is asked."""
        return bool(self.where or self.start or self.end)

    def values(self, dimension: str) -> tuple[str, ...]:
        """The codes asked for of one dimension; empty means all."""
        return dict(self.where).get(dimension, ())

    def having(self, dimension: str, values: Iterable[str]) -> "OperationSelection":
        """The same selection with other codes of one dimension (none: no filter on it)."""
        others = tuple(pair for pair in self.where if pair[0] != dimension)
        return replace(self, where=(*others, (dimension, tuple(values))))

    def counted(self, by: Iterable[str] = ()) -> "OperationSelection":
        """The same without what figures never mix (APART), where nothing is asked of that."""
        found, asked = self, {*by, *dict(self.where)}
        for dimension, code in APART.items():
            if dimension not in asked and "operation" not in asked:
                found = found.having(dimension, (code,))
        return found

    def to_query(self) -> dict[str, list[str]]:
        """The parameters of an address: codes only; what is usual is left out."""
        given = {"start": self.start, "end": self.end, "scheme": "" if self.scheme == "m49" else self.scheme}
        return {key: list(values) for key, values in self.where} | {k: [v] for k, v in given.items() if v}

    @classmethod
    def from_query(cls, query: Mapping[str, Iterable[str]]) -> "OperationSelection":
        """Read the parameters of an address; unknown keys are left to others. Raises UsageError on bad values."""
        where = []
        for key, raw in query.items():
            values = tuple(raw)
            ours = key in OPERATION_DIMENSIONS or key in _CONTROL
            if ours and (len(values) > MAX_VALUES or any(len(value) > MAX_LENGTH for value in values)):
                raise UsageError("The link contains too much for '{key}'.", key=key[:40])
            if key in OPERATION_DIMENSIONS:
                where.append((key, values))
        one = {key: next(iter(query.get(key, ())), "") for key in _CONTROL}
        return cls(where=tuple(where), start=one["start"], end=one["end"], scheme=one["scheme"] or "m49")


def _known(key: str, values: Iterable[str]) -> list[str]:
    """The values, which must be codes of the dimension's list where it has one; of regions other schemes have more."""
    listed, given = OPERATION_DIMENSIONS[key].codes, list(values)
    for value in given:
        if listed and key != "region" and value not in listed:
            raise UsageError(
                "'{value}' is not a code of '{dimension}'. Known: {known}.",
                value=value[:40],
                dimension=key,
                known=", ".join(filter(None, listed)),
            )
    return given
