"""US Customs and Border Protection drug seizures: one row a fiscal month, component, area and drug.

Two files of the same shape: nationwide (Office of Field Operations and U.S. Border Patrol) and Air and Marine
Operations. US fiscal years begin in October; weights are pounds. Source: CBP open data, Drug Seizure Statistics.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

import polars as pl

from data_access.reference import tables as reference
from data_access.sources.base import CHUNK_ROWS, SEPARATOR, Chunk, SourceInfo
from data_access.sources.delimited import is_text, open_table, refused_row, rows
from domain.errors import SourceError
from domain.frames import RECORD_SCHEMA, REFUSED_SCHEMA, completed

PUBLISHER = "US Customs and Border Protection"
NOTE = (
    "Totals of a month, an office and a drug, with the number of events; an event with several drugs may count once "
    "for each of them. Fiscal years begin in October. Weights are pounds, turned into kilograms. The country is that "
    "of the agency: preclearance offices and some branches work abroad."
)
INFO = SourceInfo(
    source_id="us-cbp",
    name="US CBP nationwide drug seizures",
    publisher=PUBLISHER,
    kind="statistics",
    note=f"{NOTE} Field Operations and Border Patrol; Air and Marine Operations are a source of their own.",
    overlap_group="us-cbp",
    precedence=100,
)
AMO_INFO = SourceInfo(
    source_id="us-cbp-amo",
    name="US CBP Air and Marine Operations drug seizures",
    publisher=PUBLISHER,
    kind="statistics",
    note=f"{NOTE} These figures overlap those of the other components and must not be added to them.",
    overlap_group="us-cbp",
    precedence=200,
)
AMO_OVERLAP = (
    "Air and Marine Operations take part in seizures of other components and agencies: "
    "the same seizures may be in the figures of Field Operations and Border Patrol."
)
FIRST_FIELDS = ("FY", "Month (abbv)", "Component", "Region", "Land Filter")
LAST_FIELDS = ("Drug Type", "Count of Event", "Sum Qty (lbs)")
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
OCTOBER = 10
POUND_BASE = 453_592_370
"""Base units (µg) of a pound: 0.45359237 kg exactly (international avoirdupois pound, 1959)."""
POUND_TEXT = "1 lb = 0.45359237 kg (international avoirdupois pound, exact)"
LARGEST = 2**63 - 1
ALIKE: dict[str, Any] = dict.fromkeys(RECORD_SCHEMA) | {
    "line": 1,
    "implausible": False,  # the screen is made for single seizures, not for an office's month
    "date_precision": "month",
    "country": "USA",
    "source_type": "aggregate",
    "unit_reported": "lbs",
    "unit_class": "mass",
    "factor": POUND_TEXT,
}
"""What is the same in every record; None is filled as not reported."""

_YEAR = re.compile(r"(\d{4})( \(FYTD\))?", re.ASCII)  # the running year is marked "fiscal year to date"
_WHOLE = re.compile(r"-?\d{1,18}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,30}(\.\d{0,30})?([eE][+-]?\d{1,2})?", re.ASCII)

Refused: TypeAlias = tuple[int, str, str, str, str]
"""Row, field, value, reason and content, as in REFUSED_SCHEMA."""


class UsCbp:
    """The adapter of the nationwide file: `atlas import us-cbp FILE`."""

    info = INFO
    area = "Area of Responsibility"
    agencies = MappingProxyType({"Office of Field Operations": "customs", "U.S. Border Patrol": "border"})
    overlap = ""

    def chunks(self, path: Path) -> Iterator[Chunk]:
        """Records of the file in chunks. Raises SourceError where the header does not fit."""
        seen: dict[str, int] = {}
        with open_table(path) as (stream, size), closing(rows(stream, ",", path.name)) as reader:
            _, header = next(reader, (1, []))
            order = self._order(header, path.name)
            while batch := list(islice(reader, CHUNK_ROWS)):
                done = min(stream.tell() / max(size, 1), 1.0)
                yield self._chunk(batch, order, len(header), seen, done)
            yield self._chunk([], order, len(header), seen, 1.0)

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns that the file must have, in the order of `content`."""
        return (*FIRST_FIELDS, self.area, *LAST_FIELDS)

    def _order(self, header: list[str], name: str) -> list[int]:
        """Where each of our fields stands in the file."""
        columns = [" ".join(h.split()).casefold() for h in header]
        missing = [f for f in self.fields if f.casefold() not in columns]
        if missing:
            other = next((c for c in (UsCbp, UsCbpAmo) if c.area.casefold() in columns), None)
            hint = f" This looks like the file of {other.info.source_id}." if other and missing == [self.area] else ""
            raise SourceError(
                "{name}, row 1: the columns {missing} are missing. Expected the file {name_2}, separated by ',': "
                "{fields}.{hint}",
                name=name,
                missing=", ".join(missing),
                name_2=self.info.name,
                fields=", ".join(self.fields),
                hint=hint,
            )
        return [columns.index(f.casefold()) for f in self.fields]

    def _chunk(
        self, batch: list[tuple[int, list[str]]], order: list[int], width: int, seen: dict[str, int], done: float
    ) -> Chunk:
        records: list[dict[str, Any]] = []
        refused: list[Refused] = []
        for row, raw in batch:
            if len(raw) != width or not is_text(raw):
                refused.append(refused_row(row, raw, width))
                continue
            cells = {field: raw[i] for field, i in zip(self.fields, order, strict=True)}
            content = SEPARATOR.join(cells.values())
            if problem := self._problem(cells) or _repeated(cells, seen):
                refused.append((row, problem[0], cells[problem[0]], problem[1], content))
                continue
            seen[_cell(cells)] = row
            records.append({**self._record(cells), "row": row, "content": content})
        return Chunk(
            records=completed(pl.DataFrame(records, schema=RECORD_SCHEMA)),
            refused=pl.DataFrame(refused, schema=REFUSED_SCHEMA, orient="row"),
            rows=len(batch),
            done=done,
        )

    def _problem(self, cells: dict[str, str]) -> tuple[str, str] | None:
        """The first field that cannot be read, and why."""
        month = cells["Month (abbv)"].strip().upper()
        if not _YEAR.fullmatch(cells["FY"].strip()):
            return "FY", "the fiscal year is not YYYY"
        if month not in MONTHS:
            return "Month (abbv)", "the month is not one of JAN … DEC"
        if int(cells["FY"].strip()[:4]) < 1900 or _first_day(cells) > date.today():
            return "FY", "the month lies in the future or before 1900"
        if cells["Component"].strip() not in self.agencies:
            return "Component", f"the component is not one of this source: {', '.join(self.agencies)}"
        return _bad_number(cells, "Count of Event", _WHOLE, 1) or _bad_number(
            cells, "Sum Qty (lbs)", _NUMBER, POUND_BASE
        )

    def _record(self, cells: dict[str, str]) -> dict[str, Any]:
        """One cell as a record; what is left out is not reported."""
        weight = cells["Sum Qty (lbs)"].strip()
        return ALIKE | {
            "record_id": _cell(cells),
            "events": int(cells["Count of Event"]),
            "seized_on": _first_day(cells),
            "admin1_reported": cells["Region"],
            "place_reported": cells[self.area],
            "facility_reported": f"Land filter: {cells['Land Filter']}" if cells["Land Filter"].strip() else "",
            "agency_reported": cells["Component"],
            "agency_kind": self.agencies[cells["Component"].strip()],
            "overlap": self.overlap,
            "goods": goods_code(cells["Drug Type"]),
            "goods_reported": cells["Drug Type"],
            "quantity_reported": cells["Sum Qty (lbs)"],
            "quantity_base": int((Decimal(weight) * POUND_BASE).to_integral_value()) if weight else None,
        }


class UsCbpAmo(UsCbp):
    """The adapter of the Air and Marine Operations file: `atlas import us-cbp-amo FILE`."""

    info = AMO_INFO
    area = "Branch"
    agencies = MappingProxyType({"Air and Marine Operations": "border"})
    overlap = AMO_OVERLAP


def _first_day(cells: dict[str, str]) -> date:
    """First day of the calendar month: October to December belong to the fiscal year after."""
    month = MONTHS.index(cells["Month (abbv)"].strip().upper()) + 1
    return date(int(cells["FY"].strip()[:4]) - (month >= OCTOBER), month, 1)


def _cell(cells: dict[str, str]) -> str:
    """What a figure stands for, alike in every edition of the file: a revised figure supersedes the earlier one."""
    places = [value.strip() for field, value in cells.items() if field not in ("FY", "Month (abbv)", *LAST_FIELDS[1:])]
    return "|".join([_first_day(cells).strftime("%Y-%m"), *places])


def _repeated(cells: dict[str, str], seen: dict[str, int]) -> tuple[str, str] | None:
    """A second figure for the same cell is not taken: which of the two is right is not known."""
    earlier = seen.get(_cell(cells))
    return None if earlier is None else ("Drug Type", f"row {earlier} has this month, office and drug already")


def _bad_number(cells: dict[str, str], field: str, shape: re.Pattern[str], factor: int) -> tuple[str, str] | None:
    """Why a number cannot be read. A weight may be missing; the number of events may not."""
    text = cells[field].strip()
    if not text and shape is _NUMBER:
        return None
    if not shape.fullmatch(text):
        return field, "the value is not a whole number" if shape is _WHOLE else "the value is not a number"
    if Decimal(text) < 0:
        return field, "the value is below zero"
    if Decimal(text) * factor > LARGEST:
        return field, "the value is too large"
    if shape is _WHOLE and int(text) == 0 and cells["Sum Qty (lbs)"].strip(" 0.") != "":
        return field, "no event, but a weight"
    return None


@cache
def _drugs() -> dict[str, str]:
    """Drug types as CBP writes them, case folded → goods."""
    return {
        name.casefold(): goods for name, goods in reference.read("us_cbp_drugs").select("name", "goods").iter_rows()
    }


def goods_code(drug_type: str) -> str:
    """Goods of a drug type; a type that the table lacks counts as other drugs, none at all as unknown."""
    name = " ".join(drug_type.split()).casefold()
    return _drugs().get(name, "other-drugs") if name else "unknown-drugs"
