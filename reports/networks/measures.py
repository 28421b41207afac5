"""Cards of what is measured of a network: who stands between, communities, what falls apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from analysis.networks.between import LOST, first
from analysis.networks.fragmentation import (
    LEAST,
    WHOLE,
    distance_fragmentation,
    fragmentation,
    key_set,
    removals,
)
from charts.drawn import Drawn
from domain.cases.selection import CaseSelection
from domain.collation import key
from domain.messages import N_
from domain.selection import Selection
from domain.words import Words
from reports.card import Card, Column, Report, Text, number
from reports.networks.net import MEASURED, Net
from reports.networks.said import MISSING, NOT_BIPARTITE, REMOVED
from reports.networks.worded import SORTS, names

TIES = N_("ties")
"""Counting unit."""
MOST, NAMES = 10, 12
"""Rows of a table of measures, and names of a community that are listed."""


@dataclass(frozen=True, kw_only=True, eq=False)
class About:
    """What the cards of one network share. `labels`: node → its label; `among`: those whose removal is tried, None for
    all; `ranked`: the first stand first, else A–Z, as places are never ranked; `rest`: more of a Card (sources, told).
    """

    net: Net
    labels: Mapping[str, str]
    words: Words
    caution: str
    prefix: str
    among: tuple[str, ...] | None
    ranked: bool
    selection: Selection | CaseSelection
    rest: Mapping[str, Any]

    def order(self, nodes: Iterable[str]) -> tuple[str, ...]:
        """Nodes from the first to the last, in the order in which they are shown."""
        return tuple(nodes) if self.ranked else tuple(sorted(nodes, key=lambda node: key(self.labels[node])))

    def card(self, name: str, title: str, table: pl.DataFrame, columns: Mapping[str, Column], **more: Any) -> Card:
        """A table of this network as a card."""
        alt = more.pop("alt", "") or self.words.n("Table of {n} row.", "Table of {n} rows.", table.height)
        given: dict[str, Any] = {"unit": self.words.t(TIES), "drawn": Drawn(None, alt), "caution": self.caution}
        given |= {"selection": self.selection, **self.rest, **more}
        return Card(key=f"{self.prefix}_{name}", title=title, table=table, columns=columns, **given)


def measured(about: About) -> Report:
    """Who stands between, communities, what falls apart; in their place a sentence where they would mean nothing."""
    words, network = about.words, about.net.graph
    if not network.ties:
        return ()
    if not about.net.measured:
        text = words.t(
            "This network has {n} nodes. It is only counted and listed: measures are made of up to {most} nodes, so "
            "filter it.",
            n=len(network.nodes),
            most=MEASURED,
        )
        return (Text(text, "info"),)
    return (*between(about), *groups(about), *apart(about))


def between(about: About) -> Report:
    """The nodes that stand most between others, with how sure that is."""
    words, net = about.words, about.net
    top = first(net.between, MOST)
    if not top:
        return ()
    share = net.steadiness.shares
    sorts = {code: words.t(SORTS[sort]) for code, sort in net.nodes.select("code", "sort").iter_rows()}
    rows = [
        {
            "label": about.labels[n],
            "sort": sorts[n],
            "ties": net.graph.degrees[n],
            "between": round(net.between[n], 3),
            "cut": _yes(n in net.cuts, words),
            "steady": share.get(n),
        }
        for n in about.order(top)
    ]
    numbers = {"ties": pl.Int64, "between": pl.Float64, "steady": pl.Float64}
    schema = {name: numbers.get(name, pl.String) for name in ("label", "sort", "ties", "between", "cut", "steady")}
    columns = {
        "label": Column(words.t("Name"), width=260),
        "sort": Column(words.t("What it is")),
        "ties": number(words.t("Ties")),
        "between": Column(
            words.t("Betweenness"), help=words.t("Part of the shortest ways between two others that lead through it.")
        ),
        "cut": Column(
            words.t("Breaks its part"), help=words.t("Without it, what hangs together now falls into pieces.")
        ),
        "steady": Column(
            words.t("Among the first five"),
            format="percent",
            help=words.t("Of draws in which a tenth of the ties is missing."),
        ),
    }
    named = words.comma([about.labels[n] for n in about.order(top[:3])])
    note = words.t(
        "highest: {names} · of {n} nodes with a tie and {ties} ties; {draws} draws with {lost} of the ties missing",
        names=named,
        n=len(net.tied.nodes),
        ties=len(net.graph.ties),
        draws=net.steadiness.draws,
        lost=words.percent(LOST),
    )
    return (
        about.card(
            "between",
            words.t("Who or what stands between the others"),
            pl.DataFrame(rows, schema=schema),
            columns,
            note=note,
            caution=f"{about.caution} {words.t(MISSING, draws=net.steadiness.draws)}",
            alt=words.t("Most often between others: {names}.", names=named),
        ),
    )


def _yes(true: bool, words: Words) -> str:
    return words.t("Yes") if true else words.t("No")


def groups(about: About) -> Report:
    """Communities, each named by its member with most ties, and whether other runs find the same."""
    words, net = about.words, about.net
    found = net.communities
    if len(found.groups) < 2:
        return ()
    rows = [
        (about.labels[name], len(members), names((about.labels[m] for m in members if m != name), words, NAMES))
        for name, members in found.groups.items()
    ]
    columns = {
        "label": Column(words.t("Named by its member with most ties"), width=260),
        "n": number(words.t("Members")),
        "members": Column(words.t("The others"), width=560),
    }
    sure = words.t("stable") if found.steady else words.t("not stable: another run of the method gives others")
    note = words.t(
        "{n} communities by the Leiden method, the best of 50 runs; on average they agree with it by {same} of 1: "
        "{sure}",
        n=len(found.groups),
        same=words.number(round(found.similarity, 2)),
        sure=sure,
    )
    if not net.two_mode:
        note += " · " + words.t("modularity Q {q}", q=words.number(round(found.quality, 3)))
    caution = f"{about.caution} {words.t(NOT_BIPARTITE)}" if net.two_mode else about.caution
    return (
        about.card(
            "communities",
            words.t("Communities: parts with more ties inside than chance would give"),
            pl.DataFrame(rows, schema={"label": pl.String, "n": pl.Int64, "members": pl.String}, orient="row"),
            columns,
            unit=words.t("nodes"),
            note=note,
            caution=caution,
        ),
    )


def apart(about: About) -> Report:
    """What is left without single nodes, and without the three that matter most together; of a large part only."""
    words, part = about.words, about.net.linked
    n = len(part.nodes)
    if n < LEAST:
        text = words.t(
            "What falls apart without a node is shown from {least} linked nodes on. The largest part has {n}: of so "
            "few, cutting off a single one moves the figure by over a tenth, and one tie that nobody saw changes the "
            "answer.",
            least=LEAST,
            n=n,
        )
        return (Text(text, "caption"),)
    if n > WHOLE:
        text = words.t(
            "What falls apart without a node is tried up to {most} linked nodes. The largest part has {n}: filter, or "
            "take a part of the network.",
            most=WHOLE,
            n=n,
        )
        return (Text(text, "caption"),)
    found = {r.node: r for r in removals(part, about.among)[:MOST]}
    listed = [found[node] for node in about.order(found)]
    rows = [(about.labels[r.node], r.parts, r.largest, round(r.f, 3), round(r.df, 3)) for r in listed]
    schema = {"label": pl.String, "parts": pl.Int64, "largest": pl.Int64, "f": pl.Float64, "df": pl.Float64}
    columns = {
        "label": Column(words.t("Without"), width=260),
        "parts": number(words.t("Parts left")),
        "largest": number(words.t("Nodes in the largest")),
        "f": Column(words.t("Fragmentation"), help=words.t("Part of the pairs of nodes that no way connects (F).")),
        "df": Column(words.t("By distance"), help=words.t("The same, weighed by distance (DF).")),
    }
    whole = (words.number(round(one(part), 3)) for one in (fragmentation, distance_fragmentation))
    note = words.t(
        "of the largest part, {n} nodes: fragmentation {f}, by distance {df} as it is",
        n=n,
        f=next(whole),
        df=next(whole),
    )
    single = about.card(
        "removals",
        words.t("What falls apart without one node"),
        pl.DataFrame(rows, schema=schema, orient="row"),
        columns,
        unit=words.t("nodes"),
        note=note,
        caution=f"{about.caution} {words.t(REMOVED)}",
    )
    return (single, _sets(about))


def _sets(about: About) -> Card:
    """The three nodes without which most falls apart, by either measure."""
    words, part = about.words, about.net.linked
    rows = []
    measures = {words.t("Fragmentation"): fragmentation, words.t("By distance"): distance_fragmentation}
    for name, measure in measures.items():
        found = key_set(part, measure, among=about.among)
        together = names((about.labels[n] for n in found.nodes), words)
        rows.append((name, together, round(found.before, 3), round(found.after, 3)))
    columns = {
        "measure": Column(words.t("Measure")),
        "names": Column(words.t("Together"), width=520),
        "before": Column(words.t("As it is")),
        "after": Column(words.t("Without them")),
    }
    schema = {"measure": pl.String, "names": pl.String, "before": pl.Float64, "after": pl.Float64}
    return about.card(
        "key_sets",
        words.t("The three without which most falls apart"),
        pl.DataFrame(rows, schema=schema, orient="row"),
        columns,
        unit=words.t("nodes"),
        note=words.t(
            "the best sets that were found, not proved to be the best; of the largest part, {n} nodes",
            n=len(part.nodes),
        ),
        caution=f"{about.caution} {words.t(REMOVED)}",
    )
