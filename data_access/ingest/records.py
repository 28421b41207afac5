"""Records as rows of the store: the event, its details, its goods lines, and the distinct sets they share."""

from dataclasses import dataclass

import polars as pl
from sqlalchemy import Connection, Table, func, select

from data_access.records import fulltext
from data_access.store import tables as t
from data_access.store.bulk import bulk
from domain.frames import ITEM_SCHEMA

ROUTE = [
    "producing",
    "producing_reported",
    "departure",
    "departure_reported",
    "destination",
    "destination_reported",
    "transit",
    "transit_reported",
    "certainty",
]

_GOODS_SET = {"members": pl.String, "goods_set_id": pl.Int64}


@dataclass
class Sets:
    """The distinct routes and sets of goods that the store holds, and the next free seizure id."""

    routes: pl.DataFrame
    goods: dict[str, int]
    next_seizure: int

    @classmethod
    def of(cls, connection: Connection) -> "Sets":
        """Read them in the import's own transaction."""
        route = t.Route.__table__
        rows = connection.execute(select(route.c.route_id, *[route.c[c] for c in ROUTE])).all()
        goods = connection.execute(select(t.GoodsSet.members, t.GoodsSet.goods_set_id)).all()
        return cls(
            routes=pl.DataFrame(
                [tuple(r) for r in rows],
                schema={"route_id": pl.Int64, **dict.fromkeys(ROUTE, pl.String)},
                orient="row",
            ),
            goods={str(members): int(key) for members, key in goods},
            next_seizure=int(connection.scalar(select(func.max(t.Seizure.seizure_id))) or 0) + 1,
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Rows:
    """Records as they are stored: rows of tables, in the order in which they refer to each other, and their words."""

    tables: list[tuple[type[t.Base], pl.DataFrame]]
    words: pl.DataFrame

    def insert(self, connection: Connection) -> None:
        """Into the store, in the caller's transaction."""
        for table, frame in self.tables:
            bulk(connection, table, frame)
        fulltext.index(connection, self.words)


def rows_of(sets: Sets, heads: pl.DataFrame, lines: pl.DataFrame) -> Rows:
    """heads: one row a record (EVENT_SCHEMA and its keys); lines: RECORD_SCHEMA, those of other rows are left."""
    ids = pl.int_range(sets.next_seizure, sets.next_seizure + heads.height, eager=True)
    sets.next_seizure += heads.height
    heads = heads.with_columns(ids.alias("seizure_id"))
    goods = lines.select("row", *ITEM_SCHEMA)
    items = goods.join(heads.select("row", "seizure_id"), on="row", how="inner", maintain_order="left")
    routed, routes = _with_route(sets, heads)
    events, goods_sets = _with_goods_set(sets, routed, items)
    month = pl.when(pl.col("date_precision") == "year").then(pl.lit(""))
    seizures = events.with_columns(
        (pl.col("ordinal") > 0).alias("is_copy"),
        pl.lit(True).alias("is_current"),
        pl.col("seized_on").dt.year().alias("year"),
        month.otherwise(pl.col("seized_on").dt.strftime("%Y-%m")).alias("month"),
    )
    details = events.filter(_tells_more(t.SeizureDetail))
    stored = [(t.Route, routes), (t.GoodsSet, goods_sets), (t.Seizure, seizures)]
    return Rows(
        tables=[*stored, (t.SeizureDetail, details), (t.SeizureItem, items)], words=fulltext.words(events, items)
    )


def _tells_more(table: type[t.Base]) -> pl.Expr:
    """True for events with anything in a column of the detail table."""
    target = table.__table__
    assert isinstance(target, Table)  # noqa: S101 - narrows the type for mypy
    numbers = ("latitude", "longitude", "persons")
    texts = [c.name for c in target.columns if c.name not in (*numbers, "seizure_id")]
    return pl.any_horizontal([pl.col(c) != "" for c in texts] + [pl.col(c).is_not_null() for c in numbers])


def _with_route(sets: Sets, heads: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The heads with their routes, and the routes that are new."""
    fresh = heads.select(ROUTE).unique(maintain_order=True).join(sets.routes, on=ROUTE, how="anti")
    if fresh.height:
        start = int(sets.routes["route_id"].max() or 0) + 1  # type: ignore[arg-type]
        fresh = fresh.select(pl.int_range(start, start + fresh.height).cast(pl.Int64).alias("route_id"), *ROUTE)
        # anew: a text of a chunk's frame keeps all other texts of the chunk in memory
        own = pl.DataFrame(fresh.rows(), schema=fresh.schema, orient="row")
        sets.routes = pl.concat([sets.routes, own])
    return heads.join(sets.routes, on=ROUTE, how="left", maintain_order="left"), fresh


def _with_goods_set(sets: Sets, heads: pl.DataFrame, items: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The heads with their sets of goods, and the sets that are new."""
    unit_class = pl.when(pl.col("quantity_base").is_null()).then(pl.lit("")).otherwise(pl.col("unit_class"))
    member = pl.concat_str([pl.col("goods"), pl.col("illicit"), unit_class], separator="~")
    distinct = items.select("seizure_id", member.alias("members")).unique().sort("seizure_id", "members")
    joined = distinct.group_by("seizure_id").agg("members").with_columns(pl.col("members").list.join("|"))
    fresh = sorted(set(joined["members"].unique().to_list()) - set(sets.goods))
    start = max(sets.goods.values(), default=0) + 1
    ids = {members: start + i for i, members in enumerate(fresh)}
    sets.goods |= ids
    known, new = (
        pl.DataFrame({"members": list(of), "goods_set_id": list(of.values())}, schema=_GOODS_SET)
        for of in (sets.goods, ids)
    )
    with_sets = heads.join(joined.join(known, on="members"), on="seizure_id", how="left", maintain_order="left")
    return with_sets, new
