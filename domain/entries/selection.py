"""Which part of what is documented a reader asks for: a frozen value that round-trips through an address as codes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from domain.entries.dimensions import EntryDimension
from domain.errors import UsageError
from domain.selection import MAX_LENGTH, MAX_VALUES, Selection

SCHEME = "m49"
"""The usual scheme of regions."""


@dataclass(frozen=True, kw_only=True)
class EntrySelection:
    """Filters: the same dimension means or, different dimensions mean and. `scheme`: that of `region`."""

    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    scheme: str = SCHEME

    dimensions: ClassVar[Mapping[str, EntryDimension]] = {}
    unknown: ClassVar[str] = ""
    """What is said of a dimension that there is not, with {key} and {dimensions}."""
    control: ClassVar[tuple[str, ...]] = ("scheme",)
    """Parameters of an address beside the dimensions."""

    def __post_init__(self) -> None:
        """Put the parts in canonical order and refuse what cannot be asked."""
        merged: dict[str, set[str]] = {}
        for key, values in self.where:
            self.need(key)
            merged.setdefault(key, set()).update(self._known(key, values))
        canonical = tuple((k, tuple(sorted(v))) for k, v in sorted(merged.items()) if v)
        object.__setattr__(self, "where", canonical)

    @classmethod
    def need(cls, key: str) -> None:
        """Raises UsageError for a dimension that there is not."""
        if key not in cls.dimensions:
            raise UsageError(cls.unknown, key=key[:40], dimensions=", ".join(cls.dimensions))

    def _known(self, key: str, values: Iterable[str]) -> list[str]:
        """The values, which must be codes of the dimension's list where it has one ('' asks for what is not stated).

        Of regions other schemes have more than the list.
        """
        listed, given = self.dimensions[key].codes, list(values)
        for value in given:
            if listed and key != "region" and value and value not in listed:
                raise UsageError(
                    "'{value}' is not a code of '{dimension}'. Known: {known}.",
                    value=value[:40],
                    dimension=key,
                    known=", ".join(filter(None, listed)),
                )
        return given

    @property
    def filtered(self) -> bool:
        """Whether anything is asked."""
        return self != type(self)(scheme=self.scheme)

    def values(self, dimension: str) -> tuple[str, ...]:
        """The codes asked for of one dimension; empty means all."""
        return dict(self.where).get(dimension, ())

    def having(self, dimension: str, values: Iterable[str]) -> Self:
        """The same selection with other codes of one dimension (none: no filter on it)."""
        others = tuple(pair for pair in self.where if pair[0] != dimension)
        return replace(self, where=(*others, (dimension, tuple(values))))

    def to_query(self) -> dict[str, list[str]]:
        """The parameters of an address: codes only; what is usual is left out."""
        given = {**self.written(), "scheme": "" if self.scheme == SCHEME else self.scheme}
        return {key: list(values) for key, values in self.where} | {k: [v] for k, v in given.items() if v}

    def written(self) -> dict[str, str]:
        """The parameters beside dimensions and scheme, '' for what is usual."""
        return {}

    @classmethod
    def read(cls, one: Mapping[str, str]) -> dict[str, Any]:
        """The same read: the arguments that `control` stands for, from its parameters."""
        return {}

    @classmethod
    def from_query(cls, query: Mapping[str, Iterable[str]]) -> Self:
        """Read the parameters of an address; unknown keys are left to others. Raises UsageError on bad values."""
        where = []
        for key, raw in query.items():
            values = tuple(raw)
            ours = key in cls.dimensions or key in cls.control
            if ours and (len(values) > MAX_VALUES or any(len(value) > MAX_LENGTH for value in values)):
                raise UsageError("The link contains too much for '{key}'.", key=key[:40])
            if key in cls.dimensions:
                where.append((key, values))
        one = {key: next(iter(query.get(key, ())), "") for key in cls.control}
        return cls(where=tuple(where), scheme=one["scheme"] or SCHEME, **cls.read(one))


@dataclass(frozen=True, kw_only=True)
class DatedSelection(EntrySelection):
    """With a period. `start` and `end`: months, inclusive; an entry is inside where it overlaps them, one of which only
    the year is known where the year does.
    """

    start: str = ""
    end: str = ""

    control: ClassVar[tuple[str, ...]] = ("start", "end", "scheme")

    def __post_init__(self) -> None:
        """The same; months and schemes are those of seizures, with the same checks."""
        super().__post_init__()
        Selection(start=self.start, end=self.end, scheme=self.scheme)

    def written(self) -> dict[str, str]:
        """The period."""
        return {"start": self.start, "end": self.end}

    @classmethod
    def read(cls, one: Mapping[str, str]) -> dict[str, Any]:
        """The period."""
        return {"start": one["start"], "end": one["end"]}
