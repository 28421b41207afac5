"""What every dimension and measure of documented things has; each room (cases, benchmarks …) lists its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from domain.messages import N_


@dataclass(frozen=True, kw_only=True)
class EntryDimension:
    """A way to group or filter. `many`: one entry may have several codes, so that rows overlap.

    `codes`: its closed list with words; empty for goods, places, names and years.
    `none`: what is said where an entry says nothing of it.
    """

    key: str
    label: str
    inside: str
    """The label inside a sentence."""
    many: bool = False
    codes: Mapping[str, str] = field(default_factory=dict)
    none: str = N_("Not stated")


@dataclass(frozen=True, kw_only=True)
class EntryMeasure:
    """What is counted or added; never added to seizures. `column`: of the frame, '' for the number of entries.

    `apart`: dimensions of which a sum never mixes two codes.
    """

    key: str
    label: str
    inside: str
    counting_unit: str
    caution: str
    column: str = ""
    apart: tuple[str, ...] = ()


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


K = TypeVar("K", bound=_Keyed)


def by_key(entries: Iterable[K]) -> dict[str, K]:
    """A registry, in the order of its entries."""
    return {entry.key: entry for entry in entries}
