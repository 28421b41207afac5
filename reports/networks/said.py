"""What must be said with networks: how not to read them, and whose they are."""

from typing import Any

import polars as pl

from domain.cases.dimensions import CASE_MEASURES
from domain.messages import N_
from domain.words import Words
from reports.networks.asked import MOST_DRAWN, MOST_NODES, MOST_TIES, drawable
from reports.networks.net import Net
from reports.networks.worded import roles

OF_CASES = N_(
    "A tie says that a documented case names these goods or this place. What many cases share is what was "
    "investigated, tried and published: it says where cases are linked, not how large a trade is."
)
CELLS = N_("A case with several goods and places stands in each of their cells: cells do not add up to cases.")
CENTRAL = N_(
    "Whoever was looked at most closely stands in the middle. Ties that nobody saw are missing, and standing between "
    "others is no proof of anything."
)
MISSING = N_(
    "The last column says in how many of {draws} draws each stays among the first five when a tenth of the ties, taken "
    "at random, is missing: about half means a toss of a coin."
)
AS_REPORTED = N_(
    "A tie is a pair that at least one side is reported with; {one} of {all} are reported by one side alone. How "
    "strong a tie is does not enter the measures."
)
UNWEIGHED = N_("How often or how strongly two are tied does not enter the measures.")
NOT_BIPARTITE = N_(
    "Modularity is not given: its usual form is not made for networks of unlike nodes. The communities are a way to "
    "read the picture."
)
REMOVED = N_(
    "Fragmentation is the part of pairs that no way connects any more; the one by distance weighs the others by "
    "theirs. Both are of the nodes that are left. What a removal does to a drawing is not what an arrest does to a "
    "trade: others take the place."
)
CLICK = N_("A click on a mark, or a choice above, shows its ties; a second click shows all again.")
NO_NAMES = N_("Groups and roles only: labels that may name a person are shown as a code, and are not stored.")


def cases_caution(words: Words, *more: str) -> str:
    """How a network of cases is not to be read; `more`: marked sentences."""
    return " ".join(words.t(text) for text in (CASE_MEASURES["cases"].caution, OF_CASES, *more))


def imported_caution(net: Net, words: Words, *more: str) -> str:
    """How an imported network is not to be read; `more`: sentences in the reader's language."""
    alone = net.ties.height - int(net.ties["both"].sum())
    reported = words.t(AS_REPORTED, one=alone, all=net.ties.height) if not net.two_mode else words.t(UNWEIGHED)
    return " ".join([words.t(CENTRAL), reported, words.t(NO_NAMES), *more])


def of_network(listed: pl.DataFrame, network: str, kind: str, words: Words) -> dict[str, Any]:
    """What an imported network says of itself in place of what is said of seizures (LISTED_SCHEMA)."""
    row = listed.filter(pl.col("network") == network).row(0, named=True)
    return {
        "filters": {"network": [network], "ties": [kind]},
        "filters_in_words": words.t("network: {network}; ties: {kind}", network=network, kind=roles(kind, words)),
        "handling": " · ".join(row["handling"]) or "public",
        "first_seen": f"{row['first_seen']:%Y-%m-%d}",
        "files": row["files"],
        "invented": False,
        "states_of_a_cell": {},
    }


def tangle(net: Net, words: Words) -> str:
    """Why the matrix comes first, or alone."""
    if not drawable(len(net.tied.nodes)):
        return words.t(
            "The network has {nodes} nodes and {ties} ties. Above {most} nodes it is not drawn: filter, or take the "
            "matrix and the tables.",
            nodes=len(net.graph.nodes),
            ties=len(net.graph.ties),
            most=MOST_DRAWN,
        )
    return words.t(
        "The network has {nodes} nodes and {ties} ties. Above {most} nodes or {most_ties} ties its picture is a "
        "tangle, so the matrix comes first: filter, or choose the network all the same.",
        nodes=len(net.graph.nodes),
        ties=len(net.graph.ties),
        most=MOST_NODES,
        most_ties=MOST_TIES,
    )
