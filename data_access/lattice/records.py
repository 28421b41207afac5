"""The records of a store, in the few columns that cubes are made of, some thousands at a time.

The database writes each batch as one text, which Polars reads as CSV: an object of Python for every value takes five
times as long (docs/performance.md).
"""

from calendar import monthrange
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any

import polars as pl
from sqlalchemy import Boolean, ColumnElement, Connection, String, case, func, literal_column, or_, select

from data_access.lattice.beside import connections, threads
from data_access.lattice.specs import ACCESS, ROLES
from data_access.store import tables as t

BATCH = 50_000
"""So many numbers of records are looked at together."""
CODE, FIELD, ROW = "\x1d", "\x1f", "\x1e"
"""Between codes that few records combine anew (which are cut once a batch), between fields, and between rows."""
_EVENT_CODES = (*ACCESS, "country", "mode", "month", "year")
_LINE_CODES = ("goods", "illicit", "unit_class", "currency", "valuation")
_NUMBERS = {
    **dict.fromkeys(("seizure_id", "route_id", "events", "quantity_base", "value_milli"), pl.Int64),
    **dict.fromkeys(("goods_set_id", "implausible"), pl.Int32),
}
_EVENT = ("seizure_id", "route_id", "goods_set_id", "events", "admin1", "place")
_LINE = ("seizure_id", "quantity_base", "value_milli", "implausible")
AHEAD = 3
"""So many batches are read ahead."""
Mine = Callable[[Any], list[ColumnElement[bool]]]
"""Table → which of its rows are of the records asked for."""


@dataclass(frozen=True)
class Batch:
    """Some current records, and all their goods lines. What many rows share stands once, beside them.

    `events`: seizure_id, combo, route_id, goods_set_id, admin1, admin1_code, place, events (null: not reported).
    `combos`: combo, the columns of ACCESS, country, mode, year, month ('YYYY-MM', '' where only the year is known).
    `routes`: route_id, producing, departure, destination. `lines`: seizure_id, combo, quantity_base, value_milli,
    implausible (0 or 1); those of other records may be among them. `goods`: combo, goods, illicit, unit_class,
    currency, valuation.
    """

    events: pl.DataFrame
    combos: pl.DataFrame
    routes: pl.DataFrame
    lines: pl.DataFrame
    goods: pl.DataFrame


def years(connection: Connection) -> list[int]:
    """All years from the first to the last with a current record."""
    s = t.Seizure
    ends = [  # along the index of years: for both at once every record would be looked at
        connection.scalar(select(s.year).where(s.is_current).order_by(order).limit(1))
        for order in (s.year.asc(), s.year.desc())
    ]
    return [] if None in ends else list(range(int(ends[0] or 0), int(ends[1] or 0) + 1))


def members(connection: Connection) -> pl.DataFrame:
    """The members of the sets of goods: goods_set_id, goods, illicit, unit_class ('' without a quantity)."""
    sets = connection.execute(select(t.GoodsSet.goods_set_id, t.GoodsSet.members)).all()
    rows = [(int(key), *member.split("~")) for key, members in sets for member in str(members).split("|")]
    names = dict.fromkeys(("goods_set_id", "goods", "illicit", "unit_class"), pl.String) | {"goods_set_id": pl.Int32}
    return pl.DataFrame(rows, schema=names, orient="row")


@dataclass(frozen=True)
class _Text:
    """Rows as the database wrote them: the first field is codes joined by CODE, the others are named."""

    codes: tuple[str, ...]
    fields: tuple[str, ...]
    text: str
    height: int

    def frame(self) -> pl.DataFrame:
        """As columns. Raises ValueError where it is not the rows that there were."""
        schema = {"codes": pl.String, **{name: _NUMBERS.get(name, pl.String) for name in self.fields}}
        frame = pl.DataFrame(schema=schema)
        if self.text:
            how: dict[str, Any] = {"separator": FIELD, "eol_char": ROW, "quote_char": None}
            try:
                frame = pl.read_csv(
                    self.text.encode(), has_header=False, schema=schema, empty_string_is_null=False, **how
                )
            except pl.exceptions.PolarsError as error:
                raise ValueError("a field too many") from error
        if frame.height != self.height:
            raise ValueError("a row too many")
        return frame

    def split(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The rows with `combo` instead of the codes, and what each combo stands for."""
        frame = self.frame()
        distinct = frame.select(pl.col("codes").unique()).with_row_index("combo")
        parts = pl.col("codes").str.split_exact(CODE, len(self.codes) - 1).struct.rename_fields(list(self.codes))
        combos = distinct.select("combo", parts.alias("_")).unnest("_")
        return frame.join(distinct, on="codes", how="left").drop("codes"), combos


@dataclass(frozen=True, eq=False)
class Records:
    """Reads the records of a store, within one transaction."""

    connection: Connection

    def every(self) -> Iterator[Batch]:
        """All current records, in the order in which they lie in the store: nothing is looked up one by one.

        While one batch is worked on the next ones are read, on two threads with a connection each where that can be:
        the database needs no Python for it, and takes longer than all that is done with a batch.
        """
        last = int(self.connection.scalar(select(func.max(t.Seizure.seizure_id))) or 0)
        _ = self._routes, self._coded  # asked before a thread has the connection
        pieces = [_numbered(first) for first in range(0, last, BATCH)]
        with connections(self.connection) as found, threads([Records(one) for one in found]) as started:
            reading = deque(started(_reading(mine)) for mine in pieces[:AHEAD])
            for number, mine in enumerate(pieces):
                texts = reading.popleft().result()
                if number + AHEAD < len(pieces):
                    reading.append(started(_reading(pieces[number + AHEAD])))
                try:
                    batch = self._batch(texts, self._routes)
                except ValueError:  # reported words contain a character that separates
                    batch = self._batch(started(_reading(mine, clean=True)).result(), self._routes)
                yield batch

    def of(self, year: int, months: Sequence[str]) -> Batch:
        """The records of these months ('YYYY-MM') of a year. Those dated by the year alone stand in January.

        Found by the day, along the index of years: by the month every record of the year would be looked at.
        """
        s = t.Seizure
        days = or_(*(s.seized_on.between(*_days(month)) for month in months))
        tests: list[ColumnElement[bool]] = [s.year == year, days]
        mine = select(s.seizure_id).where(s.is_current, *tests)
        queries = self._queries(lambda table: tests if table is s else [table.seizure_id.in_(mine)], clean=True)
        met = select(s.route_id).where(s.is_current, *tests)  # of a large store's routes, a few
        with connections(self.connection) as found, threads([Records(one) for one in found]) as started:
            reading = [started(query) for query in queries]
            routes = started(lambda records: records._routes_where(t.Route.route_id.in_(met)))
            return self._batch(tuple(one.result() for one in reading), routes.result())

    def texts(self, mine: Mine, *, clean: bool = False) -> tuple[_Text, ...]:
        """Events, lines and codes of divisions: asks the database, and does nothing else.

        `clean`: take the characters that separate out of the reported words, which takes half as long again.
        """
        return tuple(query(self) for query in self._queries(mine, clean=clean))

    def _queries(self, mine: Mine, *, clean: bool) -> "list[Callable[[Records], _Text]]":
        """What `texts` asks, each for any connection."""
        s, i, d = t.Seizure, t.SeizureItem, t.SeizureDetail
        words: dict[str, Any] = {"admin1": s.admin1_reported, "place": s.place_reported, "source": s.source_id}
        words |= {name: _cleaned(words[name]) for name in ("admin1", "place")} if clean else {}
        names = {"admin1_code": d.division_code, "seizure_id": d.seizure_id}
        asked: list[Any] = [
            (lambda c: words.get(c, getattr(s, c, None)), _EVENT_CODES, _EVENT, [s.is_current, *mine(s)]),
            (lambda c: getattr(i, c), _LINE_CODES, _LINE, mine(i)),
        ]
        if self._coded:
            asked.append((names.get, ("admin1_code",), ("seizure_id",), [d.division_code != "", *mine(d)]))
        return [partial(Records._text, column=c, codes=codes, fields=f, where=w) for c, codes, f, w in asked]

    def _text(
        self, column: Callable[[str], Any], codes: tuple[str, ...], fields: tuple[str, ...], where: Sequence[Any]
    ) -> _Text:
        """All rows as one text, empty where nothing is reported."""
        shape = FIELD.join((CODE.join("%s" for _ in codes), *("%s" for _ in fields)))
        pattern: ColumnElement[str] = literal_column(f"'{shape}'")
        shown = [_number(column(name)) for name in (*codes, *fields)]
        row = func.format(pattern, *shown, type_=String)
        text, height = self.connection.execute(
            select(func.aggregate_strings(row, ROW), func.count()).where(*where)
        ).one()
        return _Text(codes, fields, str(text or ""), int(height))

    def _batch(self, texts: tuple[_Text, ...], routes: pl.DataFrame) -> Batch:
        (events, combos), (lines, goods) = (text.split() for text in texts[:2])
        code = pl.lit("").alias("admin1_code")
        if len(texts) > 2:
            named = texts[2].frame().rename({"codes": "admin1_code"})
            events = events.join(named, on="seizure_id", how="left")
            code = pl.col("admin1_code").fill_null("")
        copies, year = pl.col("is_copy") == "1", pl.col("year").cast(pl.Int32)
        return Batch(events.with_columns(code), combos.with_columns(copies, year), routes, lines, goods)

    @cached_property
    def _coded(self) -> bool:
        """Whether any record has the code of its division, reported or derived from coordinates."""
        d = t.SeizureDetail
        return self.connection.execute(select(d.seizure_id).where(d.division_code != "").limit(1)).first() is not None

    @cached_property
    def _routes(self) -> pl.DataFrame:
        return self._routes_where()

    def _routes_where(self, *where: ColumnElement[bool]) -> pl.DataFrame:
        """See Batch."""
        frame, roles = self._text(lambda c: getattr(t.Route, c), ROLES, ("route_id",), where).split()
        return frame.join(roles, on="combo").drop("combo")


def _reading(mine: Mine, *, clean: bool = False) -> Callable[[Records], tuple[_Text, ...]]:
    return lambda records: records.texts(mine, clean=clean)


def _days(month: str) -> tuple[date, date]:
    """The first and the last day of a month."""
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def _numbered(first: int) -> Mine:
    """The records with the next numbers."""
    return lambda table: [table.seizure_id > first, table.seizure_id <= first + BATCH]


def _number(column: Any) -> Any:
    """Truth as 1 or 0 on every database."""
    return case((column, 1), else_=0) if isinstance(column.type, Boolean) else column


def _cleaned(text: Any) -> Any:
    return func.replace(func.replace(text, FIELD, " "), ROW, " ")
