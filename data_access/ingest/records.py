"""Records as rows of the store: the event, its details, its goods lines, and the distinct sets they share."""

from dataclasses import dataclass

import polars as pl
from sqlalchemy import Connection, Table, func, select

from data_access.records import fulltext
from data_access.store import tables as t
from data_access.store.bulk import bulk

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


def insert_records(connection: Connection, sets: Sets, heads: pl.DataFrame, lines: pl.DataFrame) -> None:
    """heads: one row a record (EVENT_SCHEMA and its keys); lines: RECORD_SCHEMA, those of other rows are left."""
    ids = pl.int_range(sets.next_seizure, sets.next_seizure + heads.height, eager=True)
    sets.next_seizure += heads.height
    heads = heads.with_columns(ids.alias("seizure_id"))
    items = lines.join(heads.select("row", "seizure_id"), on="row", how="inner", maintain_order="left")
    events = _with_goods_set(connection, sets, _with_route(connection, sets, heads), items)
    month = pl.when(pl.col("date_precision") == "year").then(pl.lit(""))
    bulk(
        connection,
        t.Seizure,
        events.with_columns(
            (pl.col("ordinal") > 0).alias("is_copy"),
            pl.lit(True).alias("is_current"),
            pl.col("seized_on").dt.year().alias("year"),
            month.otherwise(pl.col("seized_on").dt.strftime("%Y-%m")).alias("month"),
        ),
    )
    bulk(connection, t.SeizureDetail, events.filter(_tells_more(t.SeizureDetail)))
    bulk(connection, t.SeizureItem, items)
    fulltext.index(connection, events, items)


def _tells_more(table: type[t.Base]) -> pl.Expr:
    """True for events with anything in a column of the detail table."""
    target = table.__table__
    assert isinstance(target, Table)  # noqa: S101 - narrows the type for mypy
    numbers = ("latitude", "longitude", "persons")
    texts = [c.name for c in target.columns if c.name not in (*numbers, "seizure_id")]
    return pl.any_horizontal([pl.col(c) != "" for c in texts] + [pl.col(c).is_not_null() for c in numbers])


def _with_route(connection: Connection, sets: Sets, heads: pl.DataFrame) -> pl.DataFrame:
    fresh = heads.select(ROUTE).unique(maintain_order=True).join(sets.routes, on=ROUTE, how="anti")
    if fresh.height:
        start = int(sets.routes["route_id"].max() or 0) + 1  # type: ignore[arg-type]
        fresh = fresh.select(pl.int_range(start, start + fresh.height).cast(pl.Int64).alias("route_id"), *ROUTE)
        bulk(connection, t.Route, fresh)
        # anew: a text of a chunk's frame keeps all other texts of the chunk in memory
        own = pl.DataFrame(fresh.rows(), schema=fresh.schema, orient="row")
        sets.routes = pl.concat([sets.routes, own])
    return heads.join(sets.routes, on=ROUTE, how="left", maintain_order="left")


def _with_goods_set(connection: Connection, sets: Sets, heads: pl.DataFrame, items: pl.DataFrame) -> pl.DataFrame:
    unit_class = pl.when(pl.col("quantity_base").is_null()).then(pl.lit("")).otherwise(pl.col("unit_class"))
    member = pl.concat_str([pl.col("goods"), pl.col("illicit"), unit_class], separator="~")
    distinct = items.select("seizure_id", member.alias("members")).unique().sort("seizure_id", "members")
    joined = distinct.group_by("seizure_id").agg("members").with_columns(pl.col("members").list.join("|"))
    fresh = sorted(set(joined["members"].unique().to_list()) - set(sets.goods))
    start = max(sets.goods.values(), default=0) + 1
    ids = {members: start + i for i, members in enumerate(fresh)}
    if ids:
        frame = pl.DataFrame({"goods_set_id": list(ids.values()), "members": list(ids)})
        bulk(connection, t.GoodsSet, frame)
        sets.goods |= ids
    known = pl.DataFrame({"members": list(sets.goods), "goods_set_id": list(sets.goods.values())})
    return heads.join(joined.join(known, on="members"), on="seizure_id", how="left", maintain_order="left")
