"""Which countries and territories share a land border, from the boundary file: data_access/reference/neighbours.csv."""

import csv

import geopandas as gpd

from data_access.settings import ROOT

GAP = 0.05
"""Degrees by which simplified borders may miss each other."""


def main() -> None:
    """Write each pair once, both codes in order."""
    world = gpd.read_file(ROOT / "static" / "world.geojson")
    codes = world["id"].tolist()
    near = world.geometry.buffer(GAP / 2)
    left, right = near.sindex.query(near, predicate="intersects")
    pairs = sorted({(codes[a], codes[b]) for a, b in zip(left, right, strict=True) if codes[a] < codes[b]})
    with (ROOT / "data_access" / "reference" / "neighbours.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("code", "neighbour"))
        writer.writerows(pairs)


if __name__ == "__main__":
    main()
