"""What a kind of entries is (cases, operations, training …): its template, its rules, its tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from data_access.entries.fields import Fault
from data_access.entries.template import Template
from data_access.sources.base import SourceInfo
from data_access.store import tables as t


class Reader(Protocol):
    """Reads a document: the entry of our own type, or everything that is wrong with it."""

    def __call__(self, document: Mapping[str, Any], *, today: date | None) -> tuple[Any | None, list[Fault]]:
        """today: dates after it are refused; null for what is shipped, which a wrong clock must not spoil."""
        ...


@dataclass(frozen=True, kw_only=True, eq=False)
class Kind:
    """`name`: of the adapter and of the frame that holds them on their way into a store.

    `versions`: the table with a row a version, `parts`: those of its lists. `row` and `id`: their key, and that of an
    entry. `as_document`: an entry as a document, which `read` gives back. `plain`: its columns of a version's row.
    `part_rows`: its rows of each part. `rebuilt`: an entry from both (cases have a way of their own). `reserved`: ids
    that come with the program, in no store or in one, with the entry where it may be stored; `shipped`: their source.
    `exported`: columns of our own exports that an import leaves. `discreet`: fields with which a row that is refused is
    not kept but for its reason: it may tell of a person, or of what is planned.
    """

    name: str
    template: Template
    info: SourceInfo
    versions: Any
    parts: Mapping[str, type[t.Base]]
    read: Reader
    as_document: Callable[[Any], dict[str, Any]]
    plain: Callable[[Any], dict[str, Any]]
    part_rows: Callable[[Any], dict[str, list[dict[str, Any]]]]
    rebuilt: Callable[[Mapping[str, Any], Mapping[str, list[Mapping[str, Any]]]], Any] = lambda head, parts: None
    row: str = "entry_row"
    id: str = "entry_id"
    reserved: Callable[[], Mapping[str, Any]] = dict
    shipped: SourceInfo | None = None
    exported: tuple[str, ...] = ()
    discreet: tuple[str, ...] = ()

    @property
    def row_column(self) -> Any:
        """The key of a version's row."""
        return getattr(self.versions, self.row)

    @property
    def id_column(self) -> Any:
        """The id of an entry."""
        return getattr(self.versions, self.id)

    def id_of(self, entry: Any) -> str:
        """The id of an entry."""
        return str(self.as_document(entry)["id"])

    def handling_of(self, entry: Any) -> str:
        """Its handling level, '' for that of its source."""
        return str(self.as_document(entry).get("handling") or "")
