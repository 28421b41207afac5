"""Any other file: looked at in a child process, judged, and loaded only when nothing has to be asked."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from typing import Any

import polars as pl
from sqlalchemy import Engine, delete, insert, select

from data_access.ingest.identity import Keys, digest
from data_access.ingest.loading import file_digest, load, stored_keys
from data_access.ingest.ownership import folded, owned
from data_access.ingest.report import Report
from data_access.sources.auto.account import Account
from data_access.sources.auto.mapping import Mapping, Question
from data_access.sources.base import OPERATOR, OWN, UNNAMED, Chunk, SourceInfo
from data_access.store import tables as t
from data_access.store.engine import writing
from data_access.untrusted.sandbox import Limits, run
from domain.errors import SourceError, UsageError
from domain.frames import REFUSED_SCHEMA
from domain.messages import N_

USUAL_BYTES, MEMORY_PER_BYTE = 64 * 2**20, 40
"""A file of so many bytes is read within the usual memory; each byte beyond takes so many more (measured: 22)."""
MOST_MEMORY = 10 * 2**30
ROOM_PER_BYTE, MOST_FILE = 10, 4 * 2**30
"""The same of what the reader writes for us (measured: 4), and the most of it."""
ROWS_AT_ONCE = 100_000
"""Records that are loaded at one time: as rows for the database they take ten times the room."""
JOB = "data_access.sources.auto.job:look"
PREFIX = "auto-"
_NONE_REFUSED = pl.DataFrame(schema=REFUSED_SCHEMA)
_SLUG = re.compile(r"[^a-z0-9]+")
_NAME = 80


@dataclass(frozen=True, kw_only=True, eq=False)
class Look:
    """What a file holds, how it would be read, and what came of it; nothing is loaded yet."""

    path: Path
    table: str
    tables: tuple[tuple[str, int], ...]
    columns: tuple[str, ...]
    shape: str
    mapping: Mapping
    confidence: dict[str, float]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]
    copies: int
    rows: int
    frames: dict[str, pl.DataFrame]
    account: Account
    known: int = 0

    @property
    def ready(self) -> bool:
        """True when nothing has to be asked."""
        return not self.questions


def look(
    engine: Engine | None,
    path: Path,
    *,
    table: str = "",
    mapping: Mapping | None = None,
    progress: Callable[[float], None] | None = None,
    owner: str = "",
) -> Look:
    """Look at a file. Raises SourceError.

    A mapping that the owner or the operator saved for files of its shape is used unless one is given.
    """
    if not path.is_file():
        raise SourceError("There is no file {path}. Nothing was loaded.", path=path)
    path = path.resolve()  # the child process works in a folder of its own
    found = _looked(path, table, mapping, progress)
    if mapping is None and engine is not None and (saved := mapping_for(engine, found.shape, owner)):
        found = _looked(path, table, saved, progress)
    known = _known(engine, found, owner) if engine is not None else 0
    return replace(found, known=known)


def _looked(path: Path, table: str, mapping: Mapping | None, progress: Callable[[float], None] | None) -> Look:
    text = mapping.to_json() if mapping else ""
    message = run(JOB, str(path), table, text, limits=_limits(path), progress=progress, subject=path.name)
    return look_of(path, message.frames, message.data)


def look_of(path: Path, frames: dict[str, pl.DataFrame], data: dict[str, Any]) -> Look:
    """What the job says of a file, as one object."""
    return Look(
        path=path,
        table=data["table"],
        tables=tuple((x["name"], x["rows"]) for x in data["tables"]),
        columns=tuple(data["columns"]),
        shape=data["shape"],
        mapping=Mapping.from_json(data["mapping"]),
        confidence=data["confidence"],
        questions=tuple(
            Question(field=q["field"], text=q["text"], answers=tuple(q["answers"]), several=bool(q["several"]))
            for q in data["questions"]
        ),
        notes=tuple(data["notes"]),
        copies=int(data["copies"]),
        rows=int(data["rows"]),
        frames=frames,
        account=Account.from_dict(data["account"]),
    )


def source_of(found: Look, name: str = "", publisher: str = "", *, owner: str) -> SourceInfo:
    """A source is its name, to the letter; files without one are one source if they have the same headings.

    Raises UsageError for a name that cannot be one. Whether it is taken is seen when it is loaded (see ownership).
    """
    note = N_("A file that a reader brought; read through a mapping of its columns.")
    return own_source(name, publisher, owner=owner, shape=found.shape, file=found.path.name, note=note)


def own_source(name: str, publisher: str, *, owner: str, shape: str, file: str, note: str) -> SourceInfo:
    """The source of somebody's own file; one without a name is known by the shape of its headings.

    note: marked. Raises UsageError for a name that cannot be one.
    """
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if name.startswith(UNNAMED.strip()) or len(name) > _NAME or not name.isprintable():
        raise UsageError(
            "'{name}' cannot be the name of a source: say in up to {name_2} plain characters who reports.",
            name=name[:_NAME],
            name_2=_NAME,
        )
    slug = _SLUG.sub("-", name.casefold()).strip("-")[:20]
    own_id = "-".join(filter(None, [slug, digest(folded(name))[:12]])) if name else shape
    return SourceInfo(
        source_id=f"{PREFIX}{own_id}",
        name=name or f"{UNNAMED}{file}",
        publisher=publisher or N_("Not named"),
        kind=OWN,
        note=note,
        owner=owner,
    )


def load_look(
    engine: Engine,
    found: Look,
    source: SourceInfo,
    progress: Callable[[float], None] | None = None,
    *,
    published: str = "",
) -> Report:
    """Load what was looked at, in one transaction. Raises UsageError while questions are open.

    `published`: the day of publication, '' where nobody says.
    """
    if not found.ready:
        questions = " ".join(
            f"{q.text} Say --set {' or --set '.join(map(quote, q.settings))}." for q in found.questions
        )
        raise UsageError("{name}: {questions} Nothing was loaded.", name=found.path.name, questions=questions)
    records, refused = found.frames["records"], found.frames["quarantined"]
    rows = records["row"].n_unique() + refused.height
    first = Chunk(records=records.clear(), refused=refused, rows=rows, done=0.0, skipped=_skipped(found))
    taken: list[int] = []
    chunks = (first, *_in_parts(records))
    name, digest = found.path.name, file_digest(found.path)
    report = load(engine, source, chunks, name, digest, progress, taken=taken, published=published)
    report.account = accounted(found, taken)
    return report


def _in_parts(records: pl.DataFrame) -> Iterator[Chunk]:
    """The records in parts, each with all lines of its records. Their number stands in the first chunk."""
    part = records["row"].rle_id() // ROWS_AT_ONCE
    parts = records.with_columns(_part=part).partition_by("_part", include_key=False)
    for number, piece in enumerate(parts, 1):
        yield Chunk(records=piece, refused=_NONE_REFUSED, rows=0, done=number / len(parts))


def _limits(path: Path) -> Limits:
    """What the child may use to read a file of this size."""
    beyond = max(0, path.stat().st_size - USUAL_BYTES)
    memory = min(MOST_MEMORY, 3 * 2**30 + MEMORY_PER_BYTE * beyond)
    usual = Limits()
    return Limits(
        memory_bytes=memory,
        file_bytes=min(MOST_FILE, usual.file_bytes + ROOM_PER_BYTE * beyond),
        folder_bytes=min(2 * MOST_FILE, usual.folder_bytes + 2 * ROOM_PER_BYTE * beyond),
        seconds=3600,
        cpu_seconds=3600,
    )


def _skipped(found: Look) -> int:
    return sum(found.account.skipped.values())


def accounted(found: Look, taken: list[int] | None = None) -> dict[str, Any]:
    """Where every row (loaded + unchanged + quarantined + skipped + waiting) and every column of the file went.

    `taken`: numbers of the records that were loaded; None before loading, when all that can be read counts as loaded.
    """
    trace, account = found.frames["trace"], found.account
    new = trace if taken is None else trace.filter(pl.col("row").is_in(taken))
    loaded = new["file_row"].n_unique()
    return {
        "rows": {
            "in_file": account.rows,
            "loaded": loaded,
            "unchanged": account.read - loaded,
            "quarantined": account.quarantined,
            "set_aside": _skipped(found),
            "waiting": account.waiting,
        },
        "set_aside": account.skipped,
        "columns": {
            "in_file": len(account.columns),
            "used": list(account.columns_used),
            "left_out": account.columns_left,
        },
    }


def _known(engine: Engine, found: Look, owner: str) -> int:
    """How many of the records the owner has loaded already; of another's nothing is known."""
    records, source = found.frames["records"], source_of(found, owner=owner)
    if records.is_empty() or not owned(engine, source):
        return 0
    heads = Keys(source.source_id).keyed(records.unique("row", keep="first", maintain_order=True))
    with engine.connect() as connection:
        return len(stored_keys(connection, heads["record_key"].to_list()))


def save_mapping(engine: Engine, name: str, found: Look, *, owner: str) -> None:
    """Keep the mapping under a name, for the owner's next file of this shape; the owner's older one is replaced."""
    if not name.strip():
        raise UsageError("A mapping needs a name.")
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    m = t.SavedMapping
    with writing(engine) as connection:
        connection.execute(delete(m).where(m.name == name, m.owner == owner))
        values = {
            "owner": owner,
            "name": name,
            "shape": found.shape,
            "document": found.mapping.to_json(),
            "saved_at": now,
        }
        connection.execute(insert(m).values(**values))


def mapping_for(engine: Engine, shape: str, owner: str) -> Mapping | None:
    """The newest mapping for files of this shape: the owner's, else the operator's; never another reader's."""
    m = t.SavedMapping
    statement = (
        select(m.document)
        .where(m.shape == shape, m.owner.in_([owner, OPERATOR]))
        .order_by(m.owner == OPERATOR, m.saved_at.desc(), m.name)
        .limit(1)
    )
    with engine.connect() as connection:
        document = connection.scalar(statement)
    return Mapping.from_json(document) if document else None


def mapping_named(engine: Engine, name: str) -> Mapping:
    """A mapping of the operator by its name. Raises UsageError naming those that there are."""
    m = t.SavedMapping
    mine = select(m.name, m.document).where(m.owner == OPERATOR)
    with engine.connect() as connection:
        mappings = {str(r[0]): str(r[1]) for r in connection.execute(mine)}
    if name not in mappings:
        raise UsageError(
            "There is no mapping '{name}'. Saved: {what}.", name=name[:60], what=", ".join(sorted(mappings)) or "none"
        )
    return Mapping.from_json(mappings[name])
