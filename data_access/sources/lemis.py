"""LEMIS: wildlife that the U.S. Fish and Wildlife Service seized at the border, from import and export declarations.

Source: Law Enforcement Management Information System, obtained under the Freedom of Information Act and cleaned by
EcoHealth Alliance (the column names are theirs); codes: reference/lemis_codes.csv.

Rules, ours:

* Only disposition S (seized) is a seizure. Everything else (cleared, abandoned, re-exported, refused without seizure)
  is counted as skipped: a refused shipment was sent back or given up, not seized.
* A control number is one shipment. Its seized rows are the goods lines of one seizure, in the order of the file, also
  where lawful lines of the same shipment stand between them. Date, port and route are those of its first seized row.
  In years in which no control number is known each seized row is a seizure of its own.
* The day of the seizure is the disposition date; the day of shipment where that is missing.
* `NA` means missing in every column but `country_origin` and `country_imp_exp`, whose documented key (ISO 3166-1
  alpha-2) has it as Namibia; a missing country is the key's XX. In the public file a few NA may nevertheless have
  been missing values before the cleaning: no such row was seized in 2016–2021.
* The United States are the country of seizure: they are destination of an import and departure of an export.
* Values are U.S. dollars as declared. An amount of NO is a number of specimens. Codes whose meaning we do not know
  stay codes.
* The parties of the shipment (`us_co`, `foreign_co`) may be private persons: they are neither read nor kept.
"""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from data_access.reference import tables as reference
from data_access.sources.base import SEPARATOR, Chunk, SourceInfo
from data_access.sources.delimited import open_table, rows
from data_access.sources.wildlife import LARGEST, country_code, exact_base, plain, wildlife_goods
from domain.dimensions import EMPTY
from domain.errors import SourceError
from domain.frames import RECORD_SCHEMA, REFUSED_SCHEMA, completed
from domain.messages import N_, packed, unpack
from domain.units import UNIT_CLASSES, ceiling_base

INFO = SourceInfo(
    source_id="lemis",
    name=N_("USFWS LEMIS, seized wildlife"),
    publisher=N_("U.S. Fish and Wildlife Service; cleaned by EcoHealth Alliance"),
    kind="official",
    note=N_(
        "Declarations of wildlife at United States ports that ended in seizure. What was smuggled without a "
        "declaration is not in it. Where no control number is given, each row counts as a seizure. The United States "
        "report the same seizures of CITES species to CITES, too: do not add the two up."
    ),
)
MISSING = "NA"
COUNTRIES = ("country_origin", "country_imp_exp")
"""The columns in which NA is Namibia."""
PARTIES = ("us_co", "foreign_co")
"""May name private persons: never kept."""
NEEDED = (
    *("control_number", "class", "genus", "species", "subspecies", "specific_name", "generic_name", "description"),
    *("quantity", "unit", "value", *COUNTRIES, "purpose", "source", "action", "disposition", "disposition_date"),
    *("shipment_date", "import_export", "port"),
)
UNITS: dict[str, tuple[str, Decimal]] = {
    "NO": ("pieces", Decimal(1)),
    "KG": ("mass", Decimal(1)),
    "GM": ("mass", Decimal("0.001")),
    "MG": ("mass", Decimal("0.000001")),
    "LT": ("volume", Decimal(1)),
    "ML": ("volume", Decimal("0.001")),
    "C3": ("volume", Decimal("0.001")),
    "M3": ("volume", Decimal(1000)),
    "M2": ("area", Decimal("0.0001")),
}
"""Unit code → class and exact factor to the unit shown; lengths and C2 have no exact place in a class."""
Cells = dict[str, str]
Problem = tuple[str, str, str]


class Lemis:
    """The adapter: `atlas import lemis FILE`."""

    info = INFO

    def chunks(self, path: Path) -> Iterator[Chunk]:
        """One chunk, since the lines of a shipment may stand apart. SourceError where the header does not fit."""
        seized: dict[str, list[tuple[int, Cells, str]]] = {}
        refused: list[tuple[int, str, str, str, str]] = []
        skipped = 0
        with open_table(path) as (stream, _), closing(rows(stream, ",", path.name)) as reader:
            _, header = next(reader, (1, []))
            names = _names(header, path.name)
            for line, fields in reader:
                cells = _cells(names, fields)
                content = _content(names, fields)
                if cells.get("disposition", "S") != "S":
                    skipped += 1
                elif problem := _unreadable(names, fields) or _problem(cells):
                    refused.append((line, *problem, content))
                else:
                    seized.setdefault(cells["control_number"] or f"row {line}", []).append((line, cells, content))
        lines = [record for shipment in seized.values() for record in _records(shipment)]
        yield Chunk(
            records=completed(pl.DataFrame(lines, schema_overrides=RECORD_SCHEMA) if lines else _none()),
            refused=pl.DataFrame(refused, schema=REFUSED_SCHEMA, orient="row"),
            rows=len(seized) + len(refused),
            done=1.0,
            skipped=skipped,
        )


def meaning(field: str, code: str) -> str:
    """What a code of a field (description, unit, purpose, source, action, disposition, port) means; else the code."""
    return _codes().get((field, code), code)


def _worded(field: str, code: str) -> str:
    words = meaning(field, code)
    return words if words == code else f"{words} ({code})"


@cache
def _codes() -> dict[tuple[str, str], str]:
    table = reference.read("lemis_codes").select("field", "code", "meaning")
    return {(field, code): words for field, code, words in table.iter_rows()}


def _none() -> pl.DataFrame:
    return pl.DataFrame(schema=RECORD_SCHEMA)


def _names(header: list[str], name: str) -> list[str]:
    found = [h.strip().casefold() for h in header]
    missing = [n for n in NEEDED if n not in found]
    if missing:
        raise SourceError(
            "{name}, row 1: the columns {missing} are missing. Expected LEMIS declarations as a CSV with the column "
            "names of EcoHealth Alliance.",
            name=name,
            missing=", ".join(missing),
        )
    return found


def _cells(names: list[str], fields: list[str]) -> Cells:
    """Fields by name, where NA is '' except for Namibia; empty for a row of another width."""
    if len(fields) != len(names):
        return {}
    stripped = {n: f.strip() for n, f in zip(names, fields, strict=True)}
    return {n: "" if f == MISSING and n not in COUNTRIES else f for n, f in stripped.items()}


def _content(names: list[str], fields: list[str]) -> str:
    """The row as reported, without the parties. Of a row of another width the first field: nobody knows the others."""
    if len(fields) != len(names):
        kept = f"{fields[0]}{SEPARATOR}{len(fields)} fields"
    else:
        kept = SEPARATOR.join(f for n, f in zip(names, fields, strict=True) if n not in PARTIES)
    return kept.encode("utf-8", "backslashreplace").decode()


def _unreadable(names: list[str], fields: list[str]) -> Problem | None:
    if len(fields) != len(names):
        return "", "", packed("the row has {n} fields, the header {width}", n=len(fields), width=len(names))
    joined = "".join(fields)
    if "\0" in joined or any("\ud800" <= c <= "\udfff" for c in joined):
        return "", "", N_("the row contains bytes that are not UTF-8 text")
    return None


def _problem(cells: Cells) -> Problem | None:
    """Field, value and reason of the first thing that cannot be read."""
    if cells["import_export"] not in {"I", "E"}:
        return "import_export", cells["import_export"], N_("this is neither I (import) nor E (export)")
    if _day(cells) is None:
        return "disposition_date", cells["disposition_date"], N_("the date is not one from 1975 to today")
    for name in COUNTRIES:
        if country_code(cells[name]) is None:
            return name, cells[name], N_("the place is not known")
    for name in ("quantity", "value"):
        if reason := _number_problem(cells[name]):
            return name, cells[name], packed("the {name} is {reason}", name=name, reason=unpack(reason))
    unit_class, factor = UNITS.get(cells["unit"], ("", Decimal(0)))
    if unit_class and cells["quantity"] and exact_base(Decimal(cells["quantity"]), unit_class, factor) > LARGEST:
        return "quantity", cells["quantity"], N_("the quantity is too large to be one")
    return None


def _number_problem(text: str) -> str:
    try:
        number = Decimal(text or 0)
    except InvalidOperation:
        return N_("not a number")
    if not number.is_finite():
        return N_("not a number")
    return N_("below zero") if number < 0 else N_("too large to be one") if number > 10**15 else ""


def _day(cells: Cells) -> date | None:
    text = (cells["disposition_date"] or cells["shipment_date"]).removesuffix("T00:00:00Z")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if date(1975, 1, 1) <= day <= date.today() else None


def _records(shipment: list[tuple[int, Cells, str]]) -> list[dict[str, Any]]:
    """The goods lines of one seizure: the event is that of the first line."""
    row, cells, _ = shipment[0]
    event = {"row": row, "content": SEPARATOR.join(content for _, _, content in shipment), **_event(cells)}
    return [event | {"line": line} | _item(cells) for line, (_, cells, _) in enumerate(shipment, start=1)]


def _event(cells: Cells) -> dict[str, Any]:
    abroad, here = (country_code(cells["country_imp_exp"]), cells["country_imp_exp"]), ("USA", cells["import_export"])
    departure, destination = (abroad, here) if cells["import_export"] == "I" else (here, abroad)
    return {
        "record_id": cells["control_number"],
        "seized_on": _day(cells),
        "date_precision": "day",
        "country": "USA",
        "country_reported": "",
        "place_reported": _worded("port", cells["port"]),
        "producing": country_code(cells["country_origin"]) or EMPTY,
        "producing_reported": cells["country_origin"],
        "departure": departure[0],
        "departure_reported": departure[1],
        "destination": destination[0],
        "destination_reported": destination[1],
        "source_type": "official record",
    }


def _item(cells: Cells) -> dict[str, Any]:
    unit_class, factor = UNITS.get(cells["unit"], ("", Decimal(0)))
    base = exact_base(Decimal(cells["quantity"]), unit_class, factor) if unit_class and cells["quantity"] else None
    term = meaning("description", cells["description"])
    lineage = {level: cells[level] for level in ("class", "genus") if cells[level]}
    spoken = f"1 {cells['unit']} = {plain(factor)} {UNIT_CLASSES[unit_class].unit}" if unit_class else ""
    return {
        "goods": wildlife_goods(lineage, term),
        "goods_reported": _worded("description", cells["description"]),
        "species_reported": _species(cells),
        "quantity_reported": cells["quantity"],
        "unit_reported": cells["unit"],
        "unit_class": unit_class,
        "quantity_base": base,
        "factor": spoken if factor != 1 else "",
        "implausible": base is not None and base > ceiling_base(unit_class, "wildlife", "wildlife"),
        "value_reported": cells["value"],
        "currency": "USD" if cells["value"] else "",
        "valuation": "declared" if cells["value"] else "",
        "value_milli": int((Decimal(cells["value"]) * 1000).to_integral_value()) if cells["value"] else None,
    }


def _species(cells: Cells) -> str:
    """Scientific name and common name as declared: 'Bufo gargarizans (CHUSAN ISLAND TOAD)'."""
    scientific = " ".join(filter(None, (cells["genus"], cells["species"], cells["subspecies"])))
    common = " ".join(filter(None, (cells["specific_name"], cells["generic_name"])))
    return f"{scientific} ({common})" if scientific and common else scientific or common
