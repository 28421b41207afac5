"""Networks of two kinds of nodes, such as actors and meetings, seen from one of them."""

import polars as pl

ATTENDANCE = "attendance"


def together(ties: pl.DataFrame) -> pl.DataFrame:
    """Pairs of actors who took part in the same meetings: network, from_code, to_code, meetings (how many).

    ties: network, from_code (an actor), to_code (a meeting), kind, weight; other kinds are left out. Each pair stands
    once, its codes in their order; who met nobody is in none. (The projection of a two-mode network: Borgatti and
    Everett 1997, "Network analysis of 2-mode data", Social Networks 19.)
    """
    took_part = ties.filter(pl.col("kind") == ATTENDANCE, pl.col("weight") > 0)
    took_part = took_part.select("network", "from_code", meeting="to_code").unique()
    pairs = took_part.join(took_part, on=["network", "meeting"], suffix="_other")
    return (
        pairs.filter(pl.col("from_code") < pl.col("from_code_other"))
        .group_by("network", "from_code", to_code="from_code_other")
        .agg(meetings=pl.len().cast(pl.Int64))
        .sort("network", "from_code", "to_code")
    )
