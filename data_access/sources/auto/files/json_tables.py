"""JSON and JSON lines → tables: arrays of objects by their keys, arrays of arrays as grids. Numbers stay as written."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from data_access.sources.auto.files.cell_text import json_text
from data_access.sources.auto.files.raw import RawTable, frame_of, grid_names, noted, skipped_frame, unique
from domain.errors import SourceError
from domain.messages import N_, Message, message, packed

DEEPEST = 3
"""Arrays are looked for so many objects deep."""
MAX_COLUMNS = 16_384
JOINED = "; "
VALUE = "value"
"""The column of a list of single values."""
LONGEST_NOTE = 200

Skipped = tuple[int, list[str], str]


class _Twice(Exception):
    """An object says two things under one name."""


def read_json(text: str, name: str) -> list[RawTable]:
    """Every array of the file as a table. `_row` is the place in the array, from 1. Raises SourceError."""
    try:
        content = _parsed(text)
    except _Twice as error:
        raise SourceError(
            "{name}: an object contains '{error}' twice. Correct the file.", name=name, error=error
        ) from error
    except (ValueError, RecursionError) as error:
        lines = text.splitlines()
        if len(lines) > 1 and _opens(lines) and not isinstance(error, RecursionError):
            return [read_json_lines(text, name)]
        reason = message("it is nested too deeply") if isinstance(error, RecursionError) else str(error)[:120]
        raise SourceError(
            "{name}: this is not readable JSON ({reason}). Fetch it again.", name=name, reason=reason
        ) from error
    found = [(path or name, array) for path, array in _arrays(content, "", 0) if array]
    tables = [_table(array, path) for path, array in found]
    if not tables:
        raise SourceError("{name}: the file contains no array of records.", name=name)
    named = [t for t in tables if t.named and t.columns != [VALUE]]
    left = [t.name for t in tables if t not in named] if named else []
    about = _about(content) + (
        (packed("Lists beside the records, not read: {listed}.", listed=_listed(left)),) if left else ()
    )
    return [noted(table, *about) for table in named or tables]


def read_json_lines(text: str, name: str) -> RawTable:
    """One object a line. Lines that are none are set aside. Raises SourceError where no line is one."""
    records, skipped = list[tuple[int, Any]](), list[Skipped]()
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = _parsed(line)
        except (ValueError, RecursionError, _Twice):
            record = None
        if isinstance(record, dict):
            records.append((number, record))
        else:
            skipped.append((number, [line], N_("no JSON object")))
    if not records:
        raise SourceError("{name}: no line contains a JSON object.", name=name)
    return _of_objects(records, name, skipped)


def _opens(lines: list[str]) -> bool:
    """Whether the first line is a whole object: then the file is JSON lines."""
    try:
        return isinstance(_parsed(lines[0]), dict)
    except (ValueError, RecursionError, _Twice):
        return False


def _parsed(text: str) -> Any:
    """Numbers as the text that they are written in."""
    return json.loads(text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_object)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(next(n for n in names if names.count(n) > 1)[:40])
    return found


def _arrays(content: Any, path: str, depth: int) -> Iterator[tuple[str, list[Any]]]:
    """(path, array) of each array that is no cell; an object of objects alone is an array with keys."""
    if isinstance(content, list):
        yield path, content
    elif isinstance(content, dict):
        inner = [(f"{path}.{key}".lstrip("."), value) for key, value in content.items()]
        nested = [value for _, value in inner if isinstance(value, dict)]
        arrays = [a for p, value in inner if depth < DEEPEST for a in _arrays(value, p, depth + 1)]
        if len(nested) == len(inner) > 1 and not any(_holds_records(array) for _, array in arrays):
            yield path, [{"key": key, **value} if "key" not in value else value for key, value in content.items()]
        elif any(isinstance(value, list) for _, value in inner) or depth < DEEPEST:
            yield from arrays


def _holds_records(array: list[Any]) -> bool:
    return any(isinstance(entry, (dict, list)) for entry in array)


def _table(array: list[Any], name: str) -> RawTable:
    """An array with something in it as a table."""
    kinds = {type(entry) for entry in array}
    numbered = list(enumerate(array, start=1))
    if kinds == {list}:
        return _of_arrays(numbered, name)
    if dict in kinds:
        objects = [(number, entry) for number, entry in numbered if isinstance(entry, dict)]
        others: list[Skipped] = [
            (n, [json_text(entry)], N_("no JSON object")) for n, entry in numbered if not isinstance(entry, dict)
        ]
        return _of_objects(objects, name, others)
    frame = frame_of([VALUE], ((number, [json_text(entry)]) for number, entry in numbered))
    return RawTable(name=name, frame=frame, skipped=skipped_frame([]), named=True)


def _of_arrays(rows: list[tuple[int, list[Any]]], name: str) -> RawTable:
    """Without names: a grid. Shorter rows are set aside, as in any text."""
    widths = [len(cells) for _, cells in rows]
    width = max(set(widths), key=lambda w: (widths.count(w), w))
    _check_width(width, name)
    reason = "fields where the table has"
    uneven = [
        (n, [json_text(v) for v in cells], f"{len(cells)} {reason} {width}") for n, cells in rows if len(cells) != width
    ]
    good = ((n, [json_text(v) for v in cells]) for n, cells in rows if len(cells) == width)
    return RawTable(name=name, frame=frame_of(grid_names(width), good), skipped=skipped_frame(uneven))


def _of_objects(records: list[tuple[int, dict[str, Any]]], name: str, skipped: list[Skipped]) -> RawTable:
    flat, inner = _Flattened(), _inner(records)
    rows = [(number, flat.row(line)) for number, record in records for line in _opened(record, inner)]
    names = list(flat.keys)
    _check_width(len(names), name)
    lines = ((number, [row.get(key, "") for key in names]) for number, row in rows)
    frame = frame_of(unique(names), lines)
    notes = flat.notes() + (
        (packed("Each entry of '{inner}' is a goods line of its record.", inner=inner),) if inner else ()
    )
    skips = skipped_frame(skipped)
    return RawTable(name=name, frame=frame, skipped=skips, named=True, notes=notes, lines=bool(inner))


def _inner(records: list[tuple[int, dict[str, Any]]]) -> str:
    """The one key under which records hold lists of objects; '' for none, or for several (no one says which)."""
    keys = {k for _, record in records for k, value in record.items() if isinstance(value, list) and _objects(value)}
    return keys.pop() if len(keys) == 1 else ""


def _objects(value: list[Any]) -> bool:
    return bool(value) and all(isinstance(entry, dict) for entry in value)


def _opened(record: dict[str, Any], inner: str) -> list[dict[str, Any]]:
    """The record once for each entry of its inner list."""
    entries = record.get(inner)
    return (
        [{**record, inner: entry} for entry in entries] if isinstance(entries, list) and _objects(entries) else [record]
    )


def _check_width(width: int, name: str) -> None:
    if not 0 < width <= MAX_COLUMNS:
        raise SourceError(
            "{name}: the records have {width} fields. Bring records with 1 to {max_columns}.",
            name=name,
            width=width,
            max_columns=MAX_COLUMNS,
        )


class _Flattened:
    """Objects in objects become columns with a dot in the name, one level deep."""

    def __init__(self) -> None:
        self.keys: dict[str, None] = {}
        self.nested: set[str] = set()
        self.joined: set[str] = set()

    def row(self, record: dict[str, Any]) -> dict[str, str]:
        """Column → text."""
        cells: dict[str, str] = {}
        for key, value in record.items():
            if isinstance(value, dict) and value:
                for inner, entry in value.items():
                    self._put(cells, f"{key}.{inner}", entry)
            else:
                self._put(cells, key, value)
        self.keys |= dict.fromkeys(cells)
        return cells

    def _put(self, cells: dict[str, str], key: str, value: Any) -> None:
        if isinstance(value, list) and not _holds_records(value):
            self.joined.add(key)
            cells[key] = JOINED.join(map(json_text, value))
            return
        if isinstance(value, (dict, list)):
            self.nested.add(key)
        cells[key] = json_text(value)

    def notes(self) -> tuple[str, ...]:
        """What was joined, and what stays nested."""
        notes = []
        if self.joined:
            notes.append(
                packed("Several values in one cell are joined with a semicolon: {listed}.", listed=_listed(self.joined))
            )
        if self.nested:
            notes.append(packed("Nested too deeply for columns, kept as JSON: {listed}.", listed=_listed(self.nested)))
        return tuple(notes)


def _listed(names: Iterable[str]) -> str | Message:
    ordered = sorted(names)
    shown = ", ".join(ordered[:8])
    return message("{names} and {n} more", names=shown, n=len(ordered) - 8) if len(ordered) > 8 else shown


def _about(content: Any) -> tuple[str, ...]:
    """What the file says about itself, beside its arrays."""
    if not isinstance(content, dict):
        return ()
    plain: Callable[[Any], bool] = lambda inner: not isinstance(inner, (dict, list)) and inner is not None  # noqa: E731
    facts = [(k, v) for k, v in content.items() if plain(v)]
    facts += [
        (f"{k}.{i}", v) for k, inner in content.items() if isinstance(inner, dict) for i, v in inner.items() if plain(v)
    ]
    if len(facts) > 30:
        return ()
    return tuple(
        packed("The file says of itself: {key} = {value}", key=key, value=json_text(value)[:LONGEST_NOTE])
        for key, value in facts
    )
