"""A network as tables: for keyboard, screen reader and spreadsheet."""

from collections.abc import Mapping

import polars as pl

from domain.cases.vocabulary import GROUP_KINDS
from domain.collation import az
from domain.words import Words
from reports.card import Card, Column, number
from reports.networks.measures import About
from reports.networks.net import Net
from reports.networks.worded import SORTS, roles


def nodes_card(about: About) -> Card:
    """Every node, also those without a tie: what it is, ties, part, community, betweenness."""
    words, net = about.words, about.net
    table = node_table(net, about.labels, words)
    lone = sum(not degree for degree in net.graph.degrees.values())
    note = words.n("{n} of {all} has no tie", "{n} of {all} have no tie", lone, all=table.height) if lone else ""
    return about.card("nodes", words.t("All nodes"), table, node_columns(words), unit=words.t("nodes"), note=note)


def node_table(net: Net, labels: Mapping[str, str], words: Words, *, every: bool = False) -> pl.DataFrame:
    """code, label, sort, name, kind, year, place, ties, part, community, between; without columns that are empty.

    every: with these too, in the order of the network; else A–Z, as places are never ranked.
    """
    part = {node: i for i, some in enumerate(net.graph.components, 1) for node in some}
    of = net.communities.of() if net.measured else {}
    between = net.between if net.measured else {}
    kinds = {code: words.t(text) for code, text in GROUP_KINDS.items()}
    rows = [
        {
            "code": row["ref"],
            "label": labels[row["code"]],
            "sort": words.t(SORTS[row["sort"]]),
            "name": row["name"] if row["sort"] == "case" else "",
            "kind": kinds.get(row["group_kind"], ""),
            "year": None if row["year"] is None else str(row["year"]),
            "place": row["place"],
            "ties": net.graph.degrees[row["code"]],
            "part": part[row["code"]],
            "community": labels.get(of.get(row["code"], ""), ""),
            "between": round(between[row["code"]], 4) if row["code"] in between else None,
        }
        for row in net.nodes.iter_rows(named=True)
    ]
    numbers = {"ties": pl.Int64, "part": pl.Int64, "between": pl.Float64}
    schema = {name: numbers.get(name, pl.String) for name in node_columns(words)}
    frame = pl.DataFrame(rows, schema=schema)
    if every:
        return frame
    empty = [c for c in ("name", "kind", "place", "community") if not any(frame[c])]
    empty += [c for c in ("year", "between") if frame[c].null_count() == frame.height]
    return frame.drop(empty).sort("sort", az("label"))


def node_columns(words: Words) -> dict[str, Column]:
    """The headings of the table of nodes."""
    return {
        "label": Column(words.t("Name"), width=220),
        "code": Column(words.t("Code")),
        "sort": Column(words.t("What it is")),
        "name": Column(words.t("Title of the case"), width=320),
        "kind": Column(words.t("Kind of group")),
        "year": Column(words.t("Year of judgment")),
        "place": Column(words.t("Place, as reported")),
        "ties": number(words.t("Ties")),
        "part": number(words.t("Part")),
        "community": Column(words.t("Community")),
        "between": Column(words.t("Betweenness")),
    }


def ties_card(about: About) -> Card:
    """Every tie: its two ends, what it is, and whether both sides report it."""
    words, net = about.words, about.net
    table = tie_table(net, about.labels, words).sort(az("start"), az("end"))
    return about.card("ties", words.t("All ties"), table, tie_columns(words))


def tie_table(net: Net, labels: Mapping[str, str], words: Words) -> pl.DataFrame:
    """start, end, kind, and of imported ones weight and both."""
    of_cases = "case" in set(net.nodes["sort"])
    rows = [
        {
            "start": labels[row["start"]],
            "end": labels[row["end"]],
            "kind": roles(row["kind"], words) if row["kind"] else words.t("Goods"),
            "weight": row["weight"],
            "both": words.t("Yes") if row["both"] else words.t("No"),
        }
        for row in net.ties.iter_rows(named=True)
    ]
    schema = {"start": pl.String, "end": pl.String, "kind": pl.String, "weight": pl.Float64, "both": pl.String}
    frame = pl.DataFrame(rows, schema=schema)
    return frame.drop("weight", "both") if of_cases else frame.drop("both") if net.two_mode else frame


def tie_columns(words: Words) -> dict[str, Column]:
    """The headings of the table of ties."""
    return {
        "start": Column(words.t("One end"), width=240),
        "end": Column(words.t("Other end"), width=240),
        "kind": Column(words.t("What ties them")),
        "weight": number(words.t("Weight, as reported")),
        "both": Column(words.t("Reported by both sides")),
    }
