"""What the commands for entries and published figures share: selections, the largest, files with what must be said."""

import json
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any, TypeVar

import polars as pl

from cli.shared import pair
from domain.entries.selection import SCHEME, DatedSelection
from domain.errors import UsageError

_FOREIGN = ("unit_class", "currency", "valuation", "to", "estimate", "grid", "distinct")
"""Options of seizures that mean nothing of entries; a currency is a dimension of operations."""
T = TypeVar("T", bound=DatedSelection)


def dated(kind: type[T], where: tuple[str, ...], options: dict[str, Any]) -> T:
    """The selection of the options. Raises UsageError for what it does not take."""
    period = {"start": _month(options["start"], "01"), "end": _month(options["end"], "12")}
    return kind(where=tuple(pair(one) for one in where), scheme=options.get("scheme", SCHEME), **period)


def _month(text: str, month: str) -> str:
    return f"{text}-{month}" if text.isascii() and text.isdigit() and len(text) == 4 else text


def refuse_foreign(measure: str, options: dict[str, Any], *more: str) -> None:
    """Raises UsageError for options of seizures, and for more that mean nothing of this measure."""
    if foreign := [name for name in (*_FOREIGN, *more) if options.get(name)]:
        raise UsageError("'{measure}' takes no --{option}.", measure=measure, option=foreign[0].replace("_", "-"))


def largest(
    frame: pl.DataFrame, measure: str, by: tuple[str, ...], top: int | None, places: Collection[str]
) -> pl.DataFrame:
    """The largest by a column; rows of places stay A–Z."""
    if top is None or not by:
        return frame
    order = [True, *[False] * len(by)]
    found = frame.sort([measure, *by], descending=order, nulls_last=True).head(top)
    return found.sort(list(by)) if set(places) & set(by) else found


def form_of(ending: str | None, out: Path | None, known: tuple[str, ...]) -> str:
    """The form of a file. Raises UsageError."""
    form = ending or (out.suffix.lstrip(".").lower() if out else "json")
    if form not in known:
        raise UsageError(
            "They are written as {known}: name one by --format or by the ending of --out.", known=", ".join(known)
        )
    return form


def write(content: bytes, about: dict[str, Any], form: str, out: Path | None) -> None:
    """Print or write a file; of CSV what must be said stands beside it (OUT.json)."""
    if out is None:
        sys.stdout.buffer.write(content)
        return
    out.write_bytes(content)
    if form == "csv":
        said = json.dumps(about, ensure_ascii=False, indent=1, default=str) + "\n"
        Path(f"{out}.json").write_bytes(said.encode())
