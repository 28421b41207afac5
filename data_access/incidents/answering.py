"""What one viewer may learn of incidents: its own whole, a sector's in what suppression lets pass, others' never."""

from typing import TYPE_CHECKING

import polars as pl
from sqlalchemy import Engine, select

from data_access.incidents.sector import Sector, Stratum, own_table, sector
from data_access.incidents.tables import Incident
from data_access.kept import kept
from data_access.reference import tables as reference
from domain.cells import CellState
from domain.dimensions import DIMENSIONS, PSEUDO_LABELS
from domain.entitlement import Entitlement
from domain.errors import UsageError
from domain.incidents.frames import INCIDENT_SCHEMA
from domain.incidents.ownership import owned
from domain.incidents.vocabulary import BREAKDOWNS, SEASONS
from domain.selection import Selection
from domain.suppression import SEIZURES, cells_with_total, one_way

if TYPE_CHECKING:
    from data_access.answers import Answers


class Incidents:
    """Incidents as one viewer may see them (made by Answers)."""

    def __init__(self, answers: "Answers") -> None:
        self._answers = answers

    @property
    def company(self) -> str:
        """The level of the company that looks, '' for everybody else."""
        return next((level for level in self._answers.viewer.entitlement.handling if owned(level)), "")

    def own(self, group: str = "") -> pl.DataFrame:
        """The incidents of the company that looks (INCIDENT_SCHEMA), newest first; none for everybody else."""
        return own(self._answers, group)

    def own_by(self, group: str, breakdown: str) -> pl.DataFrame:
        """The company's own incidents by a breakdown (BREAKDOWNS): code, n."""
        return own_table(self.own(group).iter_rows(named=True), breakdown)

    def sector(self, group: str, without: tuple[tuple[str, str], ...] = ()) -> Sector:
        """A sector's incidents in what suppression lets pass, the same for every viewer. Raises UsageError."""
        _check(group)
        return sector(self._answers.gateway.sectors, group, without)

    def strata(self, group: str) -> tuple[Stratum, ...]:
        """What a sector's figures can be left out by, of those that have any."""
        return tuple(
            stratum for stratum, closed in self._answers.gateway.sectors.items() if closed and stratum[0] == group
        )

    def groups(self) -> tuple[str, ...]:
        """Groups of goods with figures of a sector, or with incidents of one's own, sorted."""
        shown = {stratum[0] for stratum, closed in self._answers.gateway.sectors.items() if closed}
        groups = reference.goods_group()
        return tuple(sorted(shown | {groups[code] for code in self.own()["goods"] if code in groups}))

    def seizures(self, group: str, breakdown: str) -> pl.DataFrame:
        """Reported seizures of a group of goods by the dimension nearest to a breakdown, small numbers withheld.

        code, n (null where it is withheld), state (value, zero or suppressed); empty where no dimension is near.
        """
        return seizures(self._answers, group, breakdown)


@kept
def own(answers: "Answers", group: str) -> pl.DataFrame:
    """See Incidents.own."""
    found = read(answers.gateway.engine, answers.viewer.entitlement)
    if not group:
        return found
    groups = reference.goods_group()
    return found.filter(pl.col("goods").is_in([code for code, of in groups.items() if group in (code, of)]))


@kept
def seizures(answers: "Answers", group: str, breakdown: str) -> pl.DataFrame:
    """See Incidents.seizures."""
    _check(group)
    dimension = BREAKDOWNS[breakdown].of_seizures
    schema = {"code": pl.String, "n": pl.Int64, "state": pl.String}
    if not dimension:
        return pl.DataFrame(schema=schema)
    selection = Selection(where=(("goods_group", (group,)),))
    recorded = answers.available_fields(selection)
    if DIMENSIONS[dimension].detail and recorded is not None and dimension not in recorded:
        return pl.DataFrame(schema=schema)
    counted = answers.seizures(selection, dimension)
    rows = counted.select(code=pl.col(dimension).fill_null(""), n=pl.col("value").fill_null(0).cast(pl.Int64))
    if breakdown == "route":
        rows = rows.group_by(_ends()).agg(pl.col("n").sum())
    if breakdown == "season":
        month = pl.col("code").str.slice(5, 2).cast(pl.Int64, strict=False)
        quarter = pl.when(month.is_not_null()).then(pl.format("Q{}", (month + 2) // 3)).otherwise(pl.lit(""))
        rows = rows.group_by(quarter.alias("code")).agg(pl.col("n").sum()).filter(pl.col("code").is_in(list(SEASONS)))
    rows = rows.sort("code")
    shown = cells_with_total(one_way(rows["n"].to_list()), SEIZURES)
    state = [
        CellState.SUPPRESSED if not seen else CellState.VALUE if n else CellState.ZERO
        for n, seen in zip(rows["n"], shown, strict=True)
    ]
    withheld = pl.Series(shown, dtype=pl.Boolean)
    return rows.with_columns(
        pl.when(withheld).then("n").alias("n"), pl.Series("state", [s.value for s in state], dtype=pl.String)
    )


def _ends() -> pl.Expr:
    """Departure and destination; an end that is empty or unknown is not stated, and a route without ends is ''."""
    ends = pl.col("code").str.split_exact(">", 1)
    known = [pl.when(end.is_in(list(PSEUDO_LABELS))).then(pl.lit("")).otherwise(end) for end in _parts(ends)]
    told = pl.concat_str(*known, separator=">", ignore_nulls=True)
    return pl.when(told == ">").then(pl.lit("")).otherwise(told).alias("code")


def _parts(ends: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    return ends.struct.field("field_0").fill_null(""), ends.struct.field("field_1").fill_null("")


def read(engine: Engine, entitlement: Entitlement) -> pl.DataFrame:
    """The incidents whose level a viewer has (INCIDENT_SCHEMA), newest first; taken back ones are no more."""
    i = Incident
    levels = [level for level in entitlement.handling if owned(level)]
    columns = [i.file_row.label("row") if name == "row" else getattr(i, name) for name in INCIDENT_SCHEMA]
    mine = (i.is_current, i.taken_back.is_(False), i.handling.in_(levels))
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(select(*columns).where(*mine))] if levels else []
    found = pl.DataFrame(rows, schema=INCIDENT_SCHEMA, orient="row")
    return found.sort("found_on", "incident_id", descending=[True, False])


def _check(group: str) -> None:
    if reference.goods_group().get(group) != group:
        raise UsageError("'{group}' is not a group of goods, such as medicines.", group=group[:40])
