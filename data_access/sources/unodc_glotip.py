"""UNODC Global Report on Trafficking in Persons (GLOTIP), as published: victims and persons, not seizures.

Source: United Nations Office on Drugs and Crime, dataunodc. Figures under five are published as '<5': they stay the
interval 1 to 4 and are never made a number.
"""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from data_access.places.names import resolve
from data_access.reference import tables as reference
from data_access.sources.base import SEPARATOR, Chunk, SourceInfo
from data_access.sources.sheets import sheets
from domain.errors import SourceError
from domain.frames import OBSERVATION_SCHEMA, RECORD_SCHEMA, REFUSED_SCHEMA
from domain.messages import N_

INFO = SourceInfo(
    source_id="unodc-glotip",
    name=N_("UNODC data on trafficking in persons (GLOTIP)"),
    publisher=N_("United Nations Office on Drugs and Crime"),
    kind="statistics",
    note=N_(
        "Victims detected and persons in criminal justice as reported by States, by year. Half of the figures are "
        "published as '<5'. Totals and their breakdowns stand side by side and are never added."
    ),
)
HEADER = [
    "Iso3_code", "Country", "Region", "Subregion", "Indicator", "Dimension", "Category", "Sex", "Age", "Year",
    "Unit of measurement", "txtVALUE", "Source",
]  # fmt: skip
INDICATORS = {
    "Detected trafficking victims": "victims",
    "Persons convicted": "persons-convicted",
    "Persons prosecuted": "persons-prosecuted",
    "Persons brought into formal contact": "persons-contacted",
    "Offences of trafficking in persons": "offences",
}
DIMENSIONS = {
    "Total": "",
    "by form of exploitation": "exploitation",
    "by citizenship": "citizenship",
    "by country of repatriation": "repatriation",
}
PARTNERS = ("citizenship", "repatriation")
FIRST_YEAR, LAST_YEAR = 1900, 2100
_BELOW = 5


class UnodcGlotip:
    """The adapter: `atlas import unodc-glotip FILE`."""

    info = INFO

    def chunks(self, path: Path) -> Iterator[Chunk]:
        """All observations of the file. Raises SourceError where the header is not found."""
        rows = _body(path)
        places, partners = _codes(rows)
        observations: list[tuple[object, ...]] = []
        refused: list[tuple[int, str, str, str, str]] = []
        for number, cells in rows:
            field, value, reason = _problem(cells, places)
            content = SEPARATOR.join(cells)
            if reason:
                refused.append((number, field, value, reason, content))
            else:
                observations.append(_observation(number, cells, content, places, partners))
        yield Chunk(
            records=pl.DataFrame(schema=RECORD_SCHEMA),
            refused=pl.DataFrame(refused, schema=REFUSED_SCHEMA, orient="row"),
            rows=len(rows),
            done=1.0,
            others={"observations": pl.DataFrame(observations, schema=OBSERVATION_SCHEMA, orient="row")},
        )


def _body(path: Path) -> list[tuple[int, list[str]]]:
    for rows in sheets(path).values():
        for index, (_, cells) in enumerate(rows[:10]):
            if [c.casefold() for c in cells[: len(HEADER)]] == [h.casefold() for h in HEADER]:
                return [(n, c[: len(HEADER)]) for n, c in rows[index + 1 :] if any(c)]
    raise SourceError(
        "{name}: no sheet has the columns of the GLOTIP data ({header} …).",
        name=path.name,
        header=", ".join(HEADER[:5]),
    )


def _codes(rows: list[tuple[int, list[str]]]) -> tuple[dict[str, str], dict[str, str]]:
    """Codes of reporters (by their ISO code, else their name) and of partners (what is no country stays '')."""
    iso = pl.Series([c[0] for _, c in rows], dtype=pl.String)
    names = pl.Series([c[1] for _, c in rows], dtype=pl.String)
    by_iso = dict(resolve(iso, kind="alpha3").select("name", "code").iter_rows())
    by_name = dict(resolve(names, kind="name").select("name", "code").iter_rows())
    known = set(reference.names("places"))
    found = {(i, n): by_iso.get(i) or by_name.get(n) or "" for i, n in zip(iso, names, strict=True)}
    places = {i + SEPARATOR + n: code if code in known else "" for (i, n), code in found.items()}
    wanted = pl.Series([c[6] for _, c in rows if DIMENSIONS.get(c[5]) in PARTNERS], dtype=pl.String)
    return places, dict(resolve(wanted, kind="name").select("name", "code").iter_rows())


def _problem(cells: list[str], places: dict[str, str]) -> tuple[str, str, str]:
    """Field, value and reason of the first thing wrong; '' for none."""
    if not places[cells[0] + SEPARATOR + cells[1]]:
        return "Country", f"{cells[0]} {cells[1]}", N_("no country or territory that we know: a sum over a sub-region?")
    if cells[4] not in INDICATORS:
        return "Indicator", cells[4], "the indicator is not known"
    if cells[5] not in DIMENSIONS:
        return "Dimension", cells[5], "the dimension is not known"
    if not (cells[9].isdigit() and FIRST_YEAR < int(cells[9]) < LAST_YEAR):
        return "Year", cells[9], "this is not a year"
    if interval(cells[11]) is None:
        return "txtVALUE", cells[11], N_("this is not a count")
    return "", "", ""


def interval(text: str) -> tuple[float, float] | None:
    """'<5' → (1, 4); '1,204' → (1204, 1204)."""
    plain = text.replace(",", "").replace(" ", "")
    if plain.startswith("<") and plain[1:].isdigit() and int(plain[1:]) > 1:
        return 1.0, float(int(plain[1:]) - 1)
    return (float(plain), float(plain)) if plain.isdigit() else None


def _observation(
    number: int, cells: list[str], content: str, places: dict[str, str], partners: dict[str, str]
) -> tuple[object, ...]:
    dimension = DIMENSIONS[cells[5]]
    low, high = interval(cells[11]) or (None, None)
    partner = cells[6] if dimension in PARTNERS else ""
    values = {
        "row": number,
        "content": content,
        "indicator": INDICATORS[cells[4]],
        "country": places[cells[0] + SEPARATOR + cells[1]],
        "country_reported": cells[1],
        "year": int(cells[9]),
        "dimension": dimension,
        "category": "" if dimension == "" else cells[6],
        "sex": "" if cells[7] == "Total" else cells[7],
        "age": "" if cells[8] == "Total" else cells[8],
        "partner": partners.get(partner, "") if partner else "",
        "partner_reported": partner,
        "low": low,
        "high": high,
        "value_reported": cells[11],
        "unit": "persons" if INDICATORS[cells[4]] != "offences" else "offences",
    }
    return tuple(values[name] for name in OBSERVATION_SCHEMA)
