"""A company's own incidents in the columns of the template, so that they can be read again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from data_access.incidents.columns import TEMPLATE
from data_access.sources.template_columns import guard


def cells_of(row: Mapping[str, Any]) -> dict[str, str]:
    """An incident (INCIDENT_SCHEMA) in the columns of the template."""
    day, length = row["found_on"], {"day": 10, "month": 7, "year": 4}.get(row["date_precision"], 0)
    when = {"found_on": day.isoformat()[:length] if isinstance(day, date) else ""}
    return {c.name: guard(str({**row, **when}[c.name])) for c in TEMPLATE.columns}
