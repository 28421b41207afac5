"""Filters of a page that are not those of seizures: in the address, kept from page to page, with the way back."""

from collections.abc import Mapping
from typing import Generic, Protocol, TypeVar, cast

from pages.parts import reader


class Filters(Protocol):
    """A selection that round-trips through an address."""

    def to_query(self) -> dict[str, list[str]]:
        """The parameters of its address."""


T = TypeVar("T", bound=Filters)


class OwnFilters(Generic[T]):
    """The filters of one kind. `shared`: parameters of seizures that mean the same here."""

    def __init__(self, kind: type[T], name: str, shared: tuple[str, ...]) -> None:
        self._kind, self._kept, self._before, self._shared = kind, f"{name}_query", f"{name}_before", shared

    def of(self, query: Mapping[str, list[str]]) -> T:
        """From an address. Raises UsageError."""
        return cast("T", self._kind.from_query(query))  # type: ignore[attr-defined]

    def now(self) -> T:
        """Those of the address."""
        return self.of(reader.query())

    def on_arrival(self) -> T:
        """Those that the page had last; those of seizures where it was never opened. They are put into the address."""
        kept = cast("dict[str, list[str]] | None", reader.kept(self._kept))
        shared = {key: values for key, values in reader.kept_filters().items() if key in self._shared}
        found = self.of(shared if kept is None else kept)
        self._put(found)
        return found

    def remember(self, chosen: T) -> None:
        """For the next time that a page of this kind opens."""
        reader.keep(self._kept, chosen.to_query())

    def start_anew(self) -> None:
        """The filters of now do not come along to the page that opens next."""
        reader.forget(self._kept)

    def write(self, chosen: T) -> None:
        """Put filters into the address, keeping the page's own parameters; those before can be had back."""
        now = self.now()
        if now != chosen:
            reader.keep(self._before, [*self._earlier(), now][-reader.STEPS :])
        self._put(chosen)

    def _put(self, chosen: T) -> None:
        reader.put(chosen.to_query())
        self.remember(chosen)

    def _earlier(self) -> list[T]:
        return cast("list[T]", reader.kept(self._before) or [])

    def can_undo(self) -> bool:
        """Whether filters were changed and not taken back."""
        return bool(self._earlier())

    def undo(self) -> None:
        """The filters as they were before the last change."""
        if before := self._earlier():
            reader.keep(self._before, before[:-1])
            self._put(before[-1])
