"""What right holders can do, from public texts (data_access/facts/right_holder_steps.csv)."""

import csv
from functools import cache

from data_access.facts.operations import FACTS


@cache
def _every() -> tuple[dict[str, str], ...]:
    with (FACTS / "right_holder_steps.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def steps(group: str) -> list[dict[str, str]]:
    """The steps for all goods and for this group: step, what, where_it_holds, publisher, title, address."""
    return [row for row in _every() if row["goods"] in ("", group)]
