"""What part of the records a reader asks for: a frozen value that round-trips through the URL as codes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from domain.dimensions import DIMENSIONS
from domain.errors import UsageError

_MONTH = re.compile(r"(1[89]|20)\d\d-(0[1-9]|1[0-2])", re.ASCII)
_CONTROL = ("start", "end", "scheme", "copies")
MAX_VALUES = 400
MAX_LENGTH = 120
_SCHEME = re.compile(r"[a-z0-9][a-z0-9-]{0,19}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Filters: same dimension means or, different dimensions mean and.

    `where` holds sorted pairs (dimension, sorted codes); `start` and `end` are months, inclusive;
    `distinct` leaves exact copies out. Two equal selections are equal values and equal cache keys.
    """

    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    start: str = ""
    end: str = ""
    scheme: str = "m49"
    distinct: bool = False

    def __post_init__(self) -> None:
        """Put the parts in canonical order and refuse what cannot be asked."""
        merged: dict[str, set[str]] = {}
        for key, values in self.where:
            if key not in DIMENSIONS:
                raise UsageError(
                    "'{key}' is not a dimension. Known: {dimensions}.", key=key[:40], dimensions=", ".join(DIMENSIONS)
                )
            merged.setdefault(key, set()).update(values)
        canonical = tuple((k, tuple(sorted(v))) for k, v in sorted(merged.items()) if v)
        object.__setattr__(self, "where", canonical)
        for name in ("start", "end"):
            if getattr(self, name) and not _MONTH.fullmatch(getattr(self, name)):
                raise UsageError("'{name}' must be a month such as 2014-03.", name=name)
        if self.start and self.end and self.start > self.end:
            raise UsageError("The period starts ({start}) after it ends ({end}).", start=self.start, end=self.end)
        if not _SCHEME.fullmatch(self.scheme):  # which there are is for the tables of regions to say
            raise UsageError("'{scheme}' is not a scheme of regions.", scheme=self.scheme[:40])

    def values(self, dimension: str) -> tuple[str, ...]:
        """The codes asked for of one dimension; empty means all."""
        return dict(self.where).get(dimension, ())

    def having(self, dimension: str, values: Iterable[str]) -> "Selection":
        """The same selection with other codes of one dimension (none: no filter on it)."""
        others = tuple(pair for pair in self.where if pair[0] != dimension)
        return replace(self, where=(*others, (dimension, tuple(values))))

    def to_query(self) -> dict[str, list[str]]:
        """The URL's query parameters: codes only, so that a link works in every language."""
        query = {key: list(values) for key, values in self.where}
        if self.start:
            query["start"] = [self.start]
        if self.end:
            query["end"] = [self.end]
        if self.scheme != "m49":
            query["scheme"] = [self.scheme]
        if self.distinct:
            query["copies"] = ["out"]
        return query

    @classmethod
    def from_query(cls, query: Mapping[str, Iterable[str]]) -> "Selection":
        """Read query parameters; unknown keys are left to others. Raises UsageError on bad values."""
        where = []
        for key, raw in query.items():
            values = tuple(raw)
            ours = key in DIMENSIONS or key in _CONTROL  # what is a page's own, such as a search, the page checks
            if ours and (len(values) > MAX_VALUES or any(len(v) > MAX_LENGTH for v in values)):
                raise UsageError("The link contains too much for '{key}'.", key=key[:40])
            if key in DIMENSIONS:
                where.append((key, values))
        one = {key: next(iter(query.get(key, ())), "") for key in _CONTROL}
        if one["copies"] not in ("", "in", "out"):
            raise UsageError("'copies' must be 'in' or 'out'.")
        return cls(
            where=tuple(where),
            start=one["start"],
            end=one["end"],
            scheme=one["scheme"] or "m49",
            distinct=one["copies"] == "out",
        )
