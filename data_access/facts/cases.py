"""The cases that come with the program (data_access/facts/casebook.json; the README here binds)."""

import json
from functools import cache
from pathlib import Path

from data_access.casebook.documents import read_case
from domain.cases.case import Case
from domain.errors import AtlasError

FILE = Path(__file__).with_name("casebook.json")


@cache
def shipped() -> tuple[Case, ...]:
    """All of them, in the order of the file. Raises AtlasError where one breaks a rule."""
    found = []
    for document in json.loads(FILE.read_text(encoding="utf-8"))["cases"]:
        case, faults = read_case(document, today=None)
        if case is None:
            raise AtlasError(
                "A case that comes with the program breaks a rule: {case}, {field}: {reason}.",
                case=str(document.get("id")),
                field=faults[0].field,
                reason=faults[0].reason,
            )
        found.append(case)
    return tuple(found)
