"""What a selection had at an earlier data version, and what has changed since: records added, corrected, taken back.

The store keeps every version of a record and which import brought it, so that what counted then can be counted again:
what counts now, without what came since, with what was superseded since. It keeps no records of an import that was
taken back, and no decision on duplicates that was taken back: where one of these may touch the selection, what it had
then is not known, and the answer says why. Nothing is guessed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, exists, func, literal_column, or_, select
from sqlalchemy.orm import aliased

from data_access.ingest.versions import OF_DECLARATION
from data_access.records.filters import Conditions, conditions
from data_access.store import tables as t
from domain import data_version
from domain.errors import UsageError
from domain.selection import Selection

if TYPE_CHECKING:
    from data_access.answers import Answers

MOST = 500_000
"""So many records that came since are looked through (a second or two, once a data version)."""
TAKEN_BACK, DECIDED, OTHER_SOURCE, DIVISIONS, MANY = "taken_back", "decided", "other_source", "divisions", "many"
"""Why it is not known what a selection had: an import was taken back; which of two records counts was decided anew; a
source came or went that may hold the same seizures as another; divisions are known by the words of today's records;
too many records came.
"""
Span = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Since:
    """Reported seizures of a selection now and `then`, at an earlier data version (None where `obstacle` says why not).

    `added`, `corrected`: records that are new, and those of then or now that a later version replaced, since. `day`:
    when the earlier version was made (UTC).
    """

    version: int
    day: datetime
    now: float
    then: float | None = None
    added: int = 0
    corrected: int = 0
    obstacle: str = ""


@dataclass(frozen=True)
class _Run:
    """An import with records: the version that it made, that which took it back (0: it stands), the months of both."""

    run_id: str
    source: str
    loaded: int
    came: int
    went: int
    spans: tuple[Span, ...]

    def stood(self, version: int) -> bool:
        return self.came <= version and not 0 < self.went <= version


def mark(answers: "Answers", version: int) -> str:
    """How a link names a version of this store, '' where it has none of this number."""
    v = t.DataVersion
    with answers.gateway.engine.connect() as connection:
        row = connection.execute(select(v.run_id, v.changed_at).where(v.version == version)).first()
    return data_version.mark(version, answers.gateway.store, row.run_id, row.changed_at) if row else ""


def since(answers: "Answers", selection: Selection, marked: str) -> Since | None:
    """What has changed since the version of a mark, None where it is the one that answers. Raises UsageError for what
    is no mark, and for that of another store or history.
    """
    version = data_version.number(marked)
    if version > answers.version or marked != mark(answers, version):
        raise UsageError(
            "The link was made from data version {version} of another store, or of one that was replaced since (such "
            "as the invented demo). What has changed cannot be said.",
            version=str(version),
        )
    return None if version == answers.version else _since(answers, selection, version)


def _since(answers: "Answers", selection: Selection, version: int) -> Since:
    with answers.gateway.engine.connect() as connection:
        day = connection.scalars(select(t.DataVersion.changed_at).where(t.DataVersion.version == version)).one()
        found = Since(version=version, day=day, now=answers.total(selection))
        runs, decisions = _history(connection, answers.version)
        later = [run for run in runs if run.came > version and not run.went]
        obstacle = _obstacle(answers, selection, version, runs, [span for v, span in decisions if v > version])
        if not obstacle and sum(run.loaded for run in later) > MOST:
            obstacle = MANY
        if not obstacle and _relinked(connection, later):
            obstacle = DECIDED
        if obstacle:
            return replace(found, obstacle=obstacle)
        return (
            _counted(_Look(connection, answers, selection, later), found) if later else replace(found, then=found.now)
        )


def _history(connection: Connection, newest: int) -> tuple[list[_Run], list[tuple[int, Span]]]:
    """The imports that brought records, and the versions of decisions that changed what counts, with their months."""
    v, r = t.DataVersion, t.IngestRun
    listed = select(v.version, v.run_id, v.touched_from, v.touched_to).where(v.version <= newest).order_by(v.version)
    made: dict[str, list[Any]] = {}
    for row in connection.execute(listed):
        made.setdefault(row.run_id, []).append(row)
    imports = connection.execute(select(r.run_id, r.source_id, r.loaded, r.undone_at)).all()
    runs = [_run(row, made.pop(row.run_id)) for row in imports if row.run_id in made]
    made.pop(OF_DECLARATION, None)  # what reporters declare counts no seizure
    decisions = [(row.version, (row.touched_from, row.touched_to)) for rows in made.values() for row in rows]
    return [run for run in runs if run.loaded], [one for one in decisions if one[1][0]]


def _run(row: Any, made: list[Any]) -> _Run:
    """made: its versions, the first of the load; a later one that touches months took it back, others date it."""
    back = [one for one in made[1:] if one.touched_from and row.undone_at is not None]
    spans = tuple((one.touched_from, one.touched_to) for one in (made[0], *back))
    went = back[-1].version if back else 0
    return _Run(row.run_id, row.source_id, row.loaded, made[0].version, went, spans)


def _obstacle(
    answers: "Answers", selection: Selection, version: int, runs: Iterable[_Run], decided: Iterable[Span]
) -> str:
    """Why what the selection had then cannot be counted from the imports that stand, '' if it can."""
    asked = selection.values("source")
    runs = [run for run in runs if not asked or run.source in asked]
    gone = [run for run in runs if run.stood(version) and run.went]
    if any(_meets(selection, span) for run in gone for span in run.spans):
        return TAKEN_BACK
    if any(_meets(selection, span) for span in decided):
        return DECIDED
    _, scope = answers.limits(selection)
    of_source = {source: rank[0] for source, rank in answers.gateway.ranks.of_source.items()}
    then = {run.source for run in runs if run.stood(version)}
    came = {run.source for run in runs if run.came > version}
    mixed = {source for source in came if len(answers.gateway.lattice.levels_of([source])) > 1}  # seen only since?
    changed = (scope.sources - then) | {run.source for run in gone} | (mixed & scope.sources)
    for source in changed:
        group = of_source.get(source, "")
        if group and any(of_source.get(other) == group for other in (scope.sources | then) - {source}):
            return OTHER_SOURCE
    return ""


def _meets(selection: Selection, span: Span) -> bool:
    """Whether months that a change touched may hold records of the selection; '' where nobody noted them."""
    first, last = span
    return not first or (
        (not selection.end or first <= selection.end) and (not selection.start or last >= selection.start)
    )


def _relinked(connection: Connection, later: Iterable[_Run]) -> bool:
    """Whether a record of a decision on duplicates has changed: then which one counts may have changed too."""
    o, s = t.OverlapLink, t.Seizure
    if connection.scalar(select(o.hidden_key).limit(1)) is None:
        return False
    changed = s.run_id.in_([run.run_id for run in later])
    either = or_(s.record_key == o.hidden_key, s.record_key == o.kept_key)
    return connection.scalar(select(o.hidden_key).where(exists().where(either, changed)).limit(1)) is not None


def _counted(look: "_Look", found: Since) -> Since:
    if look.selection.values("division") and look.superseded(look.where(current=False, divisions=False)):
        return replace(found, obstacle=DIVISIONS)
    added, seizures = look.added()
    after, before = look.corrected(), look.superseded(look.where(current=False))
    then = found.now - seizures - sum(after.values()) + sum(before.values())
    return replace(found, then=then, added=added, corrected=len(after.keys() | before.keys()))


class _Look:
    """The records that later imports brought or replaced. Those lie together: numbers of records rise from import to
    import (see ingest.records), so that only they are looked at.
    """

    def __init__(self, connection: Connection, answers: "Answers", selection: Selection, later: list[_Run]) -> None:
        self.connection, self.selection = connection, selection
        self.filters, self.scope = answers.limits(selection)
        s = t.Seizure
        mine = s.run_id.not_in([run.run_id for run in later])
        last = select(s.seizure_id).where(mine).order_by(s.seizure_id.desc()).limit(1)
        self.last = int(connection.scalar(last) or 0)

    def where(self, *, current: bool, divisions: bool = True) -> Conditions:
        """What a record of the selection meets."""
        sqlite = self.connection.dialect.name == "sqlite"  # + keeps it from walking the index of countries
        country: Any = literal_column("+seizure.country") if sqlite else t.Seizure.country
        selection = self.selection if divisions else self.selection.having("division", ())
        return conditions(replace(self.filters, selection=selection), self.scope, country, current=current)

    def added(self) -> tuple[int, float]:
        """How many records are new, and the seizures that they report."""
        s = t.Seizure
        counted = select(func.count(), func.coalesce(func.sum(s.events), 0)).where(*self._new(), ~self._known())
        n, seizures = self.connection.execute(counted).one()
        return int(n or 0), float(seizures or 0)

    def corrected(self) -> dict[str, float]:
        """Of the records that replaced earlier versions: their keys and seizures."""
        s = t.Seizure
        return self._read(select(s.record_key, s.events).where(*self._new(), s.version > 1, self._known()))

    def superseded(self, where: Conditions) -> dict[str, float]:
        """Of the versions that counted then and were replaced since: their keys and seizures."""
        s, n, o = t.Seizure, aliased(t.Seizure), aliased(t.Seizure)
        replaced = select(n.record_key).where(n.seizure_id > self.last, n.version > 1)
        newer = exists().where(o.record_key == s.record_key, o.version > s.version, o.seizure_id <= self.last)
        mine = (s.record_key.in_(replaced), s.seizure_id <= self.last, ~newer)
        return self._read(select(s.record_key, s.events).where(*mine, *where))

    def _new(self) -> Conditions:
        return [t.Seizure.seizure_id > self.last, *self.where(current=True)]

    def _known(self) -> Any:
        """Whether an earlier version of the record was there then."""
        s, o = t.Seizure, aliased(t.Seizure)
        return exists().where(o.record_key == s.record_key, o.seizure_id <= self.last)

    def _read(self, statement: Any) -> dict[str, float]:
        return {str(row[0]): float(row[1] or 0) for row in self.connection.execute(statement)}
