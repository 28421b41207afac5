"""A whole briefing as one value, for paper, slides and a workbook."""

from dataclasses import dataclass
from datetime import UTC, datetime

from domain.selection import Selection
from reports.briefing import charts, fitting, known
from reports.briefing.facts import facts
from reports.briefing.said import Said, said
from reports.briefing.scope import Scope, scoped
from reports.briefing.sender import Sender
from reports.card import Card, Fact, Listed
from reports.studio import Studio


@dataclass(frozen=True, kw_only=True, eq=False)
class Brief:
    """`charts`: map, years, goods; none of a place without records. `made`: when (UTC)."""

    scope: Scope
    said: Said
    facts: tuple[Fact, ...]
    charts: tuple[Card, ...]
    coverage: str
    late: str
    cases: Listed
    operations: Listed
    sender: Sender
    made: datetime


def brief(studio: Studio, selection: Selection, sender: Sender, *, now: datetime | None = None) -> Brief:
    """Of a link, with what its sender adds."""
    scope = scoped(studio.answers, selection)
    (three,) = facts(studio, selection)
    drawn = (charts.where, charts.years, charts.what) if studio.answers.total(scope.selection) else ()
    return Brief(
        scope=scope,
        said=said(studio, scope),
        facts=three.facts,
        charts=tuple(part for draw in drawn for part in draw(studio, scope) if isinstance(part, Card)),
        coverage=known.coverage(studio, scope).text,
        late=known.late(studio, scope),
        cases=fitting.cases(studio, scope),
        operations=fitting.operations(studio, scope),
        sender=sender,
        made=now or datetime.now(UTC),
    )
