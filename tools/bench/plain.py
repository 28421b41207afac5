"""A question in the plainest parts, for yardsticks that know nothing of the product: columns, values, sums.

Written anew from the rules of the product, so that equal answers mean something: who may see what, which source counts,
records dated only by their year, a seizure counted once for each of its goods.
"""

from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from data_access.reference import tables as reference
from domain.dimensions import UNASSIGNED, UNKNOWN
from tools.bench.catalogue import LEVELS, Catalogue
from tools.bench.questions import Asked

FIGURES = {"seizures": ("facts", "events"), "quantity": ("lines", "quantity_base"), "value": ("lines", "value_milli")}
"""Measure → the flat file, and the column that is summed."""
OF_GOODS = ("goods", "goods_group", "illicit")
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Test:
    """A column that holds one of these values, or none of them."""

    column: str
    values: tuple[str | int, ...]
    none: bool = False


@dataclass(frozen=True)
class Plain:
    """What is summed, of which rows, by which columns; and what each key becomes after summing.

    `keys`: columns of the flat file. `regions`, `goods`: what a country, a set of goods, stands for (each perhaps
    several); () where the answer is not by them. `start`, `end`: months, '' for no limit. `distinct`: no copies.
    """

    table: str
    figure: str
    by: tuple[str, ...]
    keys: tuple[str, ...]
    tests: tuple[Test, ...]
    start: str
    end: str
    distinct: bool
    regions: Pairs = ()
    goods: tuple[tuple[int, str], ...] = ()

    @property
    def years(self) -> tuple[int, int]:
        """First and last year that the period holds as a whole: what is dated only by its year must lie there."""
        first = int(self.start[:4]) + (self.start[5:] != "01") if self.start else 0
        last = int(self.end[:4]) - (self.end[5:] != "12") if self.end else 9999
        return first, last


def plain(asked: Asked, known: Catalogue, levels: tuple[tuple[str, str], ...]) -> Plain:
    """The parts of a question; `levels`: the pairs of source and handling level that occur."""
    question, selection = asked.question, asked.question.selection
    table, figure = FIGURES[question.measure]
    where = dict(selection.where)
    tests = [Test("handling", asked.handling), *_of_source(asked, known, levels)]
    for dimension, values in where.items():
        if dimension == "region":
            tests.append(Test("country", _members_of(values)))
        elif dimension not in OF_GOODS:
            tests.append(Test(dimension, values))
    held = _held(known, where)
    if table == "lines":
        kinds = {"unit_class": question.unit_class, "currency": question.currency, "valuation": question.valuation}
        tests += [Test(column, (value,)) for column, value in kinds.items() if value]
        tests += [Test(d, tuple(sorted(set(held[d])))) for d in ("goods", "illicit") if where.keys() & set(OF_GOODS)]
    elif where.keys() & set(OF_GOODS):
        tests.append(Test("goods_set_id", tuple(held["goods_set_id"].unique().sort())))
    stands = {"region": "country", **({"goods": "goods_set_id"} if table == "facts" else {})}
    by_goods = "goods" in question.by and table == "facts"
    return Plain(
        table=table,
        figure=figure,
        by=question.by,
        keys=tuple(stands.get(d, d) for d in question.by),
        tests=tuple(tests),
        start=selection.start,
        end=selection.end,
        distinct=selection.distinct,
        regions=_regions(where.get("region", ())) if "region" in question.by else (),
        goods=tuple(held.select("goods_set_id", "goods").unique().sort(pl.all()).iter_rows()) if by_goods else (),
    )


def _of_source(asked: Asked, known: Catalogue, levels: tuple[tuple[str, str], ...]) -> list[Test]:
    """Of sources that overlap only the first counts, and of two linked records the one that the viewer may see."""
    wanted = asked.question.selection.values("source")
    sources = {s for s, level in levels if level in asked.handling and (not wanted or s in wanted)}
    rows = known.sources.filter(pl.col("source_id").is_in(list(sources)), pl.col("overlap_group") != "")
    out = [
        code
        for part in rows.sort("precedence", "name").partition_by("overlap_group")
        for code in part["source_id"].to_list()[1:]
    ]
    hidden = [f"{s}~{level}" for s in sorted(sources) for level in LEVELS if level in asked.handling]
    tests = [Test("hidden_by", tuple(hidden), none=True)]
    return [*tests, Test("source", tuple(out), none=True)] if out else tests


@lru_cache(maxsize=4)
def _all_members(known: Catalogue) -> pl.DataFrame:
    rows = [(i, *member) for i, members in enumerate(known.sets, start=1) for member in members]
    return pl.DataFrame(rows, schema=["goods_set_id", "goods", "illicit", "unit_class"], orient="row")


def _held(known: Catalogue, where: dict[str, tuple[str, ...]]) -> pl.DataFrame:
    """The members of sets that meet the filters on goods and on why they are illicit in one and the same line."""
    found, groups = _all_members(known), reference.goods_group()
    for dimension in ("goods", "goods_group"):
        if asked := where.get(dimension):
            found = found.filter(pl.col("goods").is_in([c for c, g in groups.items() if c in asked or g in asked]))
    return found.filter(pl.col("illicit").is_in(where["illicit"])) if "illicit" in where else found


def _members_of(regions: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({country for country, region in _pairs() if region in regions}))


def _pairs() -> Pairs:
    """Every country with each of its regions; those in none too."""
    table = reference.membership("m49")
    inside = set(table["country"].to_list())
    none = sorted((set(reference.names("places")) | {UNKNOWN}) - inside)
    return (*table.select("country", "region").iter_rows(), *((country, UNASSIGNED) for country in none))


def _regions(asked: tuple[str, ...]) -> Pairs:
    """Country and region of the regions shown: those asked for, else all."""
    return tuple((country, region) for country, region in _pairs() if not asked or region in asked)
