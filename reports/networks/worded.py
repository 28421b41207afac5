"""Nodes and ties of a network in words: labels, what the legend calls them, what a mark says."""

from collections.abc import Iterable, Mapping
from html import escape

import polars as pl

from charts.networks.marks import Look
from data_access.reference import tables as reference
from domain.cases.vocabulary import GROUP_KINDS, PLACE_ROLES
from domain.collation import az, key
from domain.messages import N_
from domain.words import Words
from reports.networks.asked import ALL_KINDS
from reports.networks.net import Net

SORTS = {
    "case": N_("Case"),
    "goods": N_("Goods"),
    "place": N_("Country or territory"),
    "group": N_("Group"),
    "actor": N_("Actor"),
    "meeting": N_("Meeting"),
}
"""What a node is, for tables."""
MANY = {
    "proven": N_("Cases, proven"),
    "unproven": N_("Cases, not proven"),
    "goods": N_("Goods"),
    "place": N_("Countries and territories"),
    "group": N_("Groups"),
    "actor": N_("Actors"),
    "meeting": N_("Meetings"),
}
"""What several are, for the legend, in its order."""
CODED = {"group": N_("Group {code}"), "actor": N_("Actor {code}"), "meeting": N_("Meeting {code}")}
"""What a node without a name is called."""
KINDS = {
    "alliance": N_("alliances"),
    "rivalry": N_("rivalries"),
    "contact": N_("contacts"),
    "attendance": N_("who took part in what"),
    "active-in": N_("who is active where"),
    ALL_KINDS: N_("all kinds of ties"),
}
"""Kinds of ties that imports know; others are shown as their file calls them."""
_COLOURED = 7


def labels(net: Net, words: Words) -> dict[str, str]:
    """Node → its label: the id of a case, the name of goods, a place or a group, or 'Group N12 (State)'."""
    goods, places = reference.names("goods"), reference.names("places")
    found = {}
    for row in net.nodes.select("code", "sort", "ref", "name", "place").iter_rows(named=True):
        sort, ref = row["sort"], row["ref"]
        if sort == "case":
            label = ref
        elif sort in ("goods", "place"):
            label = (goods if sort == "goods" else places).get(ref, ref)
        else:
            label = row["name"] or _coded(sort, ref, row["place"], words)
        found[row["code"]] = label
    return found


def _coded(sort: str, code: str, place: str, words: Words) -> str:
    named = words.t(CODED[sort], code=code)
    return words.t("{name} ({place})", name=named, place=place) if place else named


def kinds(net: Net, labelled: Mapping[str, str], words: Words) -> dict[str, str]:
    """Node → what the legend calls it: what it is in a network of unlike nodes, else its community."""
    if net.two_mode:
        return {code: words.t(MANY[_many(sort, proven)]) for code, sort, proven in _sorts(net)}
    groups = net.communities.groups if net.measured else {}
    some = list(groups)[:_COLOURED]
    named = {node: words.t("with {name}", name=labelled[name]) for name in some for node in groups[name]}
    lone = words.t("Without a tie")
    rest = words.t("In smaller communities") if groups else words.t("Nodes")
    return {code: named.get(code, rest if net.graph.degrees[code] else lone) for code in net.nodes["code"].to_list()}


def _sorts(net: Net) -> list[tuple[str, str, bool | None]]:
    return net.nodes.select("code", "sort", "proven").rows()


def _many(sort: str, proven: bool | None) -> str:
    if sort == "case":
        return "proven" if proven else "unproven"
    return sort


def shown(net: Net, words: Words, *, tied: bool = True) -> pl.DataFrame:
    """code, label, kind, degree, said: what is drawn, in the order of the legend. tied: without nodes without a tie."""
    labelled = labels(net, words)
    of = kinds(net, labelled, words)
    order = list(dict.fromkeys([words.t(text) for text in MANY.values()] if net.two_mode else _by_size(of)))
    rows = []
    for row in net.nodes.iter_rows(named=True):
        degree = net.graph.degrees[row["code"]]
        if degree or not tied:
            said = _said(row, labelled[row["code"]], degree, words)
            rows.append((row["code"], labelled[row["code"]], of[row["code"]], degree, said))
    schema = {"code": pl.String, "label": pl.String, "kind": pl.String, "degree": pl.Int64, "said": pl.String}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    rank = {kind: i for i, kind in enumerate(order)}
    return frame.sort(
        pl.col("kind").replace_strict(rank, default=len(rank), return_dtype=pl.Int64), az("label"), "code"
    )


def _by_size(of: Mapping[str, str]) -> list[str]:
    sizes: dict[str, int] = {}
    for kind in of.values():
        sizes[kind] = sizes.get(kind, 0) + 1
    return sorted(sizes, key=lambda kind: -sizes[kind])


def _said(row: Mapping[str, object], label: str, degree: int, words: Words) -> str:
    """What a mark says, as simple HTML."""
    lines = [f"<b>{escape(label)}</b>"]
    if row["sort"] == "case":
        lines.append(escape(str(row["name"])))
        kind = words.t(GROUP_KINDS[str(row["group_kind"])]) if row["group_kind"] else ""
        lines.append(", ".join(filter(None, [kind, str(row["year"] or "")])))
    elif row["place"] and row["name"]:
        lines.append(escape(str(row["place"])))
    lines.append(words.n("{n} tie", "{n} ties", degree))
    return "<br>".join(filter(None, lines))


_MARKS = {
    "proven": ("circle", 0),
    "unproven": ("circle-open", 0),
    "goods": ("square", 1),
    "place": ("diamond", 2),
    "group": ("circle", 0),
    "actor": ("circle", 0),
    "meeting": ("square", 1),
}
"""Of unlike nodes: symbol and number of the colour. What is not proven is hollow."""


def looks(net: Net, nodes: pl.DataFrame, words: Words) -> tuple[Look, ...]:
    """How the kinds of `shown` are drawn, in the order of the legend: by what they are, or a colour a community."""
    if net.two_mode:
        return tuple(Look(words.t(text), *_MARKS[key_]) for key_, text in MANY.items())
    kinds_ = nodes["kind"].unique(maintain_order=True).to_list()
    return tuple(Look(kind, "circle", n) for n, kind in enumerate(kinds_))


def names(some: Iterable[str], words: Words, most: int = 0) -> str:
    """Names in a cell of a table, A–Z: 'Chad, Mali'; of more than `most`, 'Chad, Mali and 4 more'."""
    listed = sorted(some, key=key)
    return words.listed(listed, most) if most and len(listed) > most else words.comma(listed)


def roles(kind: str, words: Words) -> str:
    """The roles of a place in a case, or the kinds of a tie, in words."""
    known = PLACE_ROLES | KINDS
    return "; ".join(words.t(known[one]) if one in known else one for one in kind.split(","))
