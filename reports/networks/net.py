"""A network as it is shown: nodes, ties and what is measured of them; words are put on when it is drawn."""

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from analysis.networks.between import DRAWS, Steadiness, betweenness, cut_points, steadiness
from analysis.networks.communities import Communities, communities
from analysis.networks.fragmentation import WHOLE
from analysis.networks.graph import Graph, graph
from data_access.answers import Answers
from data_access.kept import kept
from data_access.reference import tables as reference
from domain.cases.protection import refuse_terrorism_by_place
from domain.cases.selection import CaseSelection
from domain.errors import UsageError
from reports.networks.asked import ALL_KINDS, GOODS

NODES: dict[str, type[pl.DataType]] = {
    "code": pl.String,  # of the node in this network
    "sort": pl.String,  # case, goods, place, group, actor or meeting
    "ref": pl.String,  # the code of the case, goods, place or group
    "name": pl.String,  # title of a case, published name of a group; '' where there is none
    "place": pl.String,  # as reported
    "proven": pl.Boolean,  # of a case
    "group_kind": pl.String,  # of a case
    "year": pl.Int32,  # of judgment
}
TIES: dict[str, type[pl.DataType]] = {
    "start": pl.String,
    "end": pl.String,
    "kind": pl.String,  # goods, or the roles of the place joined by ', '; of imported ones as reported
    "weight": pl.Float64,
    "both": pl.Boolean,  # both sides report it
}
MEASURED = 1000
"""A larger network is only counted and listed: measures would take minutes, and say little."""
FEWER = 20
"""Draws with missing ties of a network with more than WHOLE nodes."""
TRADE = ("origin", "transit", "destination")
"""Roles of the places that are shown unless a filter asks for others."""
TWO_MODE = ("attendance", "active-in")
"""Kinds of ties between unlike nodes."""


@dataclass(frozen=True, eq=False)
class Net:
    """`nodes` (NODES) and `ties` (TIES), each pair once. two_mode: ties lead between unlike sorts of nodes only."""

    nodes: pl.DataFrame
    ties: pl.DataFrame
    two_mode: bool

    @cached_property
    def graph(self) -> Graph:
        """The network without words."""
        return graph(self.nodes["code"], self.ties.select("start", "end").rows())

    @cached_property
    def measured(self) -> bool:
        """Whether it is small enough to be measured, and has ties."""
        return bool(self.graph.ties) and len(self.graph.nodes) <= MEASURED

    @cached_property
    def tied(self) -> Graph:
        """Those with a tie: measures are of them, as nobody knows whether the others have none."""
        return self.graph.of(node for node in self.graph.nodes if self.graph.degrees[node])

    @cached_property
    def between(self) -> dict[str, float]:
        """Node with a tie → betweenness among these."""
        return betweenness(self.tied)

    @cached_property
    def cuts(self) -> frozenset[str]:
        """Nodes without which their part falls into pieces."""
        return frozenset(cut_points(self.tied))

    @cached_property
    def steadiness(self) -> Steadiness:
        """How often each is among the first five when ties are missing."""
        return steadiness(self.tied, DRAWS if len(self.tied.nodes) <= WHOLE else FEWER)

    @cached_property
    def communities(self) -> Communities:
        """Parts with more ties inside than chance would give."""
        return communities(self.graph)

    @cached_property
    def linked(self) -> Graph:
        """The largest part."""
        return self.graph.of(self.graph.components[0]) if self.graph.components else self.graph

    def sorts(self, *wanted: str) -> list[str]:
        """The codes of nodes of these sorts."""
        return self.nodes.filter(pl.col("sort").is_in(wanted))["code"].to_list()


def places_may_be_shown(selection: CaseSelection) -> bool:
    """Whether a place may stand beside these cases: links to terrorism are never counted by place."""
    try:
        refuse_terrorism_by_place(("country",), selection.where)
    except UsageError:
        return False
    return True


@kept
def of_cases(answers: Answers, selection: CaseSelection, level: str = "goods") -> Net:
    """Cases, their goods (or the groups of these) and the places of the trade: where goods came from, passed or went.

    Where the court is says who investigated, not where the trade ran: it is left out unless a filter asks for it. A
    filter on roles leaves the places in these roles. The kind of group is a filter and stands in the tables, but is no
    node: as one it would tie two of three cases to each other. Where the filters ask for links to terrorism there are
    no places.
    """
    frames = answers.cases.parts(selection)
    goods = frames.parts["goods"].select("case_id", "goods").unique()
    if level != GOODS[0]:
        groups = reference.goods_group()
        goods = goods.with_columns(pl.col("goods").replace_strict(groups, default=pl.col("goods"))).unique()
    places = frames.parts["places"].select("case_id", "place", "role").unique()
    roles = selection.values("role") or TRADE
    places = places.filter(pl.col("role").is_in(list(roles)))
    if not places_may_be_shown(selection):
        places = places.clear()
    cases = frames.cases.select(
        pl.concat_str(pl.lit("case:"), "case_id").alias("code"),
        pl.lit("case").alias("sort"),
        pl.col("case_id").alias("ref"),
        pl.col("title").alias("name"),
        pl.lit("").alias("place"),
        "proven",
        "group_kind",
        pl.col("judgment_year").alias("year"),
    )
    others = pl.concat([_things(goods, "goods"), _things(places, "place")])
    of_goods = goods.select("case_id", pl.concat_str(pl.lit("goods:"), "goods").alias("end"), pl.lit("").alias("role"))
    of_places = places.select("case_id", pl.concat_str(pl.lit("place:"), "place").alias("end"), "role")
    ties = (
        pl.concat([of_goods, of_places])
        .sort("case_id", "end", "role")
        .group_by("case_id", "end", maintain_order=True)
        .agg(pl.col("role").unique(maintain_order=True).str.join(","))
        .select(
            pl.concat_str(pl.lit("case:"), "case_id").alias("start"),
            "end",
            pl.col("role").alias("kind"),
            pl.lit(1.0).alias("weight"),
            pl.lit(True).alias("both"),
        )
    )
    return Net(pl.concat([cases, others], how="diagonal_relaxed").select(list(NODES)).sort("code"), ties, two_mode=True)


def _things(rows: pl.DataFrame, sort: str) -> pl.DataFrame:
    """A node for each of the goods or places of some cases."""
    return (
        rows.select(pl.col(sort).alias("ref"))
        .unique()
        .select(
            pl.concat_str(pl.lit(f"{sort}:"), "ref").alias("code"),
            pl.lit(sort).alias("sort"),
            "ref",
            pl.lit("").alias("name"),
            pl.lit("").alias("place"),
            pl.lit(None, pl.Boolean).alias("proven"),
            pl.lit("").alias("group_kind"),
            pl.lit(None, pl.Int32).alias("year"),
        )
    )


@kept
def imported(answers: Answers, network: str, kind: str) -> Net | None:
    """An imported network by one kind of its ties, or by all of them; null where there is none for this viewer.

    A tie is a pair that either side reports; its weight is the larger one reported. Who has no such tie stays in it.
    """
    found = answers.networks.one(network)
    if found is None:
        return None
    ties = found.ties if kind == ALL_KINDS else found.ties.filter(pl.col("kind") == kind)
    nodes = found.nodes.select(
        "code",
        "sort",
        pl.col("code").alias("ref"),
        "name",
        pl.col("place_reported").alias("place"),
        pl.lit(None, pl.Boolean).alias("proven"),
        pl.lit("").alias("group_kind"),
        pl.lit(None, pl.Int32).alias("year"),
    )
    ends = pl.concat([ties["from_code"], ties["to_code"]])
    elsewhere = pl.col("sort").is_in(["meeting", "place"]) & ~pl.col("code").is_in(ends.implode())
    pairs = (
        ties.filter(pl.col("from_code") != pl.col("to_code"))
        .with_columns(
            pl.min_horizontal("from_code", "to_code").alias("start"),
            pl.max_horizontal("from_code", "to_code").alias("end"),
        )
        .group_by("start", "end")
        .agg(
            pl.col("kind").unique().sort().str.join(","),
            pl.col("weight").max(),
            (pl.col("from_code").n_unique() > 1).alias("both"),
        )
        .sort("start", "end")
    )
    kinds = set(ties["kind"])
    return Net(nodes.filter(~elsewhere), pairs.select(list(TIES)), two_mode=bool(kinds) and kinds <= set(TWO_MODE))
