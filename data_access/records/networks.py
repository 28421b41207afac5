"""Networks of groups and pseudonymous actors, as they were imported: for one viewer, never with a person's name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl
from sqlalchemy import BigInteger, Engine, ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from data_access.kept import kept
from data_access.store import tables as t
from domain.entitlement import Entitlement

if TYPE_CHECKING:
    from data_access.answers import Answers

NODE_SCHEMA: dict[str, type[pl.DataType]] = {
    "network": pl.String,
    "code": pl.String,
    "name": pl.String,  # '' where the label is a code, or may name a person
    "place_reported": pl.String,
    "sort": pl.String,  # group, actor or meeting; place for a country that a tie leads to
    "handling": pl.String,
    "source": pl.String,
    "first_seen": pl.Date,
    "file": pl.String,
}
TIE_SCHEMA: dict[str, type[pl.DataType]] = {
    "network": pl.String,
    "from_code": pl.String,
    "to_code": pl.String,
    "kind": pl.String,
    "weight": pl.Float64,
    "mirrored": pl.Boolean,  # the other direction is reported too
    "handling": pl.String,
    "source": pl.String,
    "first_seen": pl.Date,
    "file": pl.String,
}
LISTED_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "network": pl.String,
    "nodes": pl.Int64,
    "ties": pl.Int64,
    "kinds": pl.String,  # of ties, joined by ', '
    "sources": pl.List(pl.String),
    "handling": pl.List(pl.String),
    "first_seen": pl.Date,
    "files": pl.List(pl.String),  # names of the files that it came from
}
_WHENCE = ("handling", "source", "first_seen", "file")
ACTIVE_IN = "active-in"
"""The kind of a tie that leads from a group to a country."""


class NetworkGroup(t.Base):
    """A group or a pseudonymous actor of a published set; never a private person's name."""

    __tablename__ = "network_group"
    record_key: Mapped[str] = mapped_column(String(32), primary_key=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.source_id"))
    run_id: Mapped[str] = mapped_column(ForeignKey("ingest_run.run_id"))
    file_row: Mapped[int] = mapped_column(BigInteger)
    network: Mapped[str] = mapped_column(Text)
    code: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    place_reported: Mapped[str] = mapped_column(Text)
    sort: Mapped[str] = mapped_column(String(10), default="group", server_default="group")
    handling: Mapped[str] = mapped_column(String(40), default="public", server_default="public")


class NetworkTie(t.Base):
    """A directed tie as reported; `mirrored` says whether the other direction is reported too."""

    __tablename__ = "network_tie"
    record_key: Mapped[str] = mapped_column(String(32), primary_key=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("source.source_id"))
    run_id: Mapped[str] = mapped_column(ForeignKey("ingest_run.run_id"))
    file_row: Mapped[int] = mapped_column(BigInteger)
    network: Mapped[str] = mapped_column(Text)
    from_code: Mapped[str] = mapped_column(Text)
    to_code: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    weight: Mapped[float]
    mirrored: Mapped[bool]
    handling: Mapped[str] = mapped_column(String(40), default="public", server_default="public")


@dataclass(frozen=True, eq=False)
class Imported:
    """One network: `nodes` (NODE_SCHEMA, each code once, also those that only ties name) and `ties` (TIE_SCHEMA)."""

    nodes: pl.DataFrame
    ties: pl.DataFrame


class Networks:
    """The imported networks as one viewer sees them (made by Answers)."""

    def __init__(self, answers: "Answers") -> None:
        self._answers = answers

    def listed(self) -> pl.DataFrame:
        """Every network that may be seen (LISTED_SCHEMA), by name."""
        return listed(self._answers)

    def one(self, network: str) -> Imported | None:
        """A network; null where there is none for this viewer."""
        return one(self._answers, network)


@kept
def listed(answers: "Answers") -> pl.DataFrame:
    """See Networks.listed."""
    engine, may_see = answers.gateway.engine, answers.viewer.entitlement
    nodes, ties = groups_of(engine, may_see), ties_of(engine, may_see)
    every = with_ends(nodes, ties)
    seen = pl.concat([frame.select("network", *_WHENCE) for frame in (every, ties)])
    about = seen.group_by("network").agg(
        pl.col("source").unique().sort().alias("sources"),
        pl.col("handling").unique().sort().alias("handling"),
        pl.col("first_seen").min(),
        pl.col("file").unique().sort().alias("files"),
    )
    kinds = pl.col("kind").unique().sort().str.join(", ").alias("kinds")
    counted = every.group_by("network").agg(pl.len().cast(pl.Int64).alias("nodes"))
    tied = ties.group_by("network").agg(pl.len().cast(pl.Int64).alias("ties"), kinds)
    joined = about.join(counted, on="network", how="left").join(tied, on="network", how="left")
    filled = joined.with_columns(pl.col("nodes", "ties").fill_null(0), pl.col("kinds").fill_null(""))
    return filled.select(list(LISTED_SCHEMA)).sort("network")


@kept
def one(answers: "Answers", network: str) -> Imported | None:
    """See Networks.one."""
    engine, may_see = answers.gateway.engine, answers.viewer.entitlement
    nodes, ties = groups_of(engine, may_see, network), ties_of(engine, may_see, network)
    if nodes.is_empty() and ties.is_empty():
        return None
    return Imported(with_ends(nodes, ties).sort("code"), ties)


def with_ends(nodes: pl.DataFrame, ties: pl.DataFrame) -> pl.DataFrame:
    """The nodes, each code of a network once, with those that only ties name: a code without a name."""
    ends = pl.concat(
        [
            ties.select("network", pl.col(end).alias("code"), "kind", *_WHENCE).with_columns(pl.lit(end).alias("end"))
            for end in ("from_code", "to_code")
        ]
    )
    place = (pl.col("kind") == ACTIVE_IN) & (pl.col("end") == "to_code")
    named = ends.with_columns(
        pl.lit("").alias("name"),
        pl.lit("").alias("place_reported"),
        pl.when(place).then(pl.lit("place")).otherwise(pl.lit("group")).alias("sort"),
    ).select(list(NODE_SCHEMA))
    told = (pl.col("name") != "").cast(pl.Int8) + (pl.col("place_reported") != "").cast(pl.Int8)
    rows = pl.concat([nodes.with_columns(told.alias("told")), named.with_columns(pl.lit(-1, pl.Int8).alias("told"))])
    ordered = rows.sort("network", "code", "told", descending=[False, False, True], maintain_order=True)
    return ordered.unique(["network", "code"], keep="first", maintain_order=True).drop("told")


def groups_of(engine: Engine, entitlement: Entitlement, network: str = "") -> pl.DataFrame:
    """The nodes that may be seen, as their files name them (NODE_SCHEMA), of one network or of all."""
    return _read(engine, NetworkGroup, NODE_SCHEMA, entitlement, network).sort("network", "code")


def ties_of(engine: Engine, entitlement: Entitlement, network: str = "") -> pl.DataFrame:
    """The directed ties that may be seen (TIE_SCHEMA), of one network or of all."""
    found = _read(engine, NetworkTie, TIE_SCHEMA, entitlement, network)
    return found.sort("network", "kind", "from_code", "to_code")


def _read(
    engine: Engine, table: Any, schema: dict[str, type[pl.DataType]], entitlement: Entitlement, network: str
) -> pl.DataFrame:
    elsewhere = {"source": table.source_id, "first_seen": t.IngestRun.finished_at, "file": t.IngestRun.file_name}
    columns = [elsewhere[name] if name in elsewhere else getattr(table, name) for name in schema]
    statement = select(*columns).join(t.IngestRun, t.IngestRun.run_id == table.run_id)
    statement = statement.where(table.handling.in_(entitlement.handling))
    if network:
        statement = statement.where(table.network == network)
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(statement)]
    raw = {name: pl.Datetime if name == "first_seen" else dtype for name, dtype in schema.items()}
    return pl.DataFrame(rows, schema=raw, orient="row").with_columns(pl.col("first_seen").dt.date())


def levels(engine: Engine) -> set[str]:
    """The handling levels of nodes and ties."""
    with engine.connect() as connection:
        tables: Sequence[Any] = (NetworkGroup, NetworkTie)
        return {str(level) for table in tables for level in connection.scalars(select(table.handling).distinct())}
