"""Single records in words: rows for a list, and lines for a file."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from data_access.cube.rollup import MILLI
from data_access.records.search import Page
from data_access.reference import tables as reference
from domain.codes import VALUATIONS
from domain.dimensions import PSEUDO_LABELS
from domain.exact import for_files, needs_decimals
from domain.units import UNIT_CLASSES
from domain.words import Words

NOT_TOLD = PSEUDO_LABELS[""]


def day_text(day: date, precision: str) -> str:
    """2014-03-05, 2014-03 or 2014: as precise as reported."""
    return day.isoformat()[: {"day": 10, "month": 7}.get(precision, 4)]


def name(table: str, code: str) -> str:
    """A code in words; what is not reported, too."""
    return PSEUDO_LABELS.get(code) or reference.names(table).get(code, code)


def short_goods(code: str) -> str:
    """The name of goods without what it explains in brackets."""
    return name("goods", code).partition(" (")[0]


def quantity(unit_class: str, base: int | None) -> str:
    """'1,201.5 kg', not rounded: a record is no headline; '' where it is not reported."""
    if base is None or unit_class not in UNIT_CLASSES:
        return ""
    kind = UNIT_CLASSES[unit_class]
    return f"{_exact(base, kind.base_per_unit)} {kind.unit}"


def _exact(whole: int, per: int) -> str:
    """A quotient by a power of ten, in full."""
    return f"{Decimal(whole) / per:,f}"


def money(line: Mapping[str, Any]) -> str:
    """'5,000 USD (street value)'; '' where it is not reported."""
    if line["value_milli"] is None:
        return ""
    return f"{_exact(line['value_milli'], MILLI)} {line['currency']} ({VALUATIONS[line['valuation']].lower()})"


def way(row: Mapping[str, Any]) -> str:
    """'Colombia → Senegal → Spain', as far as it is known; '' where no end is."""
    stops = [row["departure"], *filter(None, row["transit"].split(">")), row["destination"]]
    if not any(stops):
        return ""
    return " → ".join({"": "not reported", "unknown": "unknown"}.get(c) or name("places", c) for c in stops)


def joined(parts: Iterable[str]) -> str:
    """The parts that tell something, each once."""
    return "; ".join(dict.fromkeys(filter(None, parts)))


def listed(page: Page, words: Words, sources: Mapping[str, str]) -> pl.DataFrame:
    """A page for readers: one row a record, everything as text."""
    lines: dict[int, list[dict[str, Any]]] = {}
    for line in page.lines.to_dicts():
        lines.setdefault(line["seizure_id"], []).append(line)
    rows = [_row(row, lines.get(row["seizure_id"], []), words, sources) for row in page.records.to_dicts()]
    return pl.DataFrame(rows, schema=dict.fromkeys(_COLUMNS, pl.String))


COPY = "Equal in every field to an earlier row of the same source: listed twice, or a genuine repeat."
"""What the mark of an exact copy means."""
_COLUMNS = (
    "Date",
    "Exact copy",
    "Country or territory",
    "Goods",
    "Quantity as reported",
    "Quantity",
    "Place",
    "Transport mode",
    "From → to",
    "Source",
    "Remarks",
)


def _row(row: dict[str, Any], lines: list[dict[str, Any]], words: Words, sources: Mapping[str, str]) -> dict[str, str]:
    goods = [short_goods(x["goods"]) for x in lines]
    return {
        "Date": day_text(row["seized_on"], row["date_precision"]),
        "Exact copy": "copy" if row["is_copy"] else "",
        "Country or territory": name("places", row["country"]),
        "Place": joined([row["place_reported"], row["admin1_reported"]]),
        "Goods": joined([x["species_reported"] or said for x, said in zip(lines, goods, strict=True)]),
        "Quantity as reported": joined(f"{x['quantity_reported']} {x['unit_reported']}".strip() for x in lines),
        "Quantity": joined(quantity(x["unit_class"], x["quantity_base"]) for x in lines),
        "Transport mode": name("modes", row["mode"]) if row["mode"] else "",
        "From → to": way(row),
        "Source": sources.get(row["source_id"], row["source_id"]),
        "Remarks": joined(_remarks(row, lines, words)),
    }


def _remarks(row: dict[str, Any], lines: list[dict[str, Any]], words: Words) -> list[str]:
    """What a reader must know before using the row."""
    found = ["quantity implausible"] if any(x["implausible"] for x in lines) else []
    if row["events"] is None:
        found.append("represents several seizures, number not reported")
    elif row["events"] != 1:
        found.append(f"represents {words.number(row['events'])} seizures")
    return found


def _number(frame: pl.DataFrame, base: str, per: int | pl.Expr) -> pl.Expr:
    return for_files(pl.col(base), per, decimals=needs_decimals(frame[base]))


def lines_table(page: Page, sources: Mapping[str, str]) -> pl.DataFrame:
    """A page for files: one row a goods line, codes beside words, numbers as numbers."""
    per = {k: c.base_per_unit for k, c in UNIT_CLASSES.items()}
    unit = {k: c.unit for k, c in UNIT_CLASSES.items()}
    places, modes, goods = (reference.names(x) for x in ("places", "modes", "goods"))
    frame = page.records.join(page.lines, on="seizure_id", how="left", maintain_order="left")
    size = {"day": 10, "month": 7, "year": 4}
    length = pl.col("date_precision").replace_strict(size, default=4, return_dtype=pl.UInt32)
    told = {
        "Record": pl.col("record_key"),
        "Id at the source": pl.col("record_id"),
        "Date": pl.col("seized_on").dt.strftime("%Y-%m-%d").str.slice(0, length),
        "Country code": pl.col("country"),
        "Country or territory": pl.col("country").replace({**places, **PSEUDO_LABELS}),
        "Country as reported": pl.col("country_reported"),
        "Division as reported": pl.col("admin1_reported"),
        "Place as reported": pl.col("place_reported"),
        "Kind of location as reported": pl.col("facility_reported"),
        "Agency as reported": pl.col("agency_reported"),
        "Transport mode": pl.col("mode").replace(modes),
        "Concealment as reported": pl.col("concealment_reported"),
        "Producing country": pl.col("producing").replace(places),
        "Departure": pl.col("departure").replace(places),
        "Transit": pl.col("transit"),
        "Intended destination": pl.col("destination").replace(places),
        "Line": pl.col("line"),
        "Goods code": pl.col("goods"),
        "Goods": pl.col("goods").replace(goods),
        "Goods as reported": pl.col("goods_reported"),
        "Species as reported": pl.col("species_reported"),
        "HS heading or code": pl.col("hs"),
        "Quantity as reported": pl.col("quantity_reported"),
        "Unit as reported": pl.col("unit_reported"),
        "Quantity": _number(
            frame, "quantity_base", pl.col("unit_class").replace_strict(per, default=1, return_dtype=pl.Int64)
        ),
        "Unit": pl.col("unit_class").replace_strict(unit, default="", return_dtype=pl.String),
        "Implausible": pl.col("implausible"),
        "Value": _number(frame, "value_milli", MILLI),
        "Currency": pl.col("currency"),
        "Valuation": pl.col("valuation").replace({k: v for k, v in VALUATIONS.items() if k}),
        "Seizures the record represents": pl.col("events"),
        "Exact copy": pl.col("is_copy"),
        "Source": pl.col("source_id").replace(dict(sources)),
    }
    return frame.select(**told)
