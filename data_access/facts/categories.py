"""Categories of goods as operations and cases name them → our codes (data_access/facts/goods_categories.csv)."""

import csv
from functools import cache
from pathlib import Path


@cache
def goods_of() -> dict[str, tuple[str, ...]]:
    """Category → our codes; () where our list has nothing that is the same."""
    with Path(__file__).with_name("goods_categories.csv").open(encoding="utf-8", newline="") as stream:
        return {row["category"]: tuple(filter(None, row["goods"].split(";"))) for row in csv.DictReader(stream)}
