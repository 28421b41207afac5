"""An imported network of groups or pseudonymous actors."""

import polars as pl

from analysis.networks.order import in_a_row
from charts.drawn import Drawn
from charts.networks.circles import circles, width
from charts.networks.layout import WIDE
from domain.messages import N_
from domain.selection import Selection
from domain.words import Words
from reports.card import Card, Metric, Metrics, Report, Text
from reports.networks import drawing
from reports.networks.asked import drawable, readable
from reports.networks.measures import TIES, About, measured
from reports.networks.net import Net, imported
from reports.networks.said import CLICK, imported_caution, of_network, tangle
from reports.networks.tables import nodes_card, ties_card
from reports.networks.worded import labels, roles
from reports.studio import Studio

SIDE = 40
"""Rows and columns of the matrix: the nodes with most ties."""
_TITLE = N_("{network}: {kind}")


def about_of(studio: Studio, network: str, kind: str) -> About | None:
    """What the cards of this network share; null where there is none for this viewer."""
    words, net = studio.words, imported(studio.answers, network, kind)
    if net is None:
        return None
    listed = studio.answers.networks.listed()
    row = listed.filter(pl.col("network") == network).row(0, named=True)
    told = of_network(listed, network, kind, words)
    return About(
        net=net,
        labels=labels(net, words),
        words=words,
        caution=imported_caution(net, words),
        prefix="networks",
        among=None,
        ranked=not net.two_mode,
        selection=Selection(),
        rest={"sources": tuple(row["sources"]), "told": told},
    )


def title(network: str, kind: str, words: Words) -> str:
    """The name of a network with the kind of its ties."""
    return words.t(_TITLE, network=network, kind=roles(kind, words))


def opens(net: Net, view: str) -> str:
    """Matrix or network: as it was chosen, else the matrix for what cannot be read."""
    tied = sum(bool(degree) for degree in net.graph.degrees.values())
    if not drawable(tied):
        return "matrix"
    return view or ("network" if readable(tied, len(net.graph.ties)) else "matrix")


def first_screen(studio: Studio, network: str, kind: str, view: str, node: str) -> Report:
    """How much there is, and the picture."""
    about, words = about_of(studio, network, kind), studio.words
    if about is None:
        return (Text(words.t("There is no such network for you."), "error"),)
    net = about.net
    head: Report = (Metrics(_figures(net, words)),)
    if not net.graph.ties:
        return (*head, Text(words.t("No ties of this kind are reported."), "info"))
    if opens(net, view) == "matrix":
        return (*head, *_why(net, view, words), *_matrix(studio, about, title(network, kind, words)))
    return (*head, *_pictures(studio, about, title(network, kind, words), node))


def below(studio: Studio, network: str, kind: str) -> Report:
    """What is measured, and everything as tables."""
    about = about_of(studio, network, kind)
    return () if about is None else (*measured(about), nodes_card(about), ties_card(about))


def report(studio: Studio, network: str, kind: str, view: str = "", node: str = "") -> Report:
    """All that the page shows of an imported network."""
    return (*first_screen(studio, network, kind, view, node), *below(studio, network, kind))


def _figures(net: Net, words: Words) -> tuple[Metric, ...]:
    tied = sum(bool(degree) for degree in net.graph.degrees.values())
    both = int(net.ties["both"].sum())
    parts = [part for part in net.graph.components if len(part) > 1]
    ties = words.t("pairs; {n} reported by both sides", n=both) if not net.two_mode else words.t("pairs")
    return (
        Metric(label=words.t("Nodes"), value=words.number(net.nodes.height)),
        Metric(
            label=words.t("With a tie"),
            value=words.number(tied),
            note=words.t("of {n}; the others stand in the table", n=net.nodes.height),
            part=tied / net.nodes.height if net.nodes.height else None,
        ),
        Metric(label=words.t("Ties"), value=words.number(net.ties.height), note=ties),
        Metric(
            label=words.t("Parts"),
            value=words.number(len(parts)),
            note=words.t("the largest of {n} nodes", n=len(parts[0]) if parts else 0),
        ),
    )


def _why(net: Net, view: str, words: Words) -> Report:
    return () if view and drawable(len(net.tied.nodes)) else (Text(tangle(net, words), "caption"),)


def _matrix(studio: Studio, about: About, named: str) -> Report:
    """Who is tied to whom, among the nodes with most ties: each tie stands twice, on both sides of the diagonal."""
    words, net = studio.words, about.net
    top = sorted(net.graph.nodes, key=lambda node: (-net.graph.degrees[node], node))[:SIDE]
    order = in_a_row(net.graph.of(top))
    weights = {(r["start"], r["end"]): r["weight"] for r in net.ties.iter_rows(named=True)}
    rows = []
    for (start, end), weight in weights.items():
        if start in order and end in order:
            said = words.t("{start} – {end}: {n}", start=about.labels[start], end=about.labels[end], n=weight)
            rows += [(start, end, weight, said), (end, start, weight, said)]
    cells = pl.DataFrame(
        rows, schema={"row": pl.String, "column": pl.String, "value": pl.Float64, "said": pl.String}, orient="row"
    )
    side = pl.DataFrame({"code": list(order), "label": [about.labels[code] for code in order]})
    note = words.t(
        "the {n} of {all} nodes with most ties; the size is the weight as reported",
        n=len(order),
        all=len(net.graph.nodes),
    )
    drawn = circles(cells, side, side, words=words, theme=studio.theme, unit=words.t("a tie"))
    return (
        about.card(
            "matrix",
            named,
            drawing.picture_table(net, about.labels, words),
            drawing.picture_columns(words),
            drawn=drawn,
            note=note,
            width=width(len(order)),
        ),
    )


def _pictures(studio: Studio, about: About, named: str, node: str) -> Report:
    words, net = studio.words, about.net
    table, columns = drawing.picture_table(net, about.labels, words), drawing.picture_columns(words)

    lone = sum(not degree for degree in net.graph.degrees.values())
    note = words.t("unlike marks are unlike things") if net.two_mode else words.t("colours are communities")
    if lone:
        without = words.n("{n} node without a tie is in the table", "{n} nodes without a tie are in the table", lone)
        note = f"{note} · {without}"

    def card(key: str, drawn: Drawn, only: str, wide: int) -> Card:
        look = {"chooses": "node", "only": only, "width": wide, "note": note, "below": (words.t(CLICK),)}
        return about.card(key, named, table, columns, drawn=drawn, unit=words.t(TIES), **look)

    return (
        card("marks", drawing.marks(net, words, studio.theme, node), "wide", WIDE),
        card("arcs", drawing.in_rows(net, words, studio.theme, node), "narrow", 0),
    )
