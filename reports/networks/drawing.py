"""The pictures of a network: marks and ties, and names in a row with arcs (for phones and paper)."""

from collections.abc import Mapping

import polars as pl

from analysis.networks.order import in_a_row
from charts.drawn import Drawn
from charts.networks.arcs import arcs
from charts.networks.marks import network
from charts.theme import Theme
from domain.collation import az
from domain.words import Words
from reports.card import Column, number
from reports.networks.net import Net
from reports.networks.worded import looks, names, shown


def marks(net: Net, words: Words, theme: Theme, chosen: str = "") -> Drawn:
    """Marks and ties of all nodes with a tie; `chosen` stands out."""
    nodes = shown(net, words)
    return network(
        nodes,
        net.ties,
        words=words,
        theme=theme,
        alt=in_words(net, nodes, words),
        looks=looks(net, nodes, words),
        chosen=chosen,
    )


def in_rows(net: Net, words: Words, theme: Theme, chosen: str = "") -> Drawn:
    """The same nodes as a list of names, neighbours near each other."""
    nodes = shown(net, words)
    rank = {code: i for i, code in enumerate(in_a_row(net.graph))}
    rowed = nodes.with_columns(pl.col("code").replace_strict(rank, return_dtype=pl.Int64).alias("rank")).sort("rank")
    alt = in_words(net, nodes, words)
    look = looks(net, nodes, words)
    return arcs(rowed.drop("rank"), net.ties, words=words, theme=theme, alt=alt, looks=look, chosen=chosen)


def in_words(net: Net, nodes: pl.DataFrame, words: Words) -> str:
    """How large the network is, into how many parts it falls, and who has most ties."""
    size = words.t(
        "Network of {nodes} nodes and {ties} ties in {parts}.",
        nodes=nodes.height,
        ties=net.ties.height,
        parts=words.n("{n} part", "{n} parts", sum(len(part) > 1 for part in net.graph.components)),
    )
    if nodes.is_empty():
        return size
    top = nodes.sort("degree", "label", descending=[True, False]).head(3)
    pairs = top.sort(az("label")).select("label", "degree").rows()
    most = words.comma([words.t("{label} {n}", label=label, n=n) for label, n in pairs])
    return f"{size} {words.t('Most ties: {names}.', names=most)}"


def picture_table(net: Net, labels: Mapping[str, str], words: Words) -> pl.DataFrame:
    """The nodes that are drawn, with those that each is tied to: what the picture shows, in words."""
    order = shown(net, words)
    rows = [
        (label, kind, degree, names((labels[other] for other in net.graph.neighbours[code]), words))
        for code, label, kind, degree in order.select("code", "label", "kind", "degree").iter_rows()
    ]
    schema = {"label": pl.String, "kind": pl.String, "ties": pl.Int64, "others": pl.String}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.sort(az("label"))


def picture_columns(words: Words) -> dict[str, Column]:
    """Its headings."""
    return {
        "label": Column(words.t("Name"), width=220),
        "kind": Column(words.t("In the picture")),
        "ties": number(words.t("Ties")),
        "others": Column(words.t("Tied to"), width=520),
    }
