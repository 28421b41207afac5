"""UNODC annual drug seizures: one row a country, year and drug, in two layouts that were published.

"seizures" (2012–2016): ';'-separated, kilogram equivalents in whole numbers. "wdr-annex-7.1" (World Drug Report 2025,
2019–2023): ','-separated, or the same records in JSON that names countries and drugs by their place in lists.
Source: United Nations Office on Drugs and Crime, annual report questionnaires. What an equivalent is:
https://dataunodc.un.org/drugs/global_seizures (bulk weight; a litre counts as 1 kg; tablets at assumed weights).
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import islice
from pathlib import Path
from typing import IO, Any, TypeAlias

import polars as pl

from data_access.places.names import country as country_named
from data_access.reference import tables as reference
from data_access.sources.base import CHUNK_ROWS, SEPARATOR, Chunk, SourceInfo
from data_access.sources.delimited import is_text, open_table, refused_row, rows
from domain.errors import SourceError
from domain.frames import RECORD_SCHEMA, REFUSED_SCHEMA, completed
from domain.messages import N_, Message, joined, message, packed

INFO = SourceInfo(
    source_id="unodc-annual",
    name=N_("UNODC annual drug seizures"),
    publisher=N_("United Nations Office on Drugs and Crime"),
    kind="statistics",
    note=N_(
        "Totals of a country, a year and a drug as reported by Member States, 2012–2016 and 2019–2023; the number of "
        "seizures is not reported. Quantities of 2012–2016 are kilogram equivalents in whole numbers: 0 may stand for "
        "less than half a kilogram. Those of 2019–2023 are headed kg; what was converted from litres, tablets or "
        "plants the file does not say, so they too are kept as equivalents and never added to weights. Some rows are "
        "totals by their name, some stand for a financial year or a part of a year: their overlap says so."
    ),
    precedence=200,  # behind the individual seizures, which report more of the same events
)
MAX_JSON_BYTES = 64 * 2**20
UNIT_CLASS = "mass-equivalent"
BASE_PER_KG, LARGEST_BASE = 10**9, 2**63 - 1
OWN_CODES = {"KKK": "XKX"}  # UNODC's code of "Kosovo under UNSCR 1244", for which ISO 3166 has none
JSON_LISTS = ("groups", "drugs", "countries", "records")

_NUMBER = re.compile(r"-?\d{1,30}(\.\d{0,30})?([eE][+-]?\d{1,2})?", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_INDEX = re.compile(r"\d{1,9}", re.ASCII)
_TOTAL = re.compile(r"\btotal\b.*\binclud", re.IGNORECASE)
_PERIOD_OR_TOTAL = re.compile(r"\b(19|20)\d\d\b|\btotal\b|\baggregate\b", re.IGNORECASE)
_IN_IDS = N_("The seizures behind this total may be in the UNODC Individual Drug Seizures too.")
_HOLDS_OTHERS = N_("By its name it is a total: other rows of its group may count the same seizures again.")

Refused: TypeAlias = tuple[int, str, str, str, str]
"""Row, field, value, reason and content, as in REFUSED_SCHEMA."""
Found: TypeAlias = Iterator[tuple[int, list[str] | Refused]]
"""Each row with its fields in the layout's order, or why it cannot be taken."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The columns of a layout in the order of `content`, and which of them holds what ('' for what it lacks)."""

    name: str
    fields: tuple[str, ...]
    code: str
    country: str
    year: str
    drug: str
    amount: str
    unit: str
    factor: str = ""
    specific: str = ""
    comment: str = ""


SEIZURES = Layout(
    name="seizures",
    fields=(
        *("Region", "SubRegion", "Country", "CountryCode", "Year", "DrugGroup", "Drug", "SpecificDrugName"),
        *("KgEquivalent", "Comment"),
    ),
    code="CountryCode",
    country="Country",
    year="Year",
    drug="Drug",
    amount="KgEquivalent",
    unit="kg equivalent",
    specific="SpecificDrugName",
    comment="Comment",
)
ANNEX = Layout(
    name="wdr-annex-7.1",
    fields=("iso3", "country", "region", "drug_group", "drug", "year", "kg"),
    code="iso3",
    country="country",
    year="year",
    drug="drug",
    amount="kg",
    unit="kg",
    factor=N_("1 kg as published = 1 kg equivalent (what UNODC converted from other units is not reported)"),
)


class UnodcAnnual:
    """The adapter: `atlas import unodc-annual FILE`, in either layout."""

    info = INFO

    def chunks(self, path: Path) -> Iterator[Chunk]:
        """Records of the file in chunks. Raises SourceError where the columns or the JSON do not fit."""
        with open_table(path) as (stream, size):
            head = stream.read(4096)
            stream.seek(0)
            if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
                yield from _chunks(_decoded(_loaded(stream, path.name), path.name), ANNEX, lambda: 0.5)
                return
            first = head.split(b"\n", 1)[0]
            delimiter = ";" if first.count(b";") > first.count(b",") else ","
            with closing(rows(stream, delimiter, path.name)) as reader:
                _, header = next(reader, (1, []))
                layout, order = _fitting(header, path.name)
                found = _ordered(reader, order, len(header))
                yield from _chunks(found, layout, lambda: stream.tell() / max(size, 1))


def _fitting(header: list[str], name: str) -> tuple[Layout, list[int]]:
    """The layout that the header has, and where each of its fields stands."""
    columns = [h.strip().casefold() for h in header]
    missing = {one.name: [f for f in one.fields if f.casefold() not in columns] for one in (SEIZURES, ANNEX)}
    layout = min(SEIZURES, ANNEX, key=lambda one: len(missing[one.name]))
    if missing[layout.name]:
        raise SourceError(
            "{name}, row 1: the columns {missing} are missing. Expected UNODC annual seizures: {fields}, or "
            "{others}, or the JSON of the latter.",
            name=name,
            missing=", ".join(missing[layout.name]),
            fields=";".join(SEIZURES.fields),
            others=",".join(ANNEX.fields),
        )
    return layout, [columns.index(f.casefold()) for f in layout.fields]


def _ordered(reader: Iterator[tuple[int, list[str]]], order: list[int], width: int) -> Found:
    for row, fields in reader:
        whole = len(fields) == width and is_text(fields)
        yield row, [fields[i] for i in order] if whole else refused_row(row, fields, width)


def _loaded(stream: IO[bytes], name: str) -> dict[str, Any]:
    """The JSON, every number as the text that was written, so that nothing is rounded."""
    raw = stream.read(MAX_JSON_BYTES + 1)
    if len(raw) > MAX_JSON_BYTES:
        raise SourceError(
            "{name}: the JSON is over {most} MiB. Import the flat CSV instead.", name=name, most=MAX_JSON_BYTES // 2**20
        )
    try:
        document = json.loads(raw.decode("utf-8-sig"), parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise SourceError(
            "{name}: this is not a complete JSON file ({error}). Fetch it again.", name=name, error=error
        ) from error
    missing = [k for k in JSON_LISTS if not isinstance(document.get(k), list)]
    if missing:
        raise SourceError(
            "{name}: the lists {missing} are missing. Expected {json_lists}, the records being [country, drug, year, "
            "kg].",
            name=name,
            missing=", ".join(missing),
            json_lists=", ".join(JSON_LISTS),
        )
    meta = document.get("meta")
    unit = meta.get("unit", "kg") if isinstance(meta, dict) else "kg"
    if unit != "kg":
        raise SourceError(
            "{name}: meta.unit is {unit}, expected 'kg'. Other units are not converted.", name=name, unit=repr(unit)
        )
    return dict(document)


def _decoded(document: dict[str, Any], name: str) -> Found:
    """The records in words; numbered as in the flat file, where the first is row 2."""
    groups = _entries([[g] for g in document["groups"]], 1, "groups", name)
    drugs = _entries(document["drugs"], 2, "drugs", name)
    countries = _entries(document["countries"], 3, "countries", name)
    for row, record in enumerate(document["records"], start=2):
        if not isinstance(record, list) or len(record) != 4 or not all(isinstance(v, str) for v in record):
            yield row, _no_record(row, record, N_("the record is not [country, drug, year, kg]"))
            continue
        country, drug = _at(countries, record[0]), _at(drugs, record[1])
        group = _at(groups, drug[1]) if drug else None
        if not (country and drug and group):
            yield row, _no_record(row, record, N_("the lists do not hold the country, the drug or its group"))
            continue
        fields = [*country, *group, drug[0], record[2], record[3]]
        yield row, fields if is_text(fields) else _no_record(row, record, N_("its words are not Unicode text"))


def _no_record(row: int, record: Any, reason: str) -> Refused:
    written = json.dumps(record)
    return row, "records", written, reason, written


def _entries(entries: list[Any], width: int, key: str, name: str) -> list[list[str]]:
    for at, entry in enumerate(entries):
        if not isinstance(entry, list) or len(entry) != width or not all(isinstance(v, str) for v in entry):
            raise SourceError(
                "{name}: entry {at} of the list {key} has not the {width} value(s) expected.",
                name=name,
                at=at,
                key=key,
                width=width,
            )
    return entries


def _at(entries: list[list[str]], index: str) -> list[str] | None:
    return entries[int(index)] if _INDEX.fullmatch(index) and int(index) < len(entries) else None


def _chunks(found: Found, layout: Layout, done: Callable[[], float]) -> Iterator[Chunk]:
    batch = list(islice(found, CHUNK_ROWS))
    while len(batch) == CHUNK_ROWS:
        yield _chunk(batch, layout, min(done(), 1.0))
        batch = list(islice(found, CHUNK_ROWS))
    yield _chunk(batch, layout, 1.0)


def _chunk(batch: list[tuple[int, list[str] | Refused]], layout: Layout, done: float) -> Chunk:
    records: list[dict[str, Any]] = []
    refused: list[Refused] = []
    for row, fields in batch:
        if isinstance(fields, tuple):
            refused.append(fields)
            continue
        cells = dict(zip(layout.fields, fields, strict=True))
        content = SEPARATOR.join([layout.name, *fields])  # the layout keeps the editions apart
        if problem := _problem(cells, layout):
            refused.append((row, problem[0], cells[problem[0]], problem[1], content))
        else:
            records.append({**_record(cells, layout), "row": row, "content": content})
    return Chunk(
        records=completed(pl.DataFrame(records, schema=RECORD_SCHEMA)),
        refused=pl.DataFrame(refused, schema=REFUSED_SCHEMA, orient="row"),
        rows=len(batch),
        done=done,
    )


def _problem(cells: dict[str, str], layout: Layout) -> tuple[str, str] | None:
    """The first field that cannot be read, and why."""
    code, named = _code(cells[layout.code]), country_named(cells[layout.country])
    if code not in reference.names("places"):
        return layout.code, N_("the country or territory is not known")
    if named not in (None, code):  # a name that we do not know (England) cannot contradict its code
        return layout.country, packed(
            "the name stands for {named}, the code of the row is {code}", named=named, code=code
        )
    year, amount = cells[layout.year].strip(), cells[layout.amount].strip()
    if not _YEAR.fullmatch(year):
        return layout.year, N_("the year is not YYYY")
    if not 1900 <= int(year) <= date.today().year:
        return layout.year, N_("the year lies in the future or before 1900")
    if amount and not _NUMBER.fullmatch(amount):
        return layout.amount, N_("the quantity is not a number")
    if amount and Decimal(amount) < 0:
        return layout.amount, N_("the quantity is below zero")
    if amount and Decimal(amount) * BASE_PER_KG > LARGEST_BASE:
        return layout.amount, N_("the quantity is too large to be a quantity")
    return None


def _record(cells: dict[str, str], layout: Layout) -> dict[str, Any]:
    """One total as a record; what is left out is not reported."""
    amount = cells[layout.amount].strip()
    specific = cells.get(layout.specific, "").strip()
    return dict.fromkeys(RECORD_SCHEMA) | {
        "line": 1,
        "implausible": False,  # the screen is for single seizures
        "seized_on": date(int(cells[layout.year]), 1, 1),
        "date_precision": "year",
        "country": _code(cells[layout.code]),
        "country_reported": cells[layout.country],
        "source_type": "aggregate",
        "overlap": _overlap(cells[layout.drug], cells.get(layout.comment, "").strip()),
        "goods": goods_code(cells[layout.drug], specific),
        "goods_reported": f"{cells[layout.drug]}: {specific}" if specific else cells[layout.drug],
        "quantity_reported": cells[layout.amount],
        "unit_reported": layout.unit,
        "unit_class": UNIT_CLASS,
        "quantity_base": int((Decimal(amount) * BASE_PER_KG).to_integral_value()) if amount else None,
        "factor": layout.factor,
    }


def _code(reported: str) -> str:
    return OWN_CODES.get(reported.strip().upper(), reported.strip().upper())


def _overlap(drug: str, comment: str) -> str:
    """Why the seizures of this total may be counted elsewhere too."""
    sentences: list[str | Message] = [_IN_IDS]
    if _TOTAL.search(drug):
        sentences.append(_HOLDS_OTHERS)
    if _PERIOD_OR_TOTAL.search(comment):
        sentences.append(message("Comment of the source: {comment}", comment=comment))
    return joined(sentences, " ").packed()


@cache
def _drugs() -> dict[str, str]:
    """Drug names of both tables, case folded → goods; the table of the individual seizures wins."""
    tables = [reference.read(name).select("name", "goods") for name in ("unodc_annual_drugs", "unodc_drug_names")]
    return {" ".join(name.split()).casefold(): goods for table in tables for name, goods in table.iter_rows()}


def goods_code(drug: str, specific: str = "") -> str:
    """Goods by the specific name where it is known, else by the drug; a name that both tables lack is other drugs."""
    names = [" ".join(name.split()).casefold() for name in (specific, drug)]
    known = [_drugs()[name] for name in names if name in _drugs()]
    return known[0] if known else "other-drugs" if any(names) else "unknown-drugs"
