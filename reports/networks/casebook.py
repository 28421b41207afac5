"""The network of the casebook: cases, the goods that they are about, and the places of the trade."""

from typing import Any

import polars as pl

from analysis.networks.order import ordered
from charts.drawn import Drawn
from charts.networks.circles import circles, width
from charts.networks.layout import WIDE
from data_access.reference import tables as reference
from domain.cases.dimensions import CASE_MEASURES
from domain.cases.selection import CaseSelection
from domain.collation import az
from domain.messages import N_
from domain.words import Words
from reports.card import Card, Column, Metric, Metrics, Report, Text, number
from reports.casebook.wording import criteria
from reports.networks import drawing
from reports.networks.asked import drawable, readable
from reports.networks.measures import TIES, About, measured
from reports.networks.net import TRADE, Net, of_cases, places_may_be_shown
from reports.networks.said import CELLS, CLICK, cases_caution, tangle
from reports.networks.tables import nodes_card, ties_card
from reports.networks.worded import labels, names
from reports.studio import Studio

UNIT = CASE_MEASURES["cases"].counting_unit
ROWS, COLUMNS = 25, 40
"""Goods and places of the matrix: those of most cases."""
_IDS = 8
NO_PLACES = N_(
    "No place is shown beside links to terrorism: they are stated case by case, with basis and date. The network shows "
    "the cases and their goods."
)
_TITLE = N_("Goods and places of the cases")
LINKS = N_("Cases, their goods and their places")


def opens(net: Net, selection: CaseSelection, view: str) -> str:
    """Matrix or network: as it was chosen, else the matrix for the whole casebook and for what cannot be read."""
    if not drawable(len(net.graph.nodes)):
        return "matrix"
    if view or not places_may_be_shown(selection):
        return view or "network"
    small = readable(len(net.graph.nodes), len(net.graph.ties))
    return "network" if small and selection.filtered else "matrix"


def first_screen(studio: Studio, selection: CaseSelection, view: str, node: str, level: str) -> Report:
    """How much there is, and the picture."""
    words, net = studio.words, of_cases(studio.answers, selection, level)
    if not net.sorts("case"):
        return ()
    head: Report = (Metrics(_figures(net, words)), Text(criteria(selection, words), "caption"))
    if not places_may_be_shown(selection):
        head = (*head, Text(words.t(NO_PLACES), "info"))
    if opens(net, selection, view) == "matrix":
        return (*head, *_why(net, view, words), *matrix(studio, selection, level))
    return (*head, *_too_much(net, words), *pictures(studio, selection, node, level))


def below(studio: Studio, selection: CaseSelection, level: str) -> Report:
    """What is measured, the routes that cases share, and everything as tables."""
    about = about_of(studio, selection, level)
    if about.net.nodes.is_empty():
        return ()
    return (*measured(about), *shared(studio, selection), nodes_card(about), ties_card(about))


def report(studio: Studio, selection: CaseSelection, view: str = "", node: str = "", level: str = "goods") -> Report:
    """All that the page shows of the casebook."""
    return (*first_screen(studio, selection, view, node, level), *below(studio, selection, level))


def about_of(studio: Studio, selection: CaseSelection, level: str) -> About:
    """What the cards of this network share. Removals are tried of goods and places: a case is a document."""
    words, net = studio.words, of_cases(studio.answers, selection, level)
    return About(
        net=net,
        labels=labels(net, words),
        words=words,
        caution=cases_caution(words),
        prefix="networks",
        among=tuple(net.sorts("goods", "place")),
        ranked=False,
        selection=selection,
        rest={},
    )


def _figures(net: Net, words: Words) -> tuple[Metric, ...]:
    parts = [part for part in net.graph.components if len(part) > 1]
    largest = sum(node.startswith("case:") for node in parts[0]) if parts else 0
    cases = len(net.sorts("case"))
    return (
        Metric(label=words.t("Cases"), value=words.number(cases)),
        Metric(label=words.t("Goods"), value=words.number(len(net.sorts("goods")))),
        *_places(net, words),
        Metric(
            label=words.t("Cases in the largest part"),
            value=words.number(largest),
            note=words.t("of {n}, linked by goods or places", n=cases),
            part=largest / cases if cases else None,
        ),
    )


def _places(net: Net, words: Words) -> tuple[Metric, ...]:
    """How many places; nothing where none may be shown."""
    found = net.sorts("place")
    label, note = words.t("Countries and territories"), words.t("where goods came from, passed or went")
    return (Metric(label=label, value=words.number(len(found)), note=note),) if found else ()


def _why(net: Net, view: str, words: Words) -> Report:
    """Why the matrix opens first, where it was not chosen."""
    size = len(net.graph.nodes), len(net.graph.ties)
    if readable(*size) or (view and drawable(size[0])):
        return ()
    return (Text(tangle(net, words), "caption"),)


def _too_much(net: Net, words: Words) -> Report:
    if readable(len(net.graph.nodes), len(net.graph.ties)):
        return ()
    text = words.t(
        "So large a network cannot be read as a picture: filter the cases, or take the matrix or the tables."
    )
    return (Text(text, "warning"),)


def matrix(studio: Studio, selection: CaseSelection, level: str) -> Report:
    """In how many cases which goods go with which place of the trade: circles, like beside like."""
    words = studio.words
    cells = cells_of(studio, selection, level)
    if cells.is_empty():
        return (Text(words.t("No case of this selection names both goods and a place of the trade."), "info"),)
    goods, places = reference.names("goods"), reference.names("places")
    shown = _fullest(cells)
    down, across = ordered(shown, "row", "column")
    sides = [
        pl.DataFrame({"code": codes, "label": [names.get(c, c) for c in codes]})
        for codes, names in ((down, goods), (across, places))
    ]
    said = [
        words.t(
            "{goods} – {place}: {n}",
            goods=f"<b>{goods.get(r, r)}</b>",
            place=f"<b>{places.get(c, c)}</b>",
            n=words.n("{n} case", "{n} cases", n),
        )
        + f"<br>{_some(ids, words)}"
        for r, c, n, ids in shown.select("row", "column", "n", "ids").iter_rows()
    ]
    drawn = circles(
        shown.select("row", "column", pl.col("n").alias("value"), pl.Series("said", said, pl.String)),
        *sides,
        words=words,
        theme=studio.theme,
        unit=words.t(UNIT),
    )
    counts = [cells[side].n_unique() for side in ("row", "column")]
    note = words.t(
        "{rows} of {all_rows} goods and {columns} of {all_columns} places, those of most cases; like beside like",
        rows=len(down),
        all_rows=counts[0],
        columns=len(across),
        all_columns=counts[1],
    )
    table = _cell_table(cells, goods, places)

    def card(key: str, drawn: Drawn, only: str, note: str, **look: Any) -> Card:
        return Card(
            key=key,
            title=words.t(_TITLE),
            unit=words.t(UNIT),
            drawn=drawn,
            table=table,
            columns={
                "goods": Column(words.t("Goods"), width=150),
                "place": Column(words.t("Country or territory"), width=150),
                "n": number(words.t("Cases")),
                "ids": Column(words.t("Which"), width=300),
            },
            selection=selection,
            caution=cases_caution(words, CELLS),
            note=note,
            only="narrow" if only == "narrow" else "wide",
            **look,
        )

    where = _roles(selection, words)
    opening = (words.t("A click on a circle opens its cases."), words.t(CELLS))
    look = {"below": opening, "filters": f"{level},country", "width": width(len(across))}
    listed = Drawn(None, words.n("Table of {n} row.", "Table of {n} rows.", table.height))
    return (
        card("networks_matrix", drawn, "wide", f"{note} · {where}", **look),
        card("networks_cells", listed, "narrow", where, below=(words.t(CELLS),)),
    )


def _roles(selection: CaseSelection, words: Words) -> str:
    if not places_may_be_shown(selection):
        return ""
    if selection.values("role"):
        return words.t("places in the roles that are filtered by")
    return words.t("places where goods came from, passed or went, not where the court is")


def _some(ids: str, words: Words) -> str:
    """The ids of cases, some of many."""
    return names(ids.split(", "), words, _IDS)


def cells_of(studio: Studio, selection: CaseSelection, level: str) -> pl.DataFrame:
    """row (goods), column (place), n (cases), ids; each case once in a cell."""
    net = of_cases(studio.answers, selection, level)
    both = [
        net.ties.filter(pl.col("end").str.starts_with(prefix)).select(
            pl.col("start").str.strip_prefix("case:").alias("case"), pl.col("end").str.strip_prefix(prefix).alias(name)
        )
        for prefix, name in (("goods:", "row"), ("place:", "column"))
    ]
    pairs = both[0].join(both[1], on="case").sort("case")
    grouped = pairs.group_by("row", "column").agg(
        pl.len().cast(pl.Int64).alias("n"), pl.col("case").str.join(", ").alias("ids")
    )
    return grouped.sort("row", "column")


def _fullest(cells: pl.DataFrame) -> pl.DataFrame:
    """The cells of the places of most cases, then of the goods of most cases among them: no row stays empty."""
    for side, most in (("column", COLUMNS), ("row", ROWS)):
        top = cells.group_by(side).agg(pl.col("n").sum()).sort("n", side, descending=[True, False]).head(most)
        cells = cells.join(top.select(side), on=side, how="semi", maintain_order="left")
    return cells


def _cell_table(cells: pl.DataFrame, goods: dict[str, str], places: dict[str, str]) -> pl.DataFrame:
    named = cells.select(
        pl.col("row").replace_strict(goods, default=pl.col("row")).alias("goods"),
        pl.col("column").replace_strict(places, default=pl.col("column")).alias("place"),
        "n",
        "ids",
    )
    return named.sort(az("goods"), az("place"))


def pictures(studio: Studio, selection: CaseSelection, node: str, level: str) -> Report:
    """Marks and ties; on a narrow screen names in a row with arcs."""
    about = about_of(studio, selection, level)
    words, net = studio.words, about.net
    caution = cases_caution(words)
    tables = (drawing.picture_table(net, about.labels, words), drawing.picture_columns(words))

    def card(key: str, drawn: Drawn, only: str, wide: int) -> Card:
        return about.card(
            key,
            words.t(LINKS),
            *tables,
            drawn=drawn,
            unit=words.t(TIES),
            note=_roles(selection, words),
            caution=caution,
            chooses="node",
            below=(words.t(CLICK),),
            only=only,
            width=wide,
        )

    return (
        card("marks", drawing.marks(net, words, studio.theme, node), "wide", WIDE),
        card("arcs", drawing.in_rows(net, words, studio.theme, node), "narrow", 0),
    )


def shared(studio: Studio, selection: CaseSelection) -> Report:
    """Pairs of where goods came from and went that more than one case names, with the goods."""
    words = studio.words
    if not places_may_be_shown(selection):
        return ()
    found = routes_of(studio, selection)
    shown = found.filter(pl.col("n") > 1)
    if shown.is_empty():
        return ()
    goods, places = reference.names("goods"), reference.names("places")
    table = shown.select(
        pl.col("origin").replace_strict(places, default=pl.col("origin")),
        pl.col("destination").replace_strict(places, default=pl.col("destination")),
        "n",
        pl.Series("goods", [names((goods.get(c, c) for c in some), words) for some in shown["goods"]], pl.String),
        "ids",
    ).sort(az("origin"), az("destination"))
    alone = found.height - shown.height
    return (
        Card(
            key="networks_routes",
            title=words.t("Routes that several cases share"),
            unit=words.t(UNIT),
            drawn=Drawn(None, words.n("Table of {n} row.", "Table of {n} rows.", table.height)),
            table=table,
            columns={
                "origin": Column(words.t("Goods came from")),
                "destination": Column(words.t("Went or were meant to go to")),
                "n": number(words.t("Cases")),
                "goods": Column(words.t("Goods of these cases"), width=300),
                "ids": Column(words.t("Which"), width=260),
            },
            selection=selection,
            caution=cases_caution(words, CELLS),
            note=words.n("{n} more pair stands in one case", "{n} more pairs stand in one case each", alone)
            + " · "
            + words.t("a case with several origins or destinations stands in each pair"),
        ),
    )


def routes_of(studio: Studio, selection: CaseSelection) -> pl.DataFrame:
    """origin, destination (codes), n (cases), goods (codes), ids; most cases first."""
    frames = studio.answers.cases.parts(selection)
    places, goods = frames.parts["places"], frames.parts["goods"].select("case_id", "goods").unique()
    ends = [
        places.filter(pl.col("role") == role).select("case_id", pl.col("place").alias(role)).unique()
        for role in (TRADE[0], TRADE[-1])
    ]
    pairs = ends[0].join(ends[1], on="case_id").filter(pl.col("origin") != pl.col("destination"))
    of_goods = goods.group_by("case_id").agg(pl.col("goods"))
    joined = pairs.join(of_goods, on="case_id", how="left").sort("case_id")
    grouped = joined.group_by("origin", "destination").agg(
        pl.len().cast(pl.Int64).alias("n"),
        pl.col("goods").explode().drop_nulls().unique().sort(),
        pl.col("case_id").str.join(", ").alias("ids"),
    )
    return grouped.sort("n", "origin", "destination", descending=[True, False, False])
