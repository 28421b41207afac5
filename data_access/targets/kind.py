"""Targets as a kind of entries."""

from datetime import date
from typing import Any, Final

from data_access.entries.fields import Fields
from data_access.entries.flat import Flat, first_day, flat_kind
from data_access.entries.template import Template
from data_access.reference import tables as reference
from data_access.sources.base import SourceInfo
from data_access.targets.tables import TargetVersion
from domain.messages import N_, message
from domain.targets import MEASURES

INFO: Final = SourceInfo(
    source_id="targets",
    name=N_("Targets of this installation"),
    publisher=N_("Whoever set them"),
    kind="official",
    note=N_("Targets that the operator set, each with who set it, when and why."),
)
TEMPLATE: Final = Template(
    name="targets",
    file="target_columns",
    lists={
        "target_measures": lambda: MEASURES,
        "goods": lambda: reference.names("goods"),
        "places": lambda: reference.names("places"),
    },
)


def _check(found: dict[str, Any], f: Fields, today: date | None) -> None:
    start, end, set_on = found["start"], found["end"], found["set_on"]
    if start and end and start[: len(end)] > end[: len(start)]:
        f.fault("end", end, message("it ends before it starts ({start})", start=start))
    if today and set_on and (first_day(set_on) or today) > today:
        f.fault("set_on", set_on, message("it lies in the future: say when the target was set"))
    if found["value"] == 0:
        f.fault("value", 0, message("a target is at least one"))


FLAT: Final = Flat(template=TEMPLATE, check=_check)
TARGETS: Final = flat_kind(FLAT, info=INFO, versions=TargetVersion, parts={})
