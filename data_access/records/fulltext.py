"""The database's own full-text index over the reported words of each record: FTS5 in SQLite, tsvector in PostgreSQL.

Both hold the words that `domain.search` cuts, never words of their own cutting, so that both find the same. Codes stand
among the words with a mark before them ('¤esp'), and a question is widened by the names of the codes: names can change
without a new index, and what a record is indexed by can be worked out again from its row when it is taken out.

Whoever changes what is indexed, or `domain.search.tokens`, adds a migration that calls `rebuild`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import polars as pl
from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    any_,
    cast,
    column,
    delete,
    func,
    literal,
    literal_column,
    select,
    table,
    true,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from data_access.reference import tables as reference
from data_access.store import tables as t
from data_access.store.postgresql import BACKEND
from domain.search import GAP, LONGEST, Term, tokens, words_of

TABLE = "seizure_text"
MOST_WORDS = 2000
"""So many words of a record are indexed."""
BATCH = 20_000
MOST_ALTERNATIVES = 60
"""A filter by more codes finds no few records: it is no hint."""
PLACE, GOODS, MODE, SOURCE = "¤", "§", "¬", "¶"
"""Marks of codes: no word that a reader types holds one."""
_HYPHEN = "¦"
_EMPTY = rf"{GAP}[{GAP}\s]*{GAP}"
"""Empty fields between two others: they count as one gap."""
_EVENT = (
    *("record_id", "country_reported", "admin1_reported", "place_reported", "locode", "facility_reported"),
    *("agency_reported", "mode_reported", "concealment_reported", "detection_reported", "routing_reported"),
    *("producing_reported", "departure_reported", "transit_reported", "destination_reported"),
    *("operation_id", "case_id"),
)
_ITEM = ("goods_reported", "species_reported", "hs", "illicit_reported")
_INDEX = table(TABLE, column("seizure_id"), column("words"))
_CODES = {PLACE: ("country", "producing", "departure", "destination"), MODE: ("mode",), SOURCE: ("source_id",)}
WORDED = frozenset(
    (
        *("admin1", "place", "concealment", "facility", "routing", "detection", "agency", "operation", "case"),
        *("goods_reported", "species", "hs"),
    )
)
"""Dimensions whose values stand in the index in their words."""
_COLUMNS = (*_EVENT, *(c for columns in _CODES.values() for c in columns), "transit")


def is_part(name: str) -> bool:
    """Whether a table belongs to the index: FTS5 keeps its own in several tables."""
    return name == TABLE or name.startswith(f"{TABLE}_")


def create(connection: Connection) -> None:
    """An empty index."""
    if connection.dialect.name == BACKEND:
        connection.exec_driver_sql(f"CREATE TABLE {TABLE} (seizure_id BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)")
        connection.exec_driver_sql(f"CREATE INDEX ix_{TABLE}_words ON {TABLE} USING gin (words)")
    else:  # ascii cuts at spaces only: the words are cut already
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {TABLE} USING fts5(words, content='', columnsize=0, tokenize='ascii')"
        )


def drop(connection: Connection) -> None:
    """No index any more."""
    connection.exec_driver_sql(f"DROP TABLE {TABLE}")


def words(events: pl.DataFrame, items: pl.DataFrame) -> pl.DataFrame:
    """seizure_id, words (text, joined by spaces): what each record is found by.

    events: seizure_id, the reported texts and codes of the event and its route; items: seizure_id and those of a line.
    """
    texts = pl.concat_str(*_EVENT, pl.col("said").fill_null(""), separator=GAP)
    codes = [_marked(mark, c) for mark, columns in _CODES.items() for c in columns]
    coded = pl.concat_str(*codes, _transit(), pl.col("goods_codes").fill_null(""), separator=" ")
    joined = events.join(_of_lines(items), on="seizure_id", how="left", maintain_order="left")
    texts_of = joined.select("seizure_id", texts.alias("texts"), coded.alias("coded"))
    distinct = texts_of.select("texts", "coded").unique()  # many records of one file say the same: they are cut once
    every = pl.concat_str(_cut(distinct["texts"]), "coded", separator=" ").str.replace_all(" +", " ")
    found = distinct.with_columns(every.str.strip_chars(" ").alias("words"))
    return texts_of.join(found, on=["texts", "coded"], how="left", maintain_order="left").select("seizure_id", "words")


def _of_lines(items: pl.DataFrame) -> pl.DataFrame:
    """seizure_id, goods_codes (sorted), said (in the order of the lines): each once a record.

    Repetitions go before the lines are grouped: Polars does so in one go, but group by group takes six times as long.
    """
    said = items.select("seizure_id", pl.concat_str(*_ITEM, separator=GAP).alias("said"))
    goods = items.select("seizure_id", _marked(GOODS, "goods").alias("goods_codes")).unique()
    by_record = [
        frame.group_by("seizure_id").agg(name).with_columns(pl.col(name).list.join(joint))
        for frame, name, joint in (
            (said.unique(maintain_order=True), "said", GAP),
            (goods.sort("seizure_id", "goods_codes"), "goods_codes", " "),
        )
    ]
    return by_record[0].join(by_record[1], on="seizure_id")


def _cut(texts: pl.Series) -> pl.Series:
    """The words of each text, joined by spaces. Slow: ask it once a distinct text."""
    texts = texts.str.replace_all(_EMPTY, GAP)
    found = tokens(pl.col("texts")).list.head(MOST_WORDS)
    if texts.str.len_chars().gt(LONGEST).any():  # looked for first: it doubles the time
        found = found.list.eval(pl.element().str.slice(0, LONGEST))
    return texts.to_frame().select(found.list.join(" ")).to_series()


def _marked(mark: str, column: str) -> pl.Expr:
    """A code as a word, '' where there is none. Its hyphens would cut it."""
    code = pl.lit(mark) + pl.col(column).str.to_lowercase().str.replace_all("-", _HYPHEN, literal=True)
    return pl.when(pl.col(column) != "").then(code).otherwise(pl.lit(""))


def _transit() -> pl.Expr:
    """The codes on the way, each a word."""
    return _marked(PLACE, "transit").str.replace_all(">", f" {PLACE}", literal=True)


def index(connection: Connection, indexed: pl.DataFrame) -> None:
    """Put records into the index by their `words`, in the transaction that stores them."""
    if connection.dialect.name == BACKEND:
        _copy(connection, indexed)
    else:
        statement = f"INSERT INTO {TABLE} (rowid, words) VALUES (?, ?)"  # noqa: S608 - our own name
        connection.exec_driver_sql(statement, indexed.rows())


def _copy(connection: Connection, indexed: pl.DataFrame) -> None:
    """The words with their places, as PostgreSQL writes a tsvector: its own parser cuts nothing. GAP takes a place."""
    raw: Any = connection.connection.driver_connection
    if not connection.in_transaction():
        connection.begin()
    with raw.cursor() as cursor, cursor.copy(f"COPY {TABLE} (seizure_id, words) FROM STDIN") as copy:
        for key, found in indexed.iter_rows():
            vector = " ".join(f"'{word}':{at}" for at, word in enumerate(found.split(" "), start=1) if word != GAP)
            copy.write_row((key, vector))


def forget(connection: Connection, where: ColumnElement[bool]) -> None:
    """Take the seizures that meet a condition out of the index, before they go from the store."""
    if connection.dialect.name == BACKEND:
        mine = select(t.Seizure.seizure_id).where(where)
        connection.execute(delete(_INDEX).where(_INDEX.c.seizure_id.in_(mine)))
        return
    statement = f"INSERT INTO {TABLE} ({TABLE}, rowid, words) VALUES ('delete', ?, ?)"  # noqa: S608 - our own name
    for events, items in _stored(connection, where):
        connection.exec_driver_sql(statement, words(events, items).rows())


def rebuild(connection: Connection) -> None:
    """The index made again from the records, in the caller's transaction."""
    if connection.dialect.name == BACKEND:
        connection.execute(delete(_INDEX))
    else:
        connection.exec_driver_sql(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('delete-all')")  # noqa: S608 - our own name
    for events, items in _stored(connection, true()):
        index(connection, words(events, items))


def _stored(connection: Connection, where: ColumnElement[bool]) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Events and goods lines of stored seizures, in parts, as `words` takes them."""
    s, r, d, i = t.Seizure, t.Route, t.SeizureDetail, t.SeizureItem
    columns = [getattr(next(c for c in (s, r, d) if hasattr(c, n)), n) for n in _COLUMNS]
    texts = [func.coalesce(c, "").label(c.key) for c in columns]
    event = (
        select(s.seizure_id, *texts)
        .join(r, r.route_id == s.route_id)
        .outerjoin(d, d.seizure_id == s.seizure_id)
        .where(where)
        .order_by(s.seizure_id)
        .limit(BATCH)
    )
    lines = select(i.seizure_id, i.goods, *[getattr(i, n) for n in _ITEM]).join(s, s.seizure_id == i.seizure_id)
    last = 0
    while True:
        rows = connection.execute(event.where(s.seizure_id > last)).all()
        if not rows:
            return
        first, last = rows[0][0], rows[-1][0]
        own = connection.execute(lines.where(where, s.seizure_id.between(first, last))).all()
        yield _frame(rows, _COLUMNS), _frame(own, ("goods", *_ITEM))


def _frame(rows: Any, names: tuple[str, ...]) -> pl.DataFrame:
    schema: dict[str, type[pl.DataType]] = {"seizure_id": pl.Int64, **dict.fromkeys(names, pl.String)}
    columns = [list(values) for values in zip(*rows, strict=True)] or [[] for _ in schema]
    return pl.DataFrame(dict(zip(schema, columns, strict=True)), schema=schema)


Alternatives = tuple[Term, ...]
"""A record fits that holds one of them."""


def searched(terms: tuple[Term, ...], *, without: bool = False) -> tuple[Alternatives, ...]:
    """What a search asks for (or must not hold), widened by the codes whose names hold a term."""
    return tuple((term, *map(_code, codes_of(term))) for term in terms if term.without == without)


def hints(where: Mapping[str, Iterable[str]]) -> tuple[Alternatives, ...]:
    """What records that meet these filters hold at least: the index finds the few among many that a filter is after."""
    found = []
    for dimension, values in where.items():
        terms = [_hint(dimension, value) for value in values]
        if terms and None not in terms and len(terms) <= MOST_ALTERNATIVES:
            found.append(tuple(term for term in terms if term))
    return tuple(found)


def _hint(dimension: str, value: str) -> Term | None:
    marks = {c.removesuffix("_id"): m for m, columns in _CODES.items() for c in columns} | {"goods": GOODS}
    mark = marks.get(dimension, "")
    if mark:
        return _code(mark + value.lower().replace("-", _HYPHEN)) if value else None
    term_words = tuple(word for word in words_of(value) if word != GAP) if dimension in WORDED else ()
    return Term(words=term_words) if term_words else None


def _code(word: str) -> Term:
    return Term(words=(word,))


def condition(
    backend: str, wanted: Sequence[Alternatives], unwanted: Sequence[Alternatives], column: ColumnElement[Any]
) -> ColumnElement[bool]:
    """That the record with this id holds one of each wanted alternatives and none of the unwanted."""
    return column.in_(matches(backend, wanted, unwanted)) if wanted else column.not_in(_any(backend, unwanted))


def matches(
    backend: str, wanted: Sequence[Alternatives], unwanted: Sequence[Alternatives] = (), *, most: int = 0
) -> Select[Any]:
    """The ids of the records that hold one of each wanted alternatives and none of the unwanted; the first `most`."""
    server = backend == BACKEND
    query = f"({_joined(server, wanted, ' & ' if server else ' AND ')})"
    if unwanted:
        query += f"{' & !' if server else ' NOT '}({_joined(server, unwanted, ' | ' if server else ' OR ')})"
    found = _queried(server, query)
    return found.order_by(found.selected_columns[0]).limit(most) if most else found


def _any(backend: str, unwanted: Sequence[Alternatives]) -> Select[Any]:
    server = backend == BACKEND
    return _queried(server, _joined(server, unwanted, " | " if server else " OR "))


def _joined(server: bool, groups: Sequence[Alternatives], joint: str) -> str:
    inner = " | " if server else " OR "
    return joint.join(f"({inner.join(map(_tsquery if server else _fts5, group))})" for group in groups)


def _queried(server: bool, query: str) -> Select[Any]:
    if server:
        return select(_INDEX.c.seizure_id).where(_INDEX.c.words.op("@@")(cast(literal(query), TSQUERY)))
    return select(literal_column("rowid")).select_from(_INDEX).where(literal_column(TABLE).op("MATCH")(query))


def fitting(
    connection: Connection, ids: Sequence[int], wanted: Sequence[Alternatives], unwanted: Sequence[Alternatives]
) -> set[int]:
    """Those of these records that a search finds. Nothing else is looked at, however common the words are.

    PostgreSQL keeps the words of each record. FTS5 keeps none (contentless), and to ask it for one record costs as much
    as for all where a word is a beginning: there the words are worked out again.
    """
    if not ids:
        return set()
    if connection.dialect.name == BACKEND:
        mine = _INDEX.c.seizure_id == any_(literal(list(ids), ARRAY(BigInteger)))
        query = matches(BACKEND, wanted, unwanted) if wanted else select(_INDEX.c.seizure_id)
        if not wanted:
            query = query.where(_INDEX.c.seizure_id.not_in(_any(BACKEND, unwanted).where(mine)))
        return set(connection.scalars(query.where(mine)))
    parts = [words(*part) for part in _stored(connection, t.Seizure.seizure_id.in_(ids))]
    return {key for part in parts for key in part.filter(_holds(wanted, unwanted))["seizure_id"]}


def _holds(wanted: Sequence[Alternatives], unwanted: Sequence[Alternatives]) -> pl.Expr:
    """The rule of `Term.fits` on the column `words`."""
    text = pl.concat_str(pl.lit(" "), pl.col("words"), pl.lit(" "))
    tests = [pl.lit(value=True)]
    for group in (*wanted, *unwanted):
        some = pl.any_horizontal(text.str.contains(_within(term), literal=True) for term in group)
        tests.append(~some if group in unwanted and group not in wanted else some)
    return pl.all_horizontal(tests)


def _within(term: Term) -> str:
    return f" {' '.join(term.words)}" + ("" if term.prefix else " ")


def _fts5(term: Term) -> str:
    """Words of letters and digits between quotes: nothing that a reader types is an operator."""
    return f'"{" ".join(term.words)}"' + ("*" if term.prefix else "")


def _tsquery(term: Term) -> str:
    last = f"'{term.words[-1]}'" + (":*" if term.prefix else "")
    return "(" + " <-> ".join([*(f"'{word}'" for word in term.words[:-1]), last]) + ")"


@lru_cache(maxsize=500)
def codes_of(term: Term) -> tuple[str, ...]:
    """The codes, as words of the index, whose names hold the term; a group of goods stands for its members."""
    found = {word for word, names in _names().items() if any(term.fits(name) for name in names)}
    return tuple(sorted(found))


@lru_cache(maxsize=1)
def _names() -> dict[str, list[list[str]]]:
    """Code as a word of the index → its names, cut into words."""
    goods, groups = reference.names("goods"), reference.goods_group()
    named = [(PLACE + code.lower(), name) for code, name in reference.names("places").items()]
    named += [(MODE + code.lower().replace("-", _HYPHEN), name) for code, name in reference.names("modes").items()]
    for code, name in goods.items():
        word = GOODS + code.lower().replace("-", _HYPHEN)
        named += [(word, name), (word, goods[groups[code]])]
    cut = pl.DataFrame(named, schema=["word", "name"], orient="row").with_columns(tokens(pl.col("name")))
    return {str(word[0]): part["name"].to_list() for word, part in cut.group_by("word")}
