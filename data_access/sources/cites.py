"""CITES Trade Database: what Parties reported as confiscated or seized (source code I).

Source: CITES Secretariat and UNEP-WCMC, CITES Trade Database; its guide (version 9, 2022) says how to read it.

Two layouts are read. **Shipments**: one row a report of a trade, with `Quantity` and `Reporter type` (I importer,
E exporter). **Comparative tabulation** (the usual download): one row a trade, with what each of the two reported; it
adds up an unknown number of shipments (`events` is not reported, source type aggregate).

Rules, ours:

* Only source code I is in scope. Every other row is lawful or otherwise sourced trade: counted as skipped, not stored.
* **One trade, two reports.** In the shipment layout an importer's and an exporter's row that agree in year, taxon,
  term, unit, importer, exporter, origin, purpose and source are one trade. Rows of such a group are matched one to
  one: equal quantities first, the rest from the largest on. The importer's row is the record, since goods are
  usually seized on arrival. The exporter's twin is stored too, with its figure as reported, but stands for 0
  seizures, has no harmonised quantity and says so in `overlap`; it is filed under the same country as the record, so
  that it makes no country look like one that reported none. In the comparative layout, the importer's figure is the
  quantity, and the exporter's stands in `overlap`.
* **Country of seizure** is who reported it: the importer for a row of an importer, the exporter for one of an exporter.
* `producing` is the origin, `departure` the exporter, `destination` the importer. An empty origin stays "not
  reported" (the guide reads it as the exporter; we do not). XX is unknown, XV several countries, ZZ (taken at sea)
  and states that are no more (SU, YU, CS, DD) are "other". NA is Namibia.
* An empty unit is a number of specimens. Lengths, pairs, sets and areas below a square metre are kept as reported
  without a harmonised quantity: no factor turns them exactly into one of our units.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import polars as pl

from data_access.sources.base import SEPARATOR, Chunk, SourceInfo
from data_access.sources.delimited import open_table, rows
from data_access.sources.wildlife import LARGEST, UNITS, country_code, exact_base, plain, wildlife_goods
from domain.dimensions import EMPTY, MULTIPLE, OTHER
from domain.errors import SourceError
from domain.frames import RECORD_SCHEMA, REFUSED_SCHEMA, completed
from domain.messages import N_, message, packed
from domain.units import UNIT_CLASSES, ceiling_base

INFO = SourceInfo(
    source_id="cites",
    name=N_("CITES Trade Database, confiscated or seized"),
    publisher=N_("CITES Secretariat and UNEP-WCMC"),
    kind="official",
    note=N_(
        "Trade reported by Parties with source code I (confiscated or seized). Only the year is known. Parties differ "
        "in what they report so: many report seizures only where the goods were traded on, others not at all. What "
        "importer and exporter both reported counts once."
    ),
)
NEEDED = ("year", "taxon", "term", "unit", "importer", "exporter", "origin", "purpose", "source")
TRADE = NEEDED
"""What two reports of one trade agree in."""
SHIPMENT = ("quantity", "reportertype")
COMPARATIVE = ("importerreportedquantity", "exporterreportedquantity")
ALIASES = {"app": "appendix", "ord": "order"}
_FIRST_YEAR = 1975  # CITES entered into force on 1 July 1975


class Cites:
    """The adapter: `atlas import cites FILE`."""

    info = INFO

    def chunks(self, path: Path) -> Iterator[Chunk]:
        """One chunk, since two reports of a trade may stand far apart. SourceError where the header does not fit."""
        with open_table(path) as (stream, _), closing(rows(stream, ",", path.name)) as reader:
            _, header = next(reader, (1, []))
            layout = _layout(header, path.name)
            read = _Read()
            for line, fields in reader:
                _sort(read, line, fields, layout)
        if "quantity" in layout:
            _mark_twins(read.trades)
        records = pl.DataFrame([t.record() for t in read.trades], schema_overrides=RECORD_SCHEMA, orient="row")
        yield Chunk(
            records=completed(records if read.trades else pl.DataFrame(schema=RECORD_SCHEMA)),
            refused=pl.DataFrame(read.refused, schema=REFUSED_SCHEMA, orient="row"),
            rows=len(read.trades) + len(read.refused),
            done=1.0,
            skipped=read.skipped,
        )


@dataclass
class _Trade:
    """A row that could be read: its fields by name, quantity and who reported it (I or E)."""

    row: int
    cells: dict[str, str]
    content: str
    reporter: str
    quantity_reported: str
    quantity: Decimal | None
    overlap: str = ""
    twin_of: "_Trade | None" = None

    def record(self) -> dict[str, Any]:
        """RECORD_SCHEMA's columns, as far as the source reports them."""
        cells, aggregate = self.cells, "quantity" not in self.cells
        side = (self.twin_of or self).reporter
        country = cells["importer" if side == "I" else "exporter"]
        return {
            "row": self.row,
            "content": self.content + (SEPARATOR + self.overlap if self.twin_of else ""),
            "record_id": cells.get("id", ""),
            "events": 0 if self.twin_of else None if aggregate else 1,
            "seized_on": date(int(cells["year"]), 1, 1),
            "date_precision": "year",
            "country": country_code(country),
            "country_reported": country,
            **_role("producing", cells["origin"]),
            **_role("departure", cells["exporter"]),
            **_role("destination", cells["importer"]),
            "source_type": "aggregate" if aggregate else "official record",
            "overlap": self.overlap,
            "goods": wildlife_goods({"genus": cells["taxon"].split(" ")[0], **_lineage(cells)}, cells["term"]),
            "goods_reported": cells["term"],
            "species_reported": cells["taxon"],
            **self._amount(),
        }

    def _amount(self) -> dict[str, Any]:
        unit = self.cells["unit"]
        unit_class, factor = UNITS.get(unit.casefold(), ("", Decimal(0)))
        base = None
        if unit_class and self.quantity is not None and not self.twin_of:
            base = exact_base(self.quantity, unit_class, factor)
        shown = UNIT_CLASSES[unit_class].unit if unit_class else ""
        spoken = f"1 {unit or 'specimen'} = {plain(factor)} {shown}" if unit_class and factor != 1 else ""
        return {
            "quantity_reported": self.quantity_reported,
            "unit_reported": unit,
            "unit_class": unit_class,
            "quantity_base": base,
            "factor": spoken,
            "implausible": base is not None and base > ceiling_base(unit_class, "wildlife", "wildlife"),
        }


@dataclass
class _Read:
    trades: list[_Trade] = field(default_factory=list)
    refused: list[tuple[int, str, str, str, str]] = field(default_factory=list)
    skipped: int = 0


def _layout(header: list[str], name: str) -> dict[str, int]:
    """Where each field stands: names in lower case, without spaces and stops ("App." is appendix)."""
    plain_names = [re.sub(r"[^a-z]", "", h.casefold()) for h in header]
    found = {ALIASES.get(n, n): i for i, n in enumerate(plain_names)}
    missing = [n for n in NEEDED if n not in found]
    if missing or not (found.keys() >= set(SHIPMENT) or found.keys() >= set(COMPARATIVE)):
        both = message("'Quantity' and 'Reporter type', or both reported quantities")
        raise SourceError(
            "{name}, row 1: the columns {lacking} are missing. Expected a CSV of the CITES Trade Database: the "
            "shipments, or a comparative tabulation.",
            name=name,
            lacking=", ".join(missing) or both,
        )
    return found


def _sort(read: _Read, line: int, fields: list[str], layout: dict[str, int]) -> None:
    """Put one row where it belongs: trades, refused or skipped."""
    content = SEPARATOR.join(fields).encode("utf-8", "backslashreplace").decode()
    width = max(layout.values()) + 1
    if len(fields) != width:
        read.refused.append(
            (line, "", "", packed("the row has {n} fields, the header {width}", n=len(fields), width=width), content)
        )
        return
    cells = {name: fields[i].strip() for name, i in layout.items()}
    if cells["source"].upper() != "I":
        read.skipped += 1
        return
    if content != SEPARATOR.join(fields) or "\0" in content:
        read.refused.append((line, "", "", N_("the row contains bytes that are not UTF-8 text"), content))
        return
    trade = _trade(line, cells, content)
    if problem := _problem(trade):
        read.refused.append((line, *problem, content))
    else:
        read.trades.append(trade)


def _trade(line: int, cells: dict[str, str], content: str) -> _Trade:
    if "quantity" in cells:
        text, reporter, overlap = cells["quantity"], cells["reportertype"].upper(), ""
    else:
        by_importer, by_exporter = (cells[c] for c in COMPARATIVE)
        text, reporter = (by_importer, "I") if by_importer else (by_exporter, "E" if by_exporter else "")
        twice = by_importer and by_exporter
        amount = f"{by_exporter} {cells['unit']}".strip()
        overlap = packed("reported by the exporter too: {amount}", amount=amount) if twice else ""
    return _Trade(line, cells, content, reporter, text, _number(text), overlap)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text) if text else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def _problem(trade: _Trade) -> tuple[str, str, str] | None:
    """Field, value and reason of the first thing that cannot be read."""
    cells = trade.cells
    if not re.fullmatch(r"\d{4}", cells["year"]) or not _FIRST_YEAR <= int(cells["year"]) <= date.today().year:
        return (
            "year",
            cells["year"],
            packed("the year is not one from {first_year} to this year", first_year=str(_FIRST_YEAR)),
        )
    if trade.reporter not in {"I", "E"}:
        if "quantity" in cells:
            return "reportertype", cells["reportertype"], N_("the reporter type is not I (importer) or E (exporter)")
        return "importerreportedquantity", "", N_("neither importer nor exporter reported a quantity")
    for name in ("importer", "exporter", "origin"):
        if country_code(cells[name]) is None:
            return name, cells[name], N_("the place is not known")
    side = "importer" if trade.reporter == "I" else "exporter"
    if country_code(cells[side]) in (EMPTY, OTHER, MULTIPLE):
        return side, cells[side], N_("the country of seizure (who reported it) is not a country of today")
    for text in (trade.quantity_reported, *(cells.get(c, "") for c in COMPARATIVE)):
        if problem := _amount_problem(text):
            return "quantity", text, problem
    unit_class, factor = UNITS.get(cells["unit"].casefold(), ("", Decimal(0)))
    if unit_class and trade.quantity and exact_base(trade.quantity, unit_class, factor) > LARGEST:
        return "quantity", trade.quantity_reported, N_("the quantity is too large to be one")
    return None


def _amount_problem(text: str) -> str:
    number = _number(text)
    if text and number is None:
        return N_("the quantity is not a number")
    return N_("the quantity is below zero") if number is not None and number < 0 else ""


def _role(role: str, code: str) -> dict[str, str | None]:
    return {role: country_code(code), f"{role}_reported": code}


def _lineage(cells: dict[str, str]) -> dict[str, str]:
    return {level: cells[level] for level in ("class", "order", "family", "genus") if cells.get(level)}


def _mark_twins(trades: list[_Trade]) -> None:
    """Match exporters' rows to importers' rows of the same trade, and mark them as twins."""
    groups: dict[tuple[str, ...], dict[str, list[_Trade]]] = defaultdict(lambda: {"I": [], "E": []})
    for trade in trades:
        groups[tuple(trade.cells[n] for n in TRADE)][trade.reporter].append(trade)
    for sides in groups.values():
        for importers, exporters in _pairs(sides["I"], sides["E"]):
            exporters.twin_of = importers
            amount = " ".join(filter(None, (exporters.quantity_reported, exporters.cells["unit"])))
            same = message("row {row}", row=str(importers.row))
            if importers.cells.get("id"):
                same = message("record {record}", record=importers.cells["id"])
            exporters.overlap = packed(
                "reported by the exporter too: {amount}; counted with the importer's report, {record}",
                amount=amount,
                record=same,
            )


def _pairs(importers: list[_Trade], exporters: list[_Trade]) -> list[tuple[_Trade, _Trade]]:
    """One to one: equal quantities first, the rest from the largest on."""
    left, pairs = list(importers), []
    rest = []
    for exporter in exporters:
        equal = next((i for i in left if i.quantity == exporter.quantity), None)
        if equal is None:
            rest.append(exporter)
        else:
            left.remove(equal)
            pairs.append((equal, exporter))
    return pairs + list(zip(_largest_first(left), _largest_first(rest), strict=False))


def _largest_first(trades: list[_Trade]) -> list[_Trade]:
    return sorted(trades, key=lambda t: (-(t.quantity or Decimal(0)), t.row))
