"""Inhabitants of countries and territories from Unicode CLDR: data_access/reference/population.csv.

    python -m tools.population TERRITORYINFO.json      # supplemental/territoryInfo.json of the npm package cldr-core

CLDR's estimates (mostly after the CIA World Factbook and UN figures) stand for about the year of the release.
"""

import csv
import json
import sys
from pathlib import Path

from data_access.reference import tables as reference
from data_access.settings import ROOT

RELEASE, YEAR = "Unicode CLDR 48, territoryInfo (Unicode-3.0)", 2025
OWN = {"XKX": "XK"}
"""Our codes that ISO 3166 does not hold → CLDR's."""


def main() -> None:
    """Write one row a place that CLDR knows."""
    territories = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["supplemental"]["territoryInfo"]
    rows = []
    for code, alpha2 in reference.places().select("code", "alpha2").sort("code").iter_rows():
        people = territories.get(OWN.get(code, alpha2), {}).get("_population", "0")
        if int(people) > 0:
            rows.append((code, people, YEAR, RELEASE))
    with (ROOT / "data_access" / "reference" / "population.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("code", "population", "year", "source"))
        writer.writerows(rows)


if __name__ == "__main__":
    main()
