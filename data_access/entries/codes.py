"""The codes that a filter on documented things passes, and what they may be counted by."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from data_access.cube.filters import expand_goods
from data_access.reference import tables as reference
from data_access.sources.template_columns import with_nearest
from domain.entries.dimensions import EntryMeasure
from domain.entries.selection import EntrySelection
from domain.errors import UsageError
from domain.messages import message

NONE: Final = ""
"""The code of an entry that says nothing of a dimension."""
GOODS: Final = ("goods", "goods_group")
MOST_BY: Final = 3


def shared_codes(key: str, scheme: str, places: Collection[str]) -> Collection[str] | None:
    """The codes of a dimension that all kinds of entries share (`places`: those whose codes are places); null: none."""
    if key in places:
        return reference.names("places")
    if key == "region":
        reference.need_scheme(scheme)
        return list(reference.regions(scheme)["region"])
    return reference.names("goods") if key in GOODS else None


def passing(key: str, values: Sequence[str], known: Collection[str] | None) -> list[str]:
    """The codes that a filter passes: of goods with those inside each group. Raises UsageError for unknown ones."""
    for value in values:
        if known is not None and value != NONE and value not in known:
            fault = message("'{value}' is not a code of '{dimension}'.", value=value[:40], dimension=key)
            raise UsageError(with_nearest(fault, value, [one for one in known if one]))
    return [*expand_goods(values), *(v for v in values if v == NONE)] if key == "goods" else list(values)


def check(
    selection: type[EntrySelection], measures: Mapping[str, EntryMeasure], measure: str, by: Iterable[str]
) -> None:
    """Raises UsageError for a measure or dimensions that cannot be asked for."""
    listed = list(by)
    if measure not in measures:
        raise UsageError(
            "'{measure}' is not a measure here. Known: {known}.", measure=measure[:40], known=", ".join(measures)
        )
    for dimension in listed:
        selection.need(dimension)
    if len(listed) > MOST_BY or len(set(listed)) < len(listed):
        raise UsageError("One counts by up to {n} unlike dimensions.", n=MOST_BY)
